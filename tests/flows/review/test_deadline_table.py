"""Deadlines by the calendar of China, one line each: when something happened, what a case waits for then, and until when.

The moments are in UTC, the days are those of China. 2026 is a year whose holidays were announced. If the data of a later year
come, its lines here are no longer about days that are assumed, and they move to the next unknown year.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from flows.days import day_of
from flows.interview.cases.handover import due_words
from flows.review.clock import is_assumed, is_working_day
from flows.review.deadlines import COUNTED_AT_MOST, days_used, is_overdue
from flows.review.entries import Assigned
from flows.review.independence import CLOCK
from flows.review.refusals import NotNow
from flows.review.states import CaseEvent, CaseState
from tests.flows.review.played import ADMINISTRATOR, FIRST, FOURTH, case_in, lowered

MINUTE = timedelta(minutes=1)
LAST_MINUTE = timedelta(hours=15, minutes=59)


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    what: str
    at: datetime
    state: CaseState
    due: date


def at(month: int, day: int, hour: int = 4, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


ROWS = (
    Row("the last minute of a day in China", at(11, 2, 15, 59), CaseState.submitted, date(2026, 11, 4)),
    Row("a minute later it is the next day", at(11, 2, 16), CaseState.submitted, date(2026, 11, 5)),
    Row("the last minute of a week", at(11, 6, 15, 59), CaseState.ready, date(2026, 11, 10)),
    Row("a Saturday, by the clock of UTC still a Friday", at(11, 6, 16), CaseState.ready, date(2026, 11, 10)),
    Row("over the end of a month", at(10, 30), CaseState.second_reading, date(2026, 11, 4)),
    Row("on the last day of a month", at(11, 30), CaseState.objected, date(2026, 12, 3)),
    Row("into the lunar New Year, with a Saturday that is worked", at(2, 11), CaseState.in_review, date(2026, 2, 25)),
    Row("in the middle of the holidays", at(2, 18), CaseState.submitted, date(2026, 2, 25)),
    Row("on a Sunday that is worked", at(9, 20), CaseState.opinion, date(2026, 9, 25) + timedelta(days=3)),
    Row("before a Sunday that is worked", at(9, 18), CaseState.opinion, date(2026, 9, 24)),
    Row("before the Mid-Autumn holiday", at(9, 24), CaseState.ready, date(2026, 9, 29)),
    Row("over the week of the National Day", at(9, 29), CaseState.more_asked, date(2026, 10, 19)),
    Row("the last days that are known", at(12, 29), CaseState.submitted, date(2026, 12, 31)),
    # From here on nobody has announced holidays: Monday to Friday.
    Row("over the end of the year", at(12, 30), CaseState.in_review, date(2027, 1, 6)),
    Row("the first day of the year in China alone", at(12, 31, 16, 30), CaseState.submitted, date(2027, 1, 5)),
    Row("a link over the end of the year", at(11, 30), CaseState.requested, date(2027, 1, 11)),
    Row("the National Day of a year that is not known", at(10, 1, year=2031), CaseState.submitted, date(2031, 10, 3)),
    Row("over the 29th of February", at(2, 24, year=2028), CaseState.opinion, date(2028, 3, 2)),
    Row("six weeks of a leap year", at(2, 25, year=2028), CaseState.requested, date(2028, 4, 7)),
)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_until_when(row: Row) -> None:
    case = case_in(row.state, at=row.at, calendar=is_working_day).case
    assert case.due == row.due
    # It ends with the last minute of that day in China, whatever the day of the machine is.
    end = datetime(row.due.year, row.due.month, row.due.day, tzinfo=UTC) + LAST_MINUTE
    assert (is_overdue(case, end), is_overdue(case, end + MINUTE)) == (False, True)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.what)
def test_it_is_said_when_holidays_are_assumed(row: Row) -> None:
    keys = [words.key for words in due_words("own-case-due", row.due)]
    assert ("own-case-assumed" in keys) is is_assumed(row.due)


@dataclass(frozen=True)
class Jump:
    """A clock that jumps after something happened, and whether the time of the state is over then."""

    what: str
    state: CaseState
    by: timedelta
    is_over: bool


JUMPS = (
    Jump("a day ahead", CaseState.opinion, timedelta(days=1), is_over=False),
    Jump("over the deadline", CaseState.opinion, timedelta(days=8), is_over=True),
    Jump("over several deadlines", CaseState.more_asked, timedelta(days=400), is_over=True),
    Jump("over the end of the known calendar", CaseState.more_asked, timedelta(days=366 * 30), is_over=True),
    Jump("by thousands of years", CaseState.opinion, timedelta(days=365 * 7900), is_over=True),
    Jump("back by a day", CaseState.opinion, timedelta(days=-1), is_over=False),
    Jump("back before the case began", CaseState.opinion, timedelta(days=-4000), is_over=False),
    Jump("back by thousands of years", CaseState.more_asked, timedelta(days=-365 * 2000), is_over=False),
)


@pytest.mark.parametrize("jump", JUMPS, ids=lambda jump: jump.what)
def test_a_clock_that_jumps(jump: Jump) -> None:
    play = case_in(jump.state, at=at(11, 2), calendar=is_working_day)
    before = play.case
    play.now += jump.by
    assert is_overdue(before, play.now) is jump.is_over
    if not jump.is_over:
        with pytest.raises(NotNow):
            play.do(CaseEvent.go_on, CLOCK)
        assert play.case == before
        return
    # One state at a time, and the next one gets its whole time from now on.
    after = play.do(CaseEvent.go_on, CLOCK)
    assert after.state is not before.state
    assert after.due is None or after.due > day_of(play.now)
    assert not is_overdue(after, play.now)


def test_after_a_jump_back_a_new_reader_gets_their_time_from_the_last_entry_on() -> None:
    play = case_in(CaseState.in_review, at=at(11, 2), calendar=is_working_day)
    play.days_later(1).decide(FIRST, lowered("s-a", 2))
    play.days_later(-900).do(CaseEvent.assign, ADMINISTRATOR, Assigned(FOURTH))
    assert play.case.due == date(2026, 11, 10)


def test_after_a_jump_by_thousands_of_years_the_count_ends() -> None:
    case = case_in(CaseState.in_review, at=at(11, 2), calendar=is_working_day).case
    assert days_used(case, datetime.max.replace(tzinfo=UTC) - timedelta(days=1), is_working_day) == COUNTED_AT_MOST
    assert days_used(case, datetime.min.replace(tzinfo=UTC), is_working_day) == 0
