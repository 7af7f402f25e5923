"""Says when a person is reminded and of what."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from enum import StrEnum

from flows.assessment.plan import Plan, PlannedStep

# The hours in which a person is reminded, in their own time zone: after the day has begun, before it fills up.
FROM_HOUR, TO_HOUR = 9, 11
# The number of days after the last finished assessment when we ask if its answers are still true.
RECHECK_AFTER_DAYS = 90
# A reminder that could not be sent on its day is sent later, but at most this many days later.
LATE_AT_MOST_DAYS = 7


class ReminderKind(StrEnum):
    """What a person is reminded of."""

    steps = "steps"
    recheck = "recheck"
    # The steps of the institution's plan, for the person who coordinates it.
    team = "team"


def due_on(plan: Plan | None, day: date) -> tuple[PlannedStep, ...]:
    """Return the open steps of a plan that are due on a day."""
    return tuple(step for step in plan.open if step.due == day) if plan is not None else ()


def may_remind(here: datetime, day: date) -> bool:
    """Return whether a person may be reminded of a day at this moment of their own time zone."""
    return FROM_HOUR <= here.hour < TO_HOUR and timedelta() <= here.date() - day <= timedelta(days=LATE_AT_MOST_DAYS)
