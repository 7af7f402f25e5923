"""What the buttons about reviews do, and how a button carries it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from flows.dialogue import NO_TURN, Choice, Phrase, Reply
from flows.ids import id_in
from flows.review.submission import Share
from flows.triggers import Trigger

NAME = "cases"
CASE = re.compile(r"([a-z]+)-([0-9]{1,19})(?:-([0-9]{1,2})(?:-([0-9a-f]{1,8}))?)?", re.ASCII)
HAND_IN = re.compile(r"([a-z]+)\.([A-Za-z0-9_-]{1,40})(?:\.([0-3])(?:\.([0-9a-f]{1,12})(?:\.([0-9a-f]{1,8}))?)?)?", re.ASCII)
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
    # Read every decision, and ask for another reviewer.
    decisions = "read"
    ask_another = "other"
    refuse_reviewer = "another"
    # The public page of an issued result: show where it is, publish it, take it back.
    result = "page"
    publish = "publish"
    take_back = "back"
    # The report of the review, the issued file and the file that was handed in, as documents.
    report = "report"
    sealed = "file"
    handed_file = "submission"
    # Read the items of one domain, and one item.
    part = "part"
    item = "item"
    # Answer what is asked, or object: see all items, hand one in again or not after all, write about one, take that back, look
    # at what goes, send it.
    reply = "reply"
    again = "again"
    write = "write"
    erase = "erase"
    look = "look"
    send = "send"


class HandInAction(StrEnum):
    """What a button on the card of a request does.

    Ask what to hand over, choose items whose evidence stays here, show item by item what goes, hand it in.
    """

    ask = "ask"
    pick = "pick"
    see = "see"
    give = "give"


class CaseTap(Struct, frozen=True):
    """What a tap asks for, and the number of the case (0 for none).

    `place` is that of a domain for `part`, of a subdomain for an item, and of how much goes for `look` and `send`. `digest` is
    that of what was shown before it is sent. Both are 0 if a button carries none.
    """

    action: CaseAction
    case: int
    place: int = 0
    digest: int = 0


class HandInTap(Struct, frozen=True):
    """What a tap on the card of a request asks for: its link's token or code, and how much is handed over.

    `without` has a bit for each subdomain, by its place in the standard, of which only the answer goes. `last` is the place of
    a domain for `pick`, and for `give` the digest of what was shown; 0 if a button carries none.
    """

    action: HandInAction
    typed: str
    share: Share
    without: int = 0
    last: int = 0


def case_value(action: CaseAction, case: int = 0, place: int | None = None, digest: int = 0) -> str:
    """Return what a button about one case carries, or about something in it that has a place."""
    value = f"{action.value}-{case}" if case else action.value
    if place is None:
        return value
    return f"{value}-{place}-{digest:x}" if digest else f"{value}-{place}"


def hand_in_value(tap: HandInTap) -> str:
    """Return what a button on the card of a request carries."""
    if tap.action is HandInAction.ask:
        return f"{tap.action.value}.{tap.typed}"
    value = f"{tap.action.value}.{tap.typed}.{SHARES.index(tap.share)}"
    if tap.last:
        return f"{value}.{tap.without:x}.{tap.last:x}"
    return f"{value}.{tap.without:x}" if tap.without or tap.action is HandInAction.pick else value


def case_tap(value: str) -> CaseTap | None:
    """Return what a button asks for ("" shows the cases); None for any other text."""
    if value in ("", CaseAction.list_all, CaseAction.how):
        return CaseTap(CaseAction(value or CaseAction.list_all), 0)
    found = CASE.fullmatch(value)
    action = next((each for each in CaseAction if found is not None and each.value == found[1]), None)
    if found is None or action is None:
        return None
    return CaseTap(action, id_in(found[2]), int(found[3] or 0), int(found[4] or "0", 16))


def hand_in_tap(value: str) -> HandInTap | None:
    """Return what a button on the card of a request asks for; None for any other text."""
    found = HAND_IN.fullmatch(value)
    action = next((each for each in HandInAction if found is not None and each.value == found[1]), None)
    if found is None or action is None or (found[3] is None and action is not HandInAction.ask):
        return None
    return HandInTap(action, found[2], SHARES[int(found[3] or 0)], int(found[4] or "0", 16), int(found[5] or "0", 16))


def button(label: Phrase, value: str) -> Choice:
    """Return a button of a card about reviews."""
    return Choice(label, Reply(NO_TURN, NAME, Trigger.cases, value))
