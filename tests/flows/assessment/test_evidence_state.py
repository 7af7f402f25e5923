"""Which answers lack evidence, and which of them bring the evidenced star up to the claimed one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.ageing import as_of
from flows.assessment.evidence import Evidence
from flows.assessment.evidence_state import (
    EvidenceState,
    can_have_evidence,
    codes_lacking_evidence,
    codes_with_stale_evidence,
    evidence_state,
    holding_back,
    needs_evidence,
)
from flows.assessment.rating import Lens, Rating
from flows.assessment.scorecard import star_range
from flows.standard.loader import shipped
from tests.flows.small import small_standard

STANDARD = shipped()
TODAY = date(2026, 11, 2)
FRESH, OLD = date(2026, 10, 1), date(2025, 10, 1)
SMALL = small_standard(1, 2, 4)


@pytest.mark.parametrize("level", range(6))
def test_every_rung_above_0_can_have_evidence_and_only_high_ones_need_it(level: int) -> None:
    assert can_have_evidence(Rating(level)) is (level > 0)
    assert needs_evidence(Rating(level)) is (level >= 3)


@pytest.mark.parametrize("rating", [None, Rating(0, unsure=True), Rating(0, not_applicable="We have no members")])
def test_an_answer_without_a_rung_can_have_no_evidence(rating: Rating | None) -> None:
    assert not can_have_evidence(rating)


@pytest.mark.parametrize(
    ("rating", "expected"),
    [
        (Rating(3), EvidenceState.missing),
        (Rating(4, evidence=Evidence("x", 3, last_used=FRESH)), EvidenceState.lower_rung),
        (Rating(3, evidence=Evidence("x", 3, last_used=OLD)), EvidenceState.stale),
        (Rating(3, evidence=Evidence("x", 4, last_used=FRESH)), EvidenceState.sufficient),
    ],
)
def test_an_answer_has_enough_evidence_or_lacks_something(rating: Rating, expected: EvidenceState) -> None:
    assert evidence_state(STANDARD, STANDARD.codes[0], rating, TODAY) is expected


@pytest.mark.parametrize(
    "rating", [None, Rating(2), Rating(2, under_way=True), Rating(unsure=True), Rating(not_applicable="x")]
)
def test_an_answer_below_rung_three_needs_no_evidence(rating: Rating | None) -> None:
    assert not needs_evidence(rating)
    assert evidence_state(STANDARD, STANDARD.codes[0], rating, TODAY) is EvidenceState.not_needed


ANSWERS = st.builds(
    lambda level, rung, used: Rating(level, evidence=Evidence("x", rung, last_used=used) if rung else None),
    st.integers(0, 5),
    st.integers(0, 5),
    st.sampled_from([FRESH, OLD]),
)


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SMALL.codes, ANSWERS)))
def test_evidence_for_what_holds_back_raises_the_star_and_nothing_less_does(ratings: dict[str, Rating]) -> None:
    codes = holding_back(SMALL, ratings, TODAY)
    assert set(codes) <= set(codes_lacking_evidence(SMALL, ratings, TODAY))
    claimed = star_range(SMALL, ratings, Lens.claimed).low
    assert _evidenced_star(ratings, codes) == claimed
    for code in codes:
        assert _evidenced_star(ratings, tuple(other for other in codes if other != code)) < claimed


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(SMALL.codes, ANSWERS)))
def test_stale_are_the_answers_whose_evidence_is_past_its_period(ratings: dict[str, Rating]) -> None:
    lacking = codes_lacking_evidence(SMALL, ratings, TODAY)
    assert codes_with_stale_evidence(SMALL, ratings, TODAY) == tuple(
        c for c in lacking if evidence_state(SMALL, c, ratings[c], TODAY) is EvidenceState.stale
    )


def _evidenced_star(ratings: dict[str, Rating], codes: tuple[str, ...]) -> int:
    fresh = {code: Rating(ratings[code].level, evidence=Evidence("x", 5, last_used=FRESH)) for code in codes}
    return star_range(SMALL, as_of(SMALL, {**ratings, **fresh}, TODAY), Lens.evidenced).low
