"""A short run of `python -m tests.faults.broadcast`: nobody gets a message twice, nobody is left out, one is uncertain at most."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.broadcast import Plan, run


@pytest.mark.long("test_leases.py takes over what a dead process had")
async def test_a_batch_survives_a_process_that_is_killed_for_good(database_url: str, tmp_path: Path) -> None:
    processes = 1 if database_url.startswith("sqlite") else 2
    figures = await run(database_url, tmp_path, Plan(people=80, processes=processes, pace_s=0.02, lease_s=2.0, call_s=0.01))
    assert (figures.twice, figures.never, figures.begun_while_paused) == (0, 0, 0)
    assert figures.uncertain <= 1
    assert figures.sent + figures.uncertain == 80
