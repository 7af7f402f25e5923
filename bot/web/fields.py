"""The fields, the boxes and the calendar file of a screen, in words and in the shape that the templates read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bot.web.addresses import number_in
from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply
from flows.screen import Block, Paragraph, Rows, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View

PLAN_FILE = "calendar/plan.ics"
# The boxes of criteria: their names begin with BOX, the ticks of other rungs are a number in hexadecimal.
BOX, BOX_DIGITS = "met-", 2
# The boxes of a field: they are sent beside it, and make its value.
FIELD_BOX = "box-"
KEPT = re.compile(r"[0-9a-f]{1,8}")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form: `kind` is the type of its input, `first` and `last` bound a day."""

    name: str
    kind: str
    label: str
    value: str
    hint: str
    error: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class PageForm:
    """A form: the encoded reply that it is sent with, and its fields."""

    reply: str
    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class PageCheck:
    """A box: its number, its name, what is written below the name ("" for nothing), and whether it is checked."""

    number: int
    name: str
    hint: str
    is_checked: bool


@dataclass(frozen=True, slots=True)
class PagePoints:
    """What the boxes of a rung's criteria are sent with.

    `place` is the number of the subdomain and the rung, `kept` the ticks of the other rungs, `rungs` those that can be gone to,
    each with its words.
    """

    place: str
    kept: str
    rungs: tuple[tuple[str, str], ...]


def form_of(screen: Screen, wording: Wording) -> PageForm | None:
    """Return the form of a screen; None if it has none."""
    form = screen.form
    if form is None:
        return None

    def say(words: Phrase | None) -> str:
        return wording.say(words, screen.language) if words is not None else ""

    fields = tuple(
        FormField(it.name, it.kind, say(it.label), it.value, say(it.hint), say(it.error), it.first, it.last)
        for it in form.fields
    )
    return PageForm(Reply(form.turn, form.view, form.trigger, form.value).encode(), fields)


def checks_of(screen: Screen, wording: Wording) -> tuple[PageCheck, ...]:
    """Return the boxes of a screen."""

    def say(words: Phrase | None) -> str:
        return wording.say(words, screen.language) if words is not None else ""

    return tuple(PageCheck(it.number, say(it.name), say(it.hint), it.is_checked) for it in screen.checks)


def trial_of(screen: Screen) -> str:
    """Return the number of the step whose criteria a screen lets be tried; "" if it tries whole steps, or nothing."""
    opened = (choice.reply.value.split(".") for choice in screen.choices if choice.reply.trigger == Trigger.open)
    return next((number for name, number, *_ in opened if name == View.if_met), "") if screen.name == View.if_met else ""


def points_of(screen: Screen, wording: Wording) -> PagePoints | None:
    """Return what the boxes of a rung's criteria are sent with; None if the screen has none."""
    tick = next((choice.reply for choice in screen.choices if choice.reply.trigger == Trigger.tick), None)
    if tick is None:
        return None
    place = ".".join(tick.view.split(".")[1:3])
    boxes = sum(1 << box.number for box in screen.checks)
    others = [choice for choice in screen.choices if _rung_of(choice.reply) not in ("", place.partition(".")[2])]
    rungs = tuple((_rung_of(choice.reply), wording.say(choice.label, screen.language)) for choice in others)
    return PagePoints(place, f"{int(tick.value, 16) & ~boxes:x}", rungs)


def ticks_in(form: Mapping[str, str]) -> int | None:
    """Return the set of ticks of a form that `points_of` made: those of its boxes and those kept; None for another form."""
    kept = form.get("kept", "")
    if not KEPT.fullmatch(kept):
        return None
    boxes = [number_in(name.removeprefix(BOX), BOX_DIGITS) for name in form if name.startswith(BOX)]
    return int(kept, 16) | sum(1 << number for number in set(boxes) if number is not None)


def boxes_in(form: Mapping[str, str], field: str) -> str:
    """Return the set of a field's checked boxes, as its value says it; "" if none is checked."""
    begin = f"{FIELD_BOX}{field}-"
    numbers = {number_in(name.removeprefix(begin), BOX_DIGITS) for name in form if name.startswith(begin)}
    checked = sum(1 << number for number in numbers if number is not None)
    return f"{checked:x}" if checked else ""


def _rung_of(reply: Reply) -> str:
    """Return the rung whose criteria a choice opens; "" for any other choice."""
    name, _, rest = reply.value.partition(".")
    return rest.split(".")[1] if reply.trigger == Trigger.open and name == View.points else ""


def is_for_typing(block: Block) -> bool:
    """Return whether a block tells how to type what a form asks in fields."""
    return isinstance(block, Paragraph) and block.is_for_typing


def calendar_of(screen: Screen) -> str:
    """Return where the calendar file of a screen is: of its open step or of its plan; "" if it has none."""
    if screen.form is not None and screen.form.trigger == Trigger.set_step:
        return f"calendar/step/{screen.form.value}.ics"
    is_plan = screen.name.partition(".")[0] in (Stage.planning, View.plan)
    has_steps = any(isinstance(block, Rows) for block in screen.blocks)
    return PLAN_FILE if is_plan and has_steps else ""
