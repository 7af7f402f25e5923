"""What the fault runs expect of a page is what the page shows: every view that a stranger can open is taken for itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.web.pages import PageContext, Pages
from bot.words.wording import Wording
from flows.commands import TABLE
from flows.interview.questions.screens import LANGUAGES
from flows.interview.screen_index import screen_of
from flows.interview.session import Session
from flows.standard.loader import shipped
from tests.faults.clock import Clock
from tests.faults.page import ExpectedPages, page_of

STANDARD = shipped()
STRANGERS = ("", *(known.view for known in TABLE if known.before_consent and known.view))


@pytest.mark.parametrize("view", STRANGERS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_stranger_is_expected(wording: Wording, tmp_path: Path, language: str, view: str) -> None:
    session = Session(language, 0)
    screen = screen_of(STANDARD, session, view, date.today())
    assert screen is not None
    page = page_of(Pages(wording, STANDARD).screen(screen, [], PageContext("token", is_known=False)))
    assert page is not None
    expected = ExpectedPages(wording, Clock(tmp_path))
    assert expected.shows(page.card, STANDARD, session, view)
    other = next(each for each in LANGUAGES if each != language)
    assert not expected.shows(page.card, STANDARD, Session(other, 0), view)
