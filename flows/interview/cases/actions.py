"""What the buttons about reviews do, and how a button carries it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from flows.dialogue import NO_TURN, Choice, Phrase, Reply
from flows.review.submission import Share
from flows.triggers import Trigger

NAME = "cases"
CASE = re.compile(r"([a-z]+)-([0-9]{1,19})", re.ASCII)
HAND_IN = re.compile(r"(ask|see|give)\.([A-Za-z0-9_-]{1,40})(?:\.([0-3]))?", re.ASCII)
# In the order of their numbers in buttons.
SHARES = tuple(Share)


class CaseAction(StrEnum):
    """What a button does. The values are in buttons that people tap months later, so they never change."""

    list_all = "cases"
    # Say how to hand in.
    how = "handin"
    show = "show"
    handed = "given"
    agree = "agree"
    ask_withdraw = "asks"
    withdraw = "out"


class HandInAction(StrEnum):
    """What a button on the card of a request does: ask what to hand over, show it item by item, hand it in."""

    ask = "ask"
    see = "see"
    give = "give"


class CaseTap(Struct, frozen=True):
    """What a tap asks for, and the number of the case (0 for none)."""

    action: CaseAction
    case: int


class HandInTap(Struct, frozen=True):
    """What a tap on the card of a request asks for: its link's token or code, and how much is handed over."""

    action: HandInAction
    typed: str
    share: Share


def case_value(action: CaseAction, case: int = 0) -> str:
    """Return what a button about one case carries."""
    return f"{action.value}-{case}" if case else action.value


def hand_in_value(action: HandInAction, typed: str, share: Share = Share.answer) -> str:
    """Return what a button on the card of a request carries."""
    return f"{action.value}.{typed}" + ("" if action is HandInAction.ask else f".{SHARES.index(share)}")


def case_tap(value: str) -> CaseTap | None:
    """Return what a button asks for ("" shows the cases); None for any other text."""
    if value in ("", CaseAction.list_all, CaseAction.how):
        return CaseTap(CaseAction(value or CaseAction.list_all), 0)
    found = CASE.fullmatch(value)
    action = next((each for each in CaseAction if found is not None and each.value == found[1]), None)
    return CaseTap(action, int(found[2])) if found is not None and action is not None else None


def hand_in_tap(value: str) -> HandInTap | None:
    """Return what a button on the card of a request asks for; None for any other text."""
    found = HAND_IN.fullmatch(value)
    if found is None or (found[3] is None and found[1] != HandInAction.ask):
        return None
    return HandInTap(HandInAction(found[1]), found[2], SHARES[int(found[3] or 0)])


def button(label: Phrase, value: str) -> Choice:
    """Return a button of a card about reviews."""
    return Choice(label, Reply(NO_TURN, NAME, Trigger.cases, value))
