"""How long a case took a reviewer, by the moments in its log."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from flows.review.effort import MINUTES_AT_MOST, Effort, check_stated, measured_minutes, median_minutes
from flows.review.refusals import NotValid
from flows.review.rules import DEFAULT
from flows.review.states import Seat

BEGIN = datetime(2026, 11, 2, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("minutes", "measured"),
    [
        # Minutes after the beginning at which something was recorded, and what counts with a gap of 30 minutes at most.
        ([], 0),
        ([0], 0),
        ([0, 12], 12),
        ([0, 12, 12, 30], 30),
        ([0, 30], 30),
        ([0, 30.5], 0),
        # Two sittings: 20 minutes, a break, and 25 minutes.
        ([0, 10, 20, 200, 210, 225], 45),
        # Once a day: there is nothing between which time could be measured.
        ([0, 1440, 2880], 0),
        # Whole minutes, rounded up.
        ([0, 0.2], 1),
        ([30, 0, 15], 30),
    ],
)
def test_time_between_two_entries_counts_if_it_is_short(minutes: list[float], measured: int) -> None:
    assert measured_minutes([BEGIN + timedelta(minutes=each) for each in minutes], DEFAULT) == measured


def test_the_longest_gap_is_a_rule() -> None:
    moments = [BEGIN, BEGIN + timedelta(minutes=45)]
    assert measured_minutes(moments, DEFAULT) == 0
    assert measured_minutes(moments, replace(DEFAULT, effort_gap_minutes=45)) == 45
    assert measured_minutes(moments, replace(DEFAULT, effort_gap_minutes=0)) == 0


def test_what_the_reviewer_states_takes_the_place_of_what_the_log_shows() -> None:
    assert Effort(100, None, Seat.first, is_issued=True).minutes == 100
    assert Effort(100, 0, Seat.first, is_issued=True).minutes == 0
    assert Effort(100, 180, Seat.first, is_issued=True).minutes == 180


def test_the_median_is_that_of_first_readings_of_issued_cases() -> None:
    counted = [Effort(minutes, None, Seat.first, is_issued=True) for minutes in (60, 200, 90)]
    left_out = [
        Effort(5, None, Seat.second, is_issued=True),
        Effort(5, None, None, is_issued=True),
        Effort(5, None, Seat.first, is_issued=False),
    ]
    assert median_minutes([*counted, *left_out]) == 90
    assert median_minutes([*counted, Effort(0, 100, Seat.first, is_issued=True)]) == 95
    assert median_minutes(left_out) is None


@pytest.mark.parametrize("minutes", [-1, MINUTES_AT_MOST + 1])
def test_a_number_that_cannot_be_right_is_refused(minutes: int) -> None:
    check_stated(0)
    check_stated(MINUTES_AT_MOST)
    with pytest.raises(NotValid):
        check_stated(minutes)
