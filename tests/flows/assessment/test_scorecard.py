"""The arithmetic as a table that an assessor can read, as laws, and against brute force."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.evidence import Evidence
from flows.assessment.rating import ALWAYS_READ, MARKS, Lens, Rating, Ratings, mark_of, rating_of
from flows.assessment.roadmap import roadmap
from flows.assessment.scorecard import StarRange, scorecard, star_range
from flows.standard.loader import shipped
from flows.standard.model import STARS, TOP, Standard
from tests.flows.small import small_standard

STANDARD = shipped()


def everywhere(level: int, **other: Rating | int) -> dict[str, Rating]:
    """All 27 on one level, with exceptions by code (`_` for `-`)."""
    ratings = {code: Rating(level) for code in STANDARD.codes}
    for name, value in other.items():
        ratings[name.replace("_", "-")] = value if isinstance(value, Rating) else Rating(value)
    return ratings


N_A = Rating(not_applicable="no partners outside")
CASES: list[tuple[str, Ratings, tuple[int, int], tuple[int, int], tuple[int, int]]] = [
    # the answers                                      claimed  under way  evidenced
    ("nothing is answered", {}, (0, 5), (0, 5), (0, 5)),
    ("all 27 on rung 0", everywhere(0), (0, 0), (0, 0), (0, 0)),
    ("all 27 on rung 1", everywhere(1), (1, 1), (1, 1), (1, 1)),
    ("all 27 on rung 3, nothing named", everywhere(3), (3, 3), (3, 3), (2, 2)),
    ("all 27 on rung 5, nothing named", everywhere(5), (5, 5), (5, 5), (2, 2)),
    ("one zero among the ten of the first star", everywhere(5, service_assets=0), (0, 0), (0, 0), (0, 0)),
    ("a zero that only four stars ask", everywhere(5, service_capacity=0), (3, 3), (3, 3), (2, 2)),
    ("a zero that only two stars ask", everywhere(5, risk_management=0), (1, 1), (1, 1), (1, 1)),
    ("rung 1 where two stars ask rung 2", everywhere(5, risk_management=1), (1, 1), (1, 1), (1, 1)),
    ("the next rung is under way", everywhere(5, risk_management=Rating(1, under_way=True)), (1, 1), (2, 2), (1, 1)),
    ("unsure counts as 0", everywhere(5, risk_management=Rating(unsure=True)), (1, 1), (1, 1), (1, 1)),
    ("what does not apply is left out", everywhere(3, supplier_management=N_A), (3, 3), (3, 3), (2, 2)),
    ("one answer of rung 2 caps the range", {"demand-management": Rating(2)}, (0, 2), (0, 2), (0, 2)),
    ("one answer of 0 decides", {"demand-management": Rating(0)}, (0, 0), (0, 0), (0, 0)),
    ("a missing answer that no open star asks", everywhere(2, strategic_decision=2), (2, 2), (2, 2), (2, 2)),
]


@pytest.mark.parametrize(("ratings", "claimed", "under_way", "evidenced"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_stars(ratings: Ratings, claimed: tuple[int, int], under_way: tuple[int, int], evidenced: tuple[int, int]) -> None:
    card = scorecard(STANDARD, ratings)
    assert (card.claimed.low, card.claimed.high) == claimed
    assert (card.under_way.low, card.under_way.high) == under_way
    assert (card.evidenced.low, card.evidenced.high) == evidenced


def test_evidence_lifts_the_evidenced_star() -> None:
    evidenced = {code: Rating(4, evidence=Evidence("report 2026", 4)) for code in STANDARD.codes}
    assert star_range(STANDARD, evidenced, Lens.evidenced) == StarRange(4, 4)
    evidenced["service-level"] = Rating(4)
    assert star_range(STANDARD, evidenced, Lens.evidenced) == StarRange(2, 2)


def test_blocking_subdomains_come_in_the_standards_order() -> None:
    card = scorecard(STANDARD, everywhere(2, knowledge_management=1, service_level=0))
    assert card.claimed == StarRange(1, 1)
    assert card.blocking == ("service-level", "knowledge-management")
    assert {p.domain: (p.met, p.required) for p in card.domains} == {
        "strategy": (3, 3),
        "design": (4, 5),
        "transition": (2, 2),
        "operation": (4, 4),
        "improvement": (2, 3),
    }


def test_at_five_stars_nothing_blocks() -> None:
    card = scorecard(STANDARD, everywhere(5))
    assert (card.goal, card.blocking) == (5, ())
    assert sum(profile.met for profile in card.domains) == 27


def test_advice_begins_with_what_is_under_way_and_keeps_what_builds_on_what() -> None:
    ratings = everywhere(1, knowledge_management=Rating(1, under_way=True))
    steps = [step.subdomain for step in roadmap(STANDARD, ratings, 2)]
    assert steps[0] == "knowledge-management"
    for code in steps[1:]:
        for base in STANDARD.subdomain(code).builds_on:
            assert base not in steps or steps.index(base) < steps.index(code)


def test_a_rating_out_of_range_is_refused() -> None:
    with pytest.raises(ValueError, match="level"):
        Rating(6)
    with pytest.raises(ValueError, match="under_way"):
        Rating(5, under_way=True)
    with pytest.raises(ValueError, match="not a mark"):
        rating_of("5+")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_is_read_and_written_alike(mark: str) -> None:
    assert mark_of(rating_of(mark)) == mark


# Laws, for any answers

ratings_of_27 = st.dictionaries(
    st.sampled_from(STANDARD.codes),
    st.one_of(
        st.sampled_from(MARKS).map(rating_of),
        st.integers(0, TOP).map(lambda level: Rating(level, evidence=Evidence("named", level))),
        st.just(Rating(unsure=True)),
    ),
)


@given(ratings_of_27)
def test_the_lenses_keep_their_order(ratings: Ratings) -> None:
    card = scorecard(STANDARD, ratings)
    assert card.evidenced.low <= card.claimed.low <= card.under_way.low
    assert card.evidenced.high <= card.claimed.high <= card.under_way.high


@given(ratings_of_27, st.sampled_from(STANDARD.codes), st.integers(0, TOP))
def test_raising_a_rating_never_lowers_a_star(ratings: Ratings, code: str, level: int) -> None:
    before = star_range(STANDARD, ratings, Lens.claimed)
    old = ratings[code].read(Lens.claimed) if code in ratings else 0
    after = star_range(STANDARD, {**ratings, code: Rating(max(level, old))}, Lens.claimed)
    assert after.low >= before.low


@given(ratings_of_27, st.lists(st.integers(0, TOP), min_size=27, max_size=27))
def test_the_range_holds_every_completion(ratings: Ratings, levels: list[int]) -> None:
    complete = {code: ratings.get(code, Rating(level)) for code, level in zip(STANDARD.codes, levels, strict=True)}
    for lens in ALWAYS_READ:
        possible, actual = star_range(STANDARD, ratings, lens), star_range(STANDARD, complete, lens)
        assert actual.decided
        assert possible.low <= actual.low <= possible.high


@given(ratings_of_27)
def test_the_build_set_is_exactly_what_lifts_the_star(ratings: Ratings) -> None:
    card = scorecard(STANDARD, ratings)
    if card.claimed.low == TOP:
        return
    steps = roadmap(STANDARD, ratings, card.goal)
    assert sorted(step.subdomain for step in steps) == sorted(card.blocking)
    built = {**ratings, **{step.subdomain: Rating(step.to_rung) for step in steps}}
    assert star_range(STANDARD, built, Lens.claimed).low == card.goal
    for left_out in steps:
        without = {k: v for k, v in built.items() if k != left_out.subdomain}
        if left_out.subdomain in ratings:
            without[left_out.subdomain] = ratings[left_out.subdomain]
        assert star_range(STANDARD, without, Lens.claimed).low == card.claimed.low


# Brute force on small standards


def star_by_the_rule(standard: Standard, levels: dict[str, int]) -> int:
    """The rule as its sentence reads."""
    return max(
        level
        for level in range(TOP + 1)
        if all(levels[sub.code] >= rung for rung in STARS if rung <= level for sub in standard.ticked(rung))
    )


@pytest.mark.parametrize("first_stars", [(1,), (1, 1), (1, 2), (1, 3), (1, 2, 4), (1, 1, 5)])
def test_every_combination_agrees_with_the_rule(first_stars: tuple[int, ...]) -> None:
    standard = small_standard(*first_stars)
    for levels in product(range(TOP + 1), repeat=len(first_stars)):
        by_code = dict(zip(standard.codes, levels, strict=True))
        ratings = {code: Rating(level) for code, level in by_code.items()}
        star = star_by_the_rule(standard, by_code)
        assert star_range(standard, ratings, Lens.claimed) == StarRange(star, star)


@pytest.mark.parametrize("first_stars", [(1, 2), (1, 3, 3), (1, 2, 5)])
def test_the_range_is_as_narrow_as_it_can_be(first_stars: tuple[int, ...]) -> None:
    standard = small_standard(*first_stars)
    for levels in product((None, *range(TOP + 1)), repeat=len(first_stars)):
        known = {code: level for code, level in zip(standard.codes, levels, strict=True) if level is not None}
        missing = [code for code in standard.codes if code not in known]
        stars = {
            star_by_the_rule(standard, {**known, **dict(zip(missing, filled, strict=True))})
            for filled in product(range(TOP + 1), repeat=len(missing))
        }
        ratings = {code: Rating(level) for code, level in known.items()}
        assert star_range(standard, ratings, Lens.claimed) == StarRange(min(stars), max(stars))
