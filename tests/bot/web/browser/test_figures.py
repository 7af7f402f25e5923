"""What measures the page goes on working: its tour sees every kind of page, and finds on them what has to be so."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.async_api import Browser

from benchmarks.page.look import Care
from benchmarks.page.tour import tour, unseen
from tests.people.phone import LOCALES
from tests.warm.starting import python

ROOT = Path(__file__).parents[4]


@pytest.mark.asyncio(loop_scope="session")
@pytest.mark.long("the figures of a quick run, and test_every_kind.py")
@pytest.mark.parametrize("language", list(LOCALES))
async def test_every_kind_of_page_fits_and_has_what_answers_it_in_the_first_view(
    browser: Browser, address: str, language: str
) -> None:
    looks = await tour(browser, address, language, Care(schemes=()), settled_ms=0)
    assert unseen(looks) == set()
    fits = [(look.name, fit) for look in looks for fit in look.fits]
    assert [found for found in fits if found[1].sideways_px] == []
    assert {(name, fit.size, fit.percent) for name, fit in fits if fit.is_in_view is False} == set()
    assert all(look.characters and look.html > look.compressed for look in looks)


@pytest.mark.long("test_runs.py answers a quick run")
@pytest.mark.usefixtures("chromium")
def test_the_command_measures_a_quick_run() -> None:
    found = subprocess.run([*python("benchmarks.page"), "--short"], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert found.returncode == 0, found.stderr
    for face in ("Telegram", "page"):
        assert re.search(rf"\| {face} \| en \| quick \| 12 \| 13 \| [\d,]+ \|", found.stdout)
    assert "sideways scroll: at most 0 px" in found.stdout
