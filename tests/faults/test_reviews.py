"""A short run of `python -m tests.faults.reviews`: nothing lost, nothing doubled, no half-issued result."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.reviews import Plan, run


@pytest.mark.long("tests/storage/review issues two results at once, and none if the seal fails")
async def test_reviews_survive_kills(database_url: str, tmp_path: Path) -> None:
    figures = await run(database_url, Plan(institutions=3, kills=4, within_s=0.1, seed=1), tmp_path)
    assert figures.is_clean, figures
    assert figures.kills
