"""The fields, the boxes and the calendar file of a screen, in words and in the shape that the templates read."""

from __future__ import annotations

from dataclasses import dataclass

from bot.words.wording import Wording
from flows.dialogue import Phrase, Reply
from flows.screen import Block, Paragraph, Rows, Screen
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View

PLAN_FILE = "calendar/plan.ics"


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


def checks_of(screen: Screen, wording: Wording) -> tuple[tuple[int, str, bool], ...]:
    """Return the boxes of a screen: number, name, and whether it is checked."""
    return tuple((it.number, wording.say(it.name, screen.language), it.is_checked) for it in screen.checks)


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
