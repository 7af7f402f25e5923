"""What a reviewer must look at: proved by brute force on small standards, and for any claims of the real one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.rating import Lens, Rating, Ratings, rating_of
from flows.assessment.scorecard import claimed_level, star_range
from flows.assessment.verified import fallen
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.result import verified_star
from flows.review.rules import ReviewRules
from flows.review.selection import Look, LookReason, claims, deciding, scope, selection
from flows.standard.loader import shipped
from flows.standard.model import STARS, TOP, Standard
from tests.flows.small import small_standard
from tests.people.claimants import DOES_NOT_APPLY, GOOD_ONLY, claimant
from tests.people.evidence_reader import decided_all, reviewed
from tests.people.looks import to_look_at

STANDARD = shipped()
SMALL = (small_standard(1, 1, 2), small_standard(1, 2, 4), small_standard(1, 3), small_standard(2, 5))
ANSWERS = (*(Rating(level) for level in range(TOP + 1)), rating_of("unsure"), DOES_NOT_APPLY)
NONE_DRAWN = ReviewRules(sampled_items=0)


def drawing(others: int) -> ReviewRules:
    """Rules that draw this number of claims beside the deciding ones."""
    return ReviewRules(sampled_items=others)


def every_claim(standard: Standard) -> Iterator[dict[str, Rating]]:
    """All answers that a small standard can get."""
    for answers in product(ANSWERS, repeat=len(standard.codes)):
        yield dict(zip(standard.codes, answers, strict=True))


def every_truth(ratings: Ratings) -> Iterator[dict[str, int]]:
    """All truths behind these answers: each claim is true or one rung too high; what does not apply may be on any rung."""
    options = [
        range(TOP + 1) if rating.not_applicable else {fallen(rating), rating.read(Lens.claimed)} for rating in ratings.values()
    ]
    for rungs in product(*options):
        yield dict(zip(ratings, rungs, strict=True))


def star_of(standard: Standard, rungs: dict[str, int]) -> int:
    """The star of these rungs."""
    return star_range(standard, {code: Rating(rung) for code, rung in rungs.items()}, Lens.claimed).low


def claimed_rungs(ratings: Ratings) -> dict[str, int]:
    """The rungs that these answers claim."""
    return {code: claimed_level(ratings, code) for code in ratings}


def lowered(code: str, rung: int) -> Decision:
    """A decision that lowers a claim."""
    return Decision(code, DecisionKind.lowered, rung, (Reason.lower_rung,))


@pytest.mark.parametrize("standard", SMALL, ids=lambda standard: str([sub.stars[0] for sub in standard.subdomains]))
def test_the_deciding_claims_alone_give_the_true_star_whatever_is_true(standard: Standard) -> None:
    for ratings in every_claim(standard):
        chosen = selection(standard, ratings, "seed", NONE_DRAWN)
        for true in every_truth(ratings):
            star = verified_star(standard, ratings, reviewed(standard, ratings, true, chosen))
            assert star.decided
            assert star.low == star_of(standard, true), (ratings, true)


@pytest.mark.parametrize("standard", SMALL, ids=lambda standard: str([sub.stars[0] for sub in standard.subdomains]))
def test_a_claim_decides_exactly_if_its_fall_alone_lowers_the_star(standard: Standard) -> None:
    for ratings in every_claim(standard):
        rungs = claimed_rungs(ratings)
        star = star_of(standard, rungs)
        lowering = [code for code in rungs if star_of(standard, rungs | {code: fallen(ratings[code])}) < star]
        assert list(selection(standard, ratings, "", NONE_DRAWN).deciding) == lowering


answers_of_27 = st.dictionaries(st.sampled_from(STANDARD.codes), st.sampled_from(ANSWERS))
# Most claims are near a star, so that stars above 0 are tried too.
near_a_star = st.integers(1, TOP).flatmap(
    lambda star: st.fixed_dictionaries(
        {
            code: st.sampled_from([Rating(star), Rating(star), Rating(min(TOP, star + 1)), DOES_NOT_APPLY])
            for code in STANDARD.codes
        }
    )
)
any_answers = answers_of_27 | near_a_star


@given(any_answers)
def test_on_the_real_standard_a_claim_decides_exactly_if_its_fall_alone_lowers_the_star(ratings: Ratings) -> None:
    rungs = claimed_rungs(ratings)
    star = star_of(STANDARD, rungs)
    for code in rungs:
        falls = star_of(STANDARD, rungs | {code: fallen(ratings[code])}) < star
        assert falls == (code in deciding(STANDARD, ratings, star))


@given(any_answers, st.data())
def test_nothing_new_decides_after_a_fall(ratings: Ratings, data: st.DataObject) -> None:
    chosen = selection(STANDARD, ratings, "seed", NONE_DRAWN)
    claimed = claims(STANDARD, ratings)
    seen = data.draw(st.lists(st.sampled_from(claimed), unique=True)) if claimed else []
    decisions = [lowered(code, data.draw(st.integers(0, claimed_level(ratings, code) - 1))) for code in seen]
    star = verified_star(STANDARD, ratings, decisions).high
    could = [code for code in deciding(STANDARD, ratings, star) if code not in seen]
    assert set(could) <= set(chosen.deciding)
    assert verified_star(STANDARD, ratings, decisions).decided == (not could)
    if star < star_range(STANDARD, ratings, Lens.claimed).low:
        assert all(ratings[code].not_applicable for code in could)


@given(any_answers, st.data())
def test_what_is_still_to_be_looked_at_alone_bounds_the_star(ratings: Ratings, data: st.DataObject) -> None:
    chosen = selection(STANDARD, ratings, "seed", drawing(data.draw(st.integers(0, 5))))
    shown = {code: data.draw(st.integers(0, claimed_level(ratings, code))) for code in claims(STANDARD, ratings)}
    seen = [code for code in shown if data.draw(st.booleans())]
    decisions = decided_all(ratings, shown, seen)
    star = verified_star(STANDARD, ratings, decisions)
    rungs = claimed_rungs(ratings) | {code: shown[code] for code in seen}
    still = [look.subdomain for look in to_look_at(STANDARD, ratings, chosen, decisions)]
    assert star.high == star_of(STANDARD, rungs)
    assert star.low == star_of(STANDARD, rungs | {code: fallen(ratings[code]) for code in still})
    assert not set(still) & set(seen)


@pytest.mark.parametrize("star", STARS)
def test_a_review_ends_with_one_star_and_nothing_open(star: int) -> None:
    for seed in range(40):
        who = claimant(STANDARD, star, 0.2, seed, GOOD_ONLY)
        chosen = selection(STANDARD, who.ratings, str(seed))
        made = reviewed(STANDARD, who.ratings, who.shown, chosen)
        assert verified_star(STANDARD, who.ratings, made).decided
        assert {*chosen.deciding, *chosen.drawn} <= {decision.subdomain for decision in made}
        fell = {STANDARD.subdomain(code).domain for code in chosen.drawn if who.shown[code] < claimed_level(who.ratings, code)}
        opened = {code for domain in fell for code in (sub.code for sub in STANDARD.domain(domain).subdomains)}
        looked = {decision.subdomain for decision in made}
        assert looked == {*chosen.deciding, *chosen.drawn} | (opened & set(claims(STANDARD, who.ratings)))


@given(any_answers, st.text(max_size=8), st.integers(0, 30))
def test_the_draw_takes_other_claims_only(ratings: Ratings, seed: str, others: int) -> None:
    chosen = selection(STANDARD, ratings, seed, drawing(others))
    rest = set(claims(STANDARD, ratings)) - set(chosen.deciding)
    assert set(chosen.drawn) <= rest
    assert len(chosen.drawn) == min(others, len(rest))
    assert all(claimed_level(ratings, code) for code in (*chosen.deciding, *chosen.drawn))


def test_the_draw_of_a_seed_never_changes() -> None:
    chosen = selection(STANDARD, _one_decides(), "2026-11-29/0001")
    assert chosen.deciding == ("demand-management",)
    assert chosen.drawn == (
        "service-investment",
        "service-quality",
        "service-assets",
        "service-compliance",
        "service-communication",
    )


def test_every_other_claim_that_the_star_needs_can_be_drawn_and_comes_first() -> None:
    seeds = [str(seed) for seed in range(200)]
    drawn = {code for seed in seeds for code in selection(STANDARD, _one_decides(), seed).drawn}
    first_star = {sub.code for sub in STANDARD.ticked(1)} - {"demand-management"}
    assert drawn == first_star
    more = {code for seed in seeds for code in selection(STANDARD, _one_decides(), seed, drawing(12)).drawn}
    assert more == set(STANDARD.codes) - {"demand-management"}
    assert all(first_star <= set(selection(STANDARD, _one_decides(), seed, drawing(12)).drawn) for seed in seeds)


def test_a_lowered_claim_of_the_sample_opens_its_domain() -> None:
    ratings = _one_decides()
    chosen = selection(STANDARD, ratings, "seed", drawing(1))
    (code,) = chosen.drawn
    domain = STANDARD.domain(STANDARD.subdomain(code).domain)
    confirmed = decided_all(ratings, claimed_rungs(ratings), [code])
    assert to_look_at(STANDARD, ratings, chosen, confirmed) == (Look("demand-management", LookReason.deciding),)
    opened = to_look_at(STANDARD, ratings, chosen, [lowered(code, 4)])
    why = {look.subdomain: look.why for look in opened}
    recorded = scope(STANDARD, ratings, chosen, [lowered(code, 4)])
    assert (set(recorded.must_look), recorded.star, recorded.seed) == ({*why, code}, 1, "seed")
    others = {sub.code for sub in domain.subdomains} - {code, "demand-management"}
    assert why == {"demand-management": LookReason.deciding} | dict.fromkeys(others, LookReason.domain_of_fall)


def test_a_lowered_deciding_claim_opens_nothing() -> None:
    ratings = _one_decides()
    chosen = selection(STANDARD, ratings, "seed", NONE_DRAWN)
    assert to_look_at(STANDARD, ratings, chosen, [lowered("demand-management", 0)]) == ()


def test_a_claim_for_which_more_is_asked_is_still_open() -> None:
    ratings = _one_decides()
    chosen = selection(STANDARD, ratings, "seed", NONE_DRAWN)
    asked = Decision("demand-management", DecisionKind.more_asked, None, (Reason.no_evidence,))
    still = (Look("demand-management", LookReason.deciding),)
    assert to_look_at(STANDARD, ratings, chosen, [asked]) == still
    assert to_look_at(STANDARD, ratings, chosen, [asked, lowered("demand-management", 0)]) == ()


def test_the_first_falls_do_not_end_the_review() -> None:
    ratings = {code: Rating(3) for code in STANDARD.codes}
    chosen = selection(STANDARD, ratings, "seed")
    first = chosen.deciding[0]
    assert verified_star(STANDARD, ratings, [lowered(first, 2)]).decided
    still = to_look_at(STANDARD, ratings, chosen, [lowered(first, 2)])
    assert {look.subdomain for look in still} == {*chosen.deciding, *chosen.drawn} - {first}


def test_what_only_a_higher_star_needs_decides_nothing() -> None:
    ratings = {code: Rating(3) for code in STANDARD.codes} | {"service-capacity": Rating(2)}
    assert "service-capacity" not in selection(STANDARD, ratings, "seed", NONE_DRAWN).deciding


def test_a_statement_that_a_subdomain_does_not_apply_decides_if_its_star_needs_it() -> None:
    ratings = {code: Rating(2) for code in STANDARD.codes} | {
        "risk-management": DOES_NOT_APPLY,
        "service-capacity": DOES_NOT_APPLY,
    }
    chosen = selection(STANDARD, ratings, "seed")
    assert "risk-management" in chosen.deciding
    assert "service-capacity" not in chosen.deciding


def _one_decides() -> dict[str, Rating]:
    """One star that a single claim decides; all other claims are on rung 5."""
    return {code: Rating(5) for code in STANDARD.codes} | {"demand-management": Rating(1)}
