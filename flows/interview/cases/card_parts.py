"""The parts that all cards about reviews have in common."""

from __future__ import annotations

from flows.dialogue import NO_TURN, Choice, Phrase, Reply, phrase
from flows.interview.cases.actions import NAME, CaseAction, button, case_value
from flows.screen import Block, Heading, Screen
from flows.triggers import Trigger
from flows.views import View

SHOW = Choice(phrase("choice-return"), Reply(NO_TURN, "", Trigger.show, ""))


def card(
    language: str,
    *blocks: Block,
    choices: tuple[Choice, ...],
    title: str = "own-cases-title",
    heading: Phrase | None = None,
    leads_away: bool = True,
) -> Screen:
    """Return a card about reviews, with a button a row; the last one leads back to the interview if it `leads_away`."""
    rows = tuple((choice,) for choice in choices)
    away = ((SHOW,),) if leads_away else ()
    return Screen(NAME, NO_TURN, language, (Heading(heading or phrase(title)), *blocks), (*rows, *away))


def do(action: CaseAction, label: str, case: int = 0, place: int | None = None) -> Choice:
    """Return a button with these words, about a case or about something in it that has a place."""
    return button(phrase(label), case_value(action, case, place))


def to_page(turn: int) -> Choice:
    """Return the button that gives a link to the page."""
    return Choice(phrase("choice-link-to-page"), Reply(turn, View.elsewhere, Trigger.link, ""))
