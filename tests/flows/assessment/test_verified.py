"""What a reviewer confirmed counts, what nobody looked at may fall by one rung, and nothing counts for more than it claims."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.ageing import as_of
from flows.assessment.evidence import Evidence
from flows.assessment.plan import is_reached, new_plan
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.roadmap import next_steps, roadmap
from flows.assessment.scorecard import StarRange, possible_stars, scorecard, star_range
from flows.assessment.verified import Lowered, fallen, is_reviewed, lowered, not_looked_at, still_verified, verified_range
from flows.standard.loader import shipped
from flows.standard.model import TOP, Standard
from tests.flows.small import small_standard

STANDARD = shipped()
CODES = STANDARD.codes
ALL_THREE = {code: Rating(3) for code in CODES}


@st.composite
def answer(draw: st.DrawFn) -> Rating:
    """An answer with or without a review."""
    level, unsure, reason = draw(st.integers(0, TOP)), draw(st.booleans()), draw(st.sampled_from(["", "", "not here"]))
    under_way = draw(st.booleans()) and level < TOP
    rating = Rating(level, under_way, unsure, reason, draw(st.sampled_from([None, Evidence("x", 4)])))
    return rating.with_verified(draw(st.none() | st.integers(0, rating.read(Lens.claimed))))


ANSWERS = st.dictionaries(st.sampled_from([*CODES, "gone-from-the-edition"]), answer())


@pytest.mark.parametrize(
    ("rating", "rung"),
    [(Rating(3), 4), (Rating(3), -1), (Rating(unsure=True), 1), (Rating(2, unsure=True), 1), (Rating(not_applicable="x"), 6)],
)
def test_nobody_can_confirm_more_than_is_claimed(rating: Rating, rung: int) -> None:
    with pytest.raises(ValueError, match="verified"):
        rating.with_verified(rung)


def test_without_a_review_there_is_no_verified_star() -> None:
    assert verified_range(STANDARD, {}) is None
    assert verified_range(STANDARD, ALL_THREE) is None
    assert scorecard(STANDARD, ALL_THREE).verified is None
    assert lowered(STANDARD, ALL_THREE) == ()


def test_answers_that_were_not_looked_at_may_fall_by_one_rung() -> None:
    reviewed = {**ALL_THREE, CODES[0]: Rating(3, verified=3)}
    assert verified_range(STANDARD, reviewed) == StarRange(2, 3)
    assert not_looked_at(STANDARD, reviewed) == CODES[1:]


def test_a_lowered_claim_lowers_both_ends() -> None:
    code = STANDARD.ticked(1)[0].code
    reviewed = {**ALL_THREE, code: Rating(3, verified=0)}
    assert verified_range(STANDARD, reviewed) == StarRange(0, 0)
    assert lowered(STANDARD, reviewed) == (Lowered(code, 3, 0),)


def test_a_star_is_decided_once_every_deciding_claim_was_looked_at() -> None:
    reviewed = {code: Rating(3, verified=3) for code in CODES}
    assert verified_range(STANDARD, reviewed) == StarRange(3, 3)
    assert verified_range(STANDARD, {**reviewed, CODES[0]: Rating(4)}) == StarRange(3, 3)


def test_what_is_left_out_falls_as_a_whole() -> None:
    """If a subdomain applies after all, nothing is shown of any of its rungs."""
    small = small_standard(1, 2, may_not_apply=True)
    first, second = small.codes
    reviewed = {first: Rating(2, verified=2), second: Rating(not_applicable="none")}
    assert verified_range(small, reviewed) == StarRange(1, 2)
    assert verified_range(small, {**reviewed, second: Rating(not_applicable="none", verified=TOP)}) == StarRange(2, 2)


@given(ANSWERS)
def test_the_verified_star_is_never_above_the_claimed_one(ratings: Ratings) -> None:
    claimed, stars = star_range(STANDARD, ratings, Lens.claimed), star_range(STANDARD, ratings, Lens.verified)
    assert stars.low <= claimed.low
    assert stars.high <= claimed.high
    assert stars.low <= stars.high
    shown, counted = possible_stars(STANDARD, ratings), possible_stars(STANDARD, ratings, Lens.verified)
    assert counted.low <= shown.low
    assert counted.high <= shown.high
    assert all(rating.read(Lens.verified) <= rating.read(Lens.claimed) for rating in ratings.values())


@given(ANSWERS)
def test_the_scorecard_has_the_same_stars(ratings: Ratings) -> None:
    known = {code: rating for code, rating in ratings.items() if code in CODES}
    assert scorecard(STANDARD, ratings).verified == verified_range(STANDARD, known)
    assert is_reviewed(known) == (scorecard(STANDARD, ratings).verified is not None)


@given(ANSWERS)
def test_a_review_changes_no_other_lens(ratings: Ratings) -> None:
    card, before = scorecard(STANDARD, ratings), scorecard(STANDARD, {c: r.with_verified(None) for c, r in ratings.items()})
    for name in before.__slots__:
        if name != "verified":
            assert getattr(card, name) == getattr(before, name)


@pytest.mark.parametrize("first_stars", [(1, 1), (1, 3), (1, 2, 5)])
def test_the_range_is_exactly_what_the_claims_leave_open(first_stars: tuple[int, ...]) -> None:
    """By brute force: every claim that nobody looked at is true, or falls."""
    standard: Standard = small_standard(*first_stars)
    options = [Rating(level, verified=rung) for level in range(TOP + 1) for rung in (None, *range(level + 1))]
    for chosen in product(options[::3], repeat=len(first_stars)):
        ratings = dict(zip(standard.codes, chosen, strict=True))
        left = [(one.level, fallen(one)) if one.verified is None else (one.verified,) for one in chosen]
        stars = {
            star_range(
                standard, {code: Rating(rung) for code, rung in zip(standard.codes, rungs, strict=True)}, Lens.claimed
            ).low
            for rungs in product(*left)
        }
        assert star_range(standard, ratings, Lens.verified) == StarRange(min(stars), max(stars))


def test_evidence_that_is_out_of_date_takes_no_review_away() -> None:
    old = Rating(3, evidence=Evidence("x", 3, in_force=date(2000, 1, 1)), verified=3)
    assert as_of(STANDARD, {CODES[0]: old}, date(2026, 1, 1)) == {CODES[0]: Rating(3, verified=3)}


REVIEWED = Rating(4, evidence=Evidence("x", 4), verified=3)


@pytest.mark.parametrize(
    "kept",
    [Rating(4), Rating(4, under_way=True), Rating(4, under_way=True, ticked="5a"), Rating(3), Rating(3, ticked="5a")],
)
def test_an_answer_that_claims_the_same_or_what_was_confirmed_stays_reviewed(kept: Rating) -> None:
    assert still_verified(kept, REVIEWED) == kept.with_verified(3)


@pytest.mark.parametrize("dropped", [Rating(5), Rating(2), Rating(unsure=True), Rating(not_applicable="x")])
def test_any_other_answer_was_not_looked_at(dropped: Rating) -> None:
    assert still_verified(dropped, REVIEWED) == dropped
    assert still_verified(dropped, None) == dropped
    assert still_verified(dropped, Rating(4)) == dropped


def test_a_lowered_claim_is_a_step_of_its_own() -> None:
    """It begins at the rung that was confirmed, although the claim is enough for the star."""
    code = STANDARD.ticked(1)[0].code
    reviewed = {**ALL_THREE, code: Rating(3, verified=1)}
    assert roadmap(STANDARD, ALL_THREE, 3) == ()
    (step,) = roadmap(STANDARD, reviewed, 3)
    assert (step.subdomain, step.from_rung, step.to_rung, step.under_way) == (code, 1, 3, False)
    assert {step.subdomain for step in next_steps(STANDARD, reviewed, scorecard(STANDARD, reviewed))} == {
        step.subdomain for step in next_steps(STANDARD, ALL_THREE, scorecard(STANDARD, ALL_THREE))
    }


def test_a_planned_step_is_done_once_its_rung_is_confirmed_or_claimed_again() -> None:
    code = STANDARD.ticked(1)[0].code
    lowered_one = Rating(3, verified=1)
    plan = new_plan(STANDARD, {**ALL_THREE, code: lowered_one}, 3, date(2026, 1, 5))
    (step,) = plan.steps
    assert not is_reached(step, {code: lowered_one})
    assert is_reached(step, {code: Rating(3, verified=3)})
    assert is_reached(step, {code: still_verified(Rating(3), lowered_one, is_built=True)})
    assert not is_reached(step, {code: still_verified(Rating(3), lowered_one)})
    assert still_verified(Rating(3), Rating(3, verified=3), is_built=True).verified == 3


@given(ANSWERS)
def test_without_a_lowered_claim_the_review_changes_no_roadmap(ratings: Ratings) -> None:
    bare = {code: rating.with_verified(None) for code, rating in ratings.items()}
    confirmed = {code: rating.with_verified(rating.read(Lens.claimed)) for code, rating in ratings.items()}
    for star in range(1, TOP + 1):
        assert roadmap(STANDARD, confirmed, star) == roadmap(STANDARD, bare, star)
    assert next_steps(STANDARD, confirmed, scorecard(STANDARD, confirmed)) == next_steps(
        STANDARD, bare, scorecard(STANDARD, bare)
    )
