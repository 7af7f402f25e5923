"""Days in China: they begin when it is 16:00 in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from flows.days import begin_of, day_of

DAY = date(2026, 11, 29)


def test_a_day_begins_at_midnight_in_china() -> None:
    assert begin_of(DAY) == datetime(2026, 11, 28, 16, tzinfo=UTC)
    assert begin_of(DAY).tzinfo is UTC
    assert day_of(begin_of(DAY)) == DAY
    assert day_of(begin_of(DAY) - timedelta(microseconds=1)) == DAY - timedelta(days=1)
    assert day_of(begin_of(DAY + timedelta(days=1)) - timedelta(microseconds=1)) == DAY


def test_every_hour_belongs_to_the_day_that_begins_before_it() -> None:
    for hours in range(48):
        moment = datetime(2026, 11, 28, tzinfo=UTC) + timedelta(hours=hours)
        assert begin_of(day_of(moment)) <= moment < begin_of(day_of(moment) + timedelta(days=1))
