"""What the buttons about colleagues do, and how a button carries it."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct

from flows.dialogue import NO_TURN, Choice, Phrase, Reply
from flows.triggers import Trigger

NAME = "colleagues"
BUTTON = re.compile(r"([a-z]+)((?:-[a-z0-9]{1,10}){0,4})", re.ASCII)
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
    # A round of answering together.
    together = "round"
    begin = "begin"
    answer = "answer"
    hand_in = "in"
    item = "item"
    revise = "revise"
    ask_why = "why"
    settle = "settle"
    show_name = "shown"
    hide_name = "hidden"
    # The result of the institution.
    result = "result"
    share_answers = "sharesyes"
    keep_answers = "sharesno"
    lend_evidence = "lendsyes"
    keep_evidence = "lendsno"
    document = "file"
    # Its plan.
    plan = "plan"
    make_plan = "makes"
    step = "step"
    step_state = "state"
    step_due = "due"
    step_person = "who"
    step_nobody = "nobody"
    step_drop = "drop"


class TeamTap(Struct, frozen=True):
    """What a tap asks for, and what it is about: the number of a colleague, a domain or a subdomain, a mark, a reason."""

    action: TeamAction
    about: tuple[str, ...]

    @property
    def number(self) -> int:
        """The number that it is about; 0 for none."""
        return int(self.about[0]) if self.about and self.about[0].isdigit() else 0

    def word(self, place: int) -> str:
        """Return one part of what it is about, by its place; "" if there is none."""
        return self.about[place] if place < len(self.about) else ""


def team_value(action: TeamAction, *about: str | int) -> str:
    """Return what a button carries."""
    return "-".join((action.value, *map(str, about)))


def team_tap(value: str) -> TeamTap | None:
    """Return what a button asks for ("" shows the colleagues); None for any other text."""
    found = BUTTON.fullmatch(value or TeamAction.show)
    action = next((each for each in TeamAction if found is not None and each.value == found[1]), None)
    return TeamTap(action, tuple(found[2].split("-")[1:])) if found is not None and action is not None else None


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
