"""When a person is reminded, and of what: hours, days, kinds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from flows.assessment.plan import PlannedStep
from flows.interview.session import Session

# The hours of her own day in which a person is reminded: after the day has begun, before it fills.
FROM_HOUR, TO_HOUR = 9, 11
# How long after the last finished assessment she is asked whether its answers are still true.
RECHECK_AFTER_DAYS = 90
# A reminder that could not be given on its day is given on a later one, but not after a week.
LATE_AT_MOST_DAYS = 7


class ReminderKind(StrEnum):
    """What a person is reminded of."""

    steps = "steps"
    recheck = "recheck"


def due_on(session: Session, day: date) -> tuple[PlannedStep, ...]:
    """The open steps that are due on a day."""
    return tuple(step for step in session.plan.open if step.due == day) if session.plan else ()
