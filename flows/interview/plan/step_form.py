"""The form of a step: until when it is done, and who does it."""

from __future__ import annotations

from datetime import date

from flows.assessment.evidence import months_later
from flows.assessment.plan import PlannedStep
from flows.dialogue import Phrase, phrase
from flows.form import Field, FieldKind, Form
from flows.interview.evidence.dates import day_of
from flows.interview.screen_builder import Scope
from flows.triggers import Trigger
from flows.typed_text import has_words, one_line

PERSON_AT_MOST = 60
DUE, PERSON = "due", "person"
# A step that is due later than this is a slip of the finger, and days have an end.
DUE_WITHIN_MONTHS = 120


def step_form(at: Scope, number: int, step: PlannedStep) -> Form:
    """Return the form of an open step, by its number."""
    latest = months_later(at.today, DUE_WITHIN_MONTHS).isoformat()
    return at.form(
        Trigger.set_step,
        str(number),
        Field(DUE, FieldKind.day, phrase("field-due"), step.due.isoformat(), first=at.today.isoformat(), last=latest),
        Field(PERSON, FieldKind.text, phrase("typed-person"), step.person, phrase("field-person-hint"), at_most=PERSON_AT_MOST),
    )


def arranged(step: PlannedStep, values: dict[str, str], today: date) -> tuple[date, str] | dict[str, Phrase]:
    """Return the due date and the person of a filled form, or what is wrong with each field, by its name.

    The due date that the step has may stay, although it is past.
    """
    due, person = day_of(values[DUE]), one_line(values[PERSON])
    errors: dict[str, Phrase] = {}
    if due is None:
        errors[DUE] = phrase("notice-day-none" if values[DUE] else "notice-day-needed")
    elif due != step.due and not today <= due <= months_later(today, DUE_WITHIN_MONTHS):
        errors[DUE] = phrase("notice-due-far", years=DUE_WITHIN_MONTHS // 12) if due > today else phrase("notice-due-past")
    if person and not has_words(person):
        errors[PERSON] = phrase("notice-person-empty")
    elif len(person) > PERSON_AT_MOST:
        errors[PERSON] = phrase("notice-person-long", most=PERSON_AT_MOST, count=len(person))
    return errors or (due or step.due, person)
