"""What the buttons about colleagues do, and how a button carries it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from flows.dialogue import NO_TURN, Choice, Phrase, Reply
from flows.triggers import Trigger

NAME = "colleagues"
BUTTON = re.compile(r"([a-z]+)(?:-([0-9]{1,6}))?", re.ASCII)
JOINS = re.compile(r"join\.([A-Za-z0-9_-]{1,40})\.([a-z]{1,10})", re.ASCII)


class TeamAction(StrEnum):
    """What a button does. The values are in buttons that people tap months later, so they never change."""

    show = "show"
    invite = "invite"
    revoke = "revoke"
    ask_hand_on = "hands"
    hand_on = "hand"
    ask_leave = "leaves"
    leave = "leave"
    ask_remove = "removes"
    remove = "remove"


class TeamTap(Struct, frozen=True):
    """What a tap asks for, and the number of the colleague that it is about (0 for none)."""

    action: TeamAction
    number: int


def team_value(action: TeamAction, number: int = 0) -> str:
    """Return what a button carries."""
    return f"{action.value}-{number}" if number else action.value


def team_tap(value: str) -> TeamTap | None:
    """Return what a button asks for ("" shows the colleagues); None for any other text."""
    found = BUTTON.fullmatch(value or TeamAction.show)
    action = next((each for each in TeamAction if found is not None and each.value == found[1]), None)
    return TeamTap(action, int(found[2] or 0)) if found is not None and action is not None else None


def join_value(token: str, post: str) -> str:
    """Return what a button carries that joins by a link, as a post."""
    return f"join.{token}.{post}"


def joins(value: str) -> tuple[str, str] | None:
    """Return the token and the post of such a button; None for any other."""
    found = JOINS.fullmatch(value)
    return (found[1], found[2]) if found is not None else None


def button(label: Phrase, value: str) -> Choice:
    """Return a button of a card about colleagues."""
    return Choice(label, Reply(NO_TURN, NAME, Trigger.colleagues, value))
