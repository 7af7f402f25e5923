"""Counts the days of a case: until when something is due, and how many days the association has used.

A calendar is a function that says whether a day is worked. `flows.review.clock` has the one of China.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from flows.days import day_of
from flows.review.case import Case
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, Turn

# Where counting ends. A clock that jumps by centuries must not make anybody wait for the sum.
COUNTED_AT_MOST = 1000
Calendar = Callable[[date], bool]

DAYS: Mapping[CaseState, Callable[[ReviewRules], int]] = {
    CaseState.requested: lambda rules: rules.request_days,
    CaseState.submitted: lambda rules: rules.accept_days,
    CaseState.in_review: lambda rules: rules.first_round_days,
    CaseState.more_asked: lambda rules: rules.answer_days,
    CaseState.second_reading: lambda rules: rules.second_reading_days,
    CaseState.opinion: lambda rules: rules.objection_days,
    CaseState.objected: lambda rules: rules.settle_days,
    CaseState.ready: lambda rules: rules.issue_days,
}
# A new reviewer gets the whole time of their reading. `ReviewRules.total_days` still ends it.
NEW_READER = frozenset({CaseEvent.assign, CaseEvent.step_back, CaseEvent.refuse_reviewer})


def deadline(start: date, days: int, is_working_day: Calendar) -> date:
    """Return the last day of a deadline: the working day number `days` after `start`, which is not counted.

    At the end of the calendar it is the last day that a date can hold.
    """
    day = start
    while days and day < date.max:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return day


def working_days(after: date, until: date, is_working_day: Calendar) -> int:
    """Return how many working days follow `after`, up to `until`; 0 if that is earlier, and at most COUNTED_AT_MOST."""
    count, day = 0, after
    while day < until and count < COUNTED_AT_MOST:
        day += timedelta(days=1)
        count += is_working_day(day)
    return count


def days_used(case: Case, at: datetime, is_working_day: Calendar) -> int:
    """Return how many working days the association has used up to a moment. They do not grow while it is not its turn."""
    if case.turn is not Turn.association:
        return case.used
    return case.used + working_days(day_of(case.at), day_of(at), is_working_day)


def is_overdue(case: Case, at: datetime) -> bool:
    """Return whether the deadline of the state has passed. Its last day is still in time."""
    return case.due is not None and day_of(at) > case.due


def due_after(before: Case, after: Case, event: CaseEvent, is_working_day: Calendar, rules: ReviewRules) -> date | None:
    """Return the last day of the deadline that holds after an event.

    It begins with a state and with a new reader. Other events that lead to no new state leave it as it was.
    """
    if after.state not in DAYS:
        return None
    if after.state is before.state and not (event in NEW_READER and after.turn is Turn.association):
        return before.due
    is_later_round = after.state is CaseState.in_review and bool(after.recorded)
    days = rules.later_round_days if is_later_round else DAYS[after.state](rules)
    return deadline(day_of(after.at), days, is_working_day)
