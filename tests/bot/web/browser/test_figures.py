"""What measures the page goes on working: its tour sees every kind of page, and finds on them what has to be so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import Browser

from benchmarks.page.look import ONCE
from benchmarks.page.tour import tour, unseen
from tests.warm.starting import python

ROOT = Path(__file__).parents[4]


@pytest.mark.asyncio(loop_scope="session")
async def test_the_tour_sees_every_kind_of_page_and_none_runs_off_to_the_side(browser: Browser, address: str) -> None:
    looks = await tour(browser, address, "en", ONCE, settled_ms=0)
    assert unseen(looks) == set()
    assert [look.name for look in looks if look.fits[0].sideways_px] == []
    assert all(look.characters and look.html > look.compressed for look in looks)


@pytest.mark.usefixtures("chromium")
def test_the_command_measures_a_quick_run() -> None:
    found = subprocess.run([*python("benchmarks.page"), "--short"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stderr
    for face in ("Telegram", "page"):
        assert re.search(rf"\| {face} \| en \| quick \| 12 \| 13 \| [\d,]+ \|", found.stdout)
    assert "sideways scroll: at most 0 px" in found.stdout
