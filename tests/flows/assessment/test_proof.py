"""Which answers lack proof, and which of them bring the evidenced star up to the claimed one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.ageing import as_of
from flows.assessment.evidence import Evidence
from flows.assessment.proof import Standing, asks_for_proof, holding_back, stale, standing, unproven
from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import star_range
from flows.standard.loader import shipped
from tests.flows.small import small_standard

STANDARD = shipped()
TODAY = date(2026, 11, 2)
FRESH, OLD = date(2026, 10, 1), date(2025, 10, 1)
SMALL = small_standard(1, 2, 4)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (Rating(3), Standing.missing),
        (Rating(4, evidence=Evidence("x", 3, last_used=FRESH)), Standing.outgrown),
        (Rating(3, evidence=Evidence("x", 3, last_used=OLD)), Standing.stale),
        (Rating(3, evidence=Evidence("x", 4, last_used=FRESH)), Standing.proven),
    ],
)
def test_an_answer_is_proven_or_lacks_something(rating: Rating, expected: Standing) -> None:
    assert standing(STANDARD, rating, TODAY) is expected


@pytest.mark.parametrize(
    "rating", [None, Rating(2), Rating(2, under_way=True), Rating(unsure=True), Rating(not_applicable="x")]
)
def test_what_stands_below_three_asks_for_no_proof(rating: Rating | None) -> None:
    assert not asks_for_proof(rating)


ANSWERS = st.builds(
    lambda level, rung, used: Rating(level, evidence=Evidence("x", rung, last_used=used) if rung else None),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([FRESH, OLD]),
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SMALL.codes, ANSWERS)))
def test_proving_what_holds_back_brings_the_star_up_and_nothing_less_does(ratings: dict[str, Rating]) -> None:
    codes = holding_back(SMALL, ratings, TODAY)
    assert set(codes) <= set(unproven(SMALL, ratings, TODAY))
    claimed = star_range(SMALL, ratings, Lens.claimed).low
    assert _proven(ratings, codes) == claimed
    for code in codes:
        assert _proven(ratings, tuple(other for other in codes if other != code)) < claimed


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SMALL.codes, ANSWERS)))
def test_stale_are_the_unproven_whose_evidence_is_past_its_period(ratings: dict[str, Rating]) -> None:
    lacking = unproven(SMALL, ratings, TODAY)
    assert stale(SMALL, ratings, TODAY) == tuple(c for c in lacking if standing(SMALL, ratings[c], TODAY) is Standing.stale)


def _proven(ratings: dict[str, Rating], codes: tuple[str, ...]) -> int:
    fresh = {code: Rating(ratings[code].level, evidence=Evidence("x", 5, last_used=FRESH)) for code in codes}
    return star_range(SMALL, as_of(SMALL, {**ratings, **fresh}, TODAY), Lens.evidenced).low
