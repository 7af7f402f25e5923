"""Evidence counts up to its rung and for its time; contradictions are found as the edition lists them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.ageing import as_of, renewals
from flows.assessment.contradictions import contradictions
from flows.assessment.evidence import Evidence, counts_until, is_stale, months_later
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import Fall, StarRange, next_fall, star_range
from flows.standard.loader import shipped
from flows.standard.model import Standard
from tests.flows.small import small_standard

STANDARD = shipped()
TODAY = date(2026, 11, 2)


def backed(level: int, used: date | None, rung: int | None = None) -> Rating:
    return Rating(level, evidence=Evidence("a paper", level if rung is None else rung, last_used=used))


@pytest.mark.parametrize(
    ("level", "rung", "counts"),
    [(2, 2, 2), (3, 3, 3), (4, 3, 3), (5, 3, 3), (3, 5, 3), (4, 1, 2), (5, 0, 2)],
)
def test_evidence_proves_its_rung_and_those_below(level: int, rung: int, counts: int) -> None:
    assert backed(level, TODAY, rung).read(Lens.evidenced) == counts


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 3, 15), 24, date(2028, 3, 15)),
        (date(9999, 3, 15), 24, date(9999, 12, 31)),
    ],
)
def test_months_end_where_the_month_ends(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later


def test_the_age_is_counted_from_the_last_use_then_from_its_naming_then_from_the_day_it_came_in_force() -> None:
    named, in_force, used = date(2026, 1, 1), date(2025, 1, 1), date(2025, 6, 1)
    assert counts_until(STANDARD, Evidence("x", 3, named, in_force, used)) == date(2026, 6, 1)
    assert counts_until(STANDARD, Evidence("x", 3, named, in_force)) == date(2027, 1, 1)
    assert counts_until(STANDARD, Evidence("x", 3, in_force=in_force)) == date(2026, 1, 1)
    assert counts_until(STANDARD, Evidence("x", 3, named)) == date(2027, 1, 1)
    assert counts_until(STANDARD, Evidence("x", 5, named)) == date(2028, 1, 1)
    assert counts_until(STANDARD, Evidence("x", 3)) is None


def test_stale_evidence_counts_no_longer() -> None:
    last_day, too_late = date(2026, 11, 1), date(2026, 11, 2)
    evidence = Evidence("x", 3, last_used=date(2025, 11, 2))
    assert not is_stale(STANDARD, evidence, last_day)
    assert is_stale(STANDARD, evidence, too_late)
    ratings = {code: Rating(3, evidence=evidence) for code in STANDARD.codes}
    assert star_range(STANDARD, as_of(STANDARD, ratings, last_day), Lens.evidenced) == StarRange(3, 3)
    assert star_range(STANDARD, as_of(STANDARD, ratings, too_late), Lens.evidenced) == StarRange(2, 2)


def evidenced(standard: Standard, ratings: Ratings, day: date) -> int:
    """The evidenced star as it counts on a day."""
    return star_range(standard, as_of(standard, ratings, day), Lens.evidenced).low


def fall_after(ratings: Ratings, day: date, standard: Standard = STANDARD) -> Fall | None:
    return next_fall(standard, ratings, day, evidenced(standard, ratings, day))


def test_the_first_day_on_which_the_evidenced_star_falls() -> None:
    ratings = {code: backed(4, TODAY) for code in STANDARD.codes}
    ratings["service-level"] = backed(4, date(2026, 2, 1))
    assert fall_after(ratings, TODAY) == Fall(2, date(2027, 2, 1))
    assert fall_after(ratings, date(2027, 12, 1)) is None


def test_without_dates_nothing_falls() -> None:
    assert fall_after({code: backed(5, None) for code in STANDARD.codes}, TODAY) is None


DATED = st.builds(
    lambda level, rung, days, unsure, reason: Rating(
        level, False, unsure, reason, Evidence("x", rung, last_used=TODAY - timedelta(days=days))
    ),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([0, 1, 2, 364, 365, 366, 800]),
    st.sampled_from([False, False, False, True]),
    st.sampled_from(["", "", "", "n/a"]),
)
SMALL = small_standard(1, 2, 3, 4)


@given(st.fixed_dictionaries({}, optional={**dict.fromkeys(SMALL.codes, DATED), "gone-from-the-edition": DATED}))
def test_the_star_falls_on_the_first_day_on_which_it_counts_for_less(ratings: dict[str, Rating]) -> None:
    now = evidenced(SMALL, ratings, TODAY)
    days = sorted(day for day, _ in renewals(SMALL, ratings, TODAY))
    first = next((day for day in days if evidenced(SMALL, ratings, day) < now), None)
    assert fall_after(ratings, TODAY, SMALL) == (Fall(evidenced(SMALL, ratings, first), first) if first else None)


def test_a_four_anywhere_while_measurement_is_below_three() -> None:
    ratings = {"service-level": Rating(4), "risk-management": Rating(5), "measurement-and-analysis": Rating(2)}
    (found,) = contradictions(STANDARD, ratings)
    assert (found.code, found.claims) == ("measured-without-measurement", ("risk-management", "service-level"))
    assert contradictions(STANDARD, {**ratings, "measurement-and-analysis": Rating(3)}) == ()


def test_an_unknown_rung_contradicts_nothing() -> None:
    assert contradictions(STANDARD, {"service-level": Rating(4)}) == ()
    assert contradictions(STANDARD, {"service-level": Rating(4), "measurement-and-analysis": Rating(unsure=True)}) == ()
