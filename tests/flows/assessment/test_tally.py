"""What is read off the sum of all answers is what reading them one by one says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.evidence import Evidence
from flows.assessment.rating import ALWAYS_READ, Lens, Rating, Ratings
from flows.assessment.roadmap import next_steps, roadmap
from flows.assessment.scorecard import StarRange, claimed_level, scorecard, star_range
from flows.standard.loader import shipped
from flows.standard.model import TOP, Standard
from tests.flows.small import small_standard

STANDARDS = (shipped(), small_standard(1), small_standard(1, 1, 3, 5, may_not_apply=True))


@st.composite
def answers(draw: st.DrawFn) -> tuple[Standard, Ratings]:
    """A standard, and any answers of it; one of them to what the edition does not know (any longer)."""
    standard = draw(st.sampled_from(STANDARDS))
    answer = st.builds(
        lambda level, under_way, unsure, reason, rung: Rating(
            level, under_way and level < TOP, unsure, reason, Evidence("x", rung) if rung else None
        ),
        st.integers(0, TOP),
        st.booleans(),
        st.sampled_from([False, False, False, True]),
        st.sampled_from(["", "", "", "not here"]),
        st.integers(0, TOP),
    )
    codes = st.sampled_from([*standard.codes, "gone-from-the-edition"])
    return standard, draw(st.dictionaries(codes, answer))


def one_by_one(standard: Standard, ratings: Ratings, lens: Lens) -> StarRange:
    """The lowest ceiling, of all subdomains and of the answered ones."""
    low = [sub.ceiling(ratings[sub.code].read(lens) if sub.code in ratings else 0) for sub in standard.subdomains]
    high = [sub.ceiling(ratings[sub.code].read(lens)) for sub in standard.subdomains if sub.code in ratings]
    return StarRange(min(low), min(high, default=TOP))


@given(answers())
def test_the_stars_through_every_lens(given_answers: tuple[Standard, Ratings]) -> None:
    standard, ratings = given_answers
    card = scorecard(standard, ratings)
    for lens, stars in zip(ALWAYS_READ, (card.claimed, card.under_way, card.evidenced), strict=True):
        assert stars == star_range(standard, ratings, lens) == one_by_one(standard, ratings, lens)


@given(answers())
def test_every_list(given_answers: tuple[Standard, Ratings]) -> None:
    standard, ratings = given_answers
    card, subdomains = scorecard(standard, ratings), standard.subdomains
    ceilings = {sub.code: sub.ceiling(claimed_level(ratings, sub.code)) for sub in subdomains}
    answered = [code for code in standard.codes if code in ratings]
    assert card.goal == min(card.claimed.low + 1, TOP)
    assert card.blocking == tuple(code for code, ceiling in ceilings.items() if ceiling < card.goal)
    assert card.unsure == tuple(code for code in answered if ratings[code].unsure)
    assert card.left_out == tuple(code for code in answered if ratings[code].not_applicable)
    assert card.unanswered == tuple(code for code in standard.codes if code not in ratings)
    assert card.open_questions == tuple(code for code in card.unanswered if ceilings[code] < card.claimed.high)


@given(answers())
def test_the_profile_of_every_domain(given_answers: tuple[Standard, Ratings]) -> None:
    standard, ratings = given_answers
    card = scorecard(standard, ratings)
    for domain, profile in zip(standard.domains, card.domains, strict=True):
        needed = [s.code for s in domain.subdomains if card.goal in s.stars and s.code not in card.left_out]
        met = [code for code in needed if claimed_level(ratings, code) >= card.goal]
        assert (profile.domain, profile.met, profile.required) == (domain.code, len(met), len(needed))


@given(answers())
def test_the_blocking_subdomains_are_the_gap_to_the_next_star(given_answers: tuple[Standard, Ratings]) -> None:
    standard, ratings = given_answers
    card = scorecard(standard, ratings)
    assert next_steps(standard, ratings, card) == (roadmap(standard, ratings, card.goal) if card.claimed.low < TOP else ())


def test_a_set_is_named_in_the_standards_order() -> None:
    standard = shipped()
    codes = standard.codes
    assert standard.named(0) == ()
    assert standard.named(sum(standard.bits[code] for code in reversed(codes))) == codes
    assert standard.named(standard.bits[codes[26]] | standard.bits[codes[3]]) == (codes[3], codes[26])
