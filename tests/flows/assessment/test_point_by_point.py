"""A rung is decided by its criteria."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.evidence import Evidence
from flows.assessment.point_by_point import agrees, decided_by, met, missing, reached, with_ticks_of
from flows.assessment.rating import Lens, Rating
from flows.assessment.ticks import ticks_of
from flows.standard.criteria import Criterion
from flows.standard.model import Effort, Subdomain

CODE = "demand-management"
LETTERS = ("a", "abc", "abc", "ab", "abcd")
LADDER = Subdomain(
    code=CODE,
    domain="strategy",
    stars=(1, 2, 3, 4, 5),
    effort=(Effort.small,) * 5,
    builds_on=(),
    may_not_apply=True,
    source="",
    criteria=tuple(tuple(Criterion(CODE, rung, letter) for letter in letters) for rung, letters in enumerate(LETTERS, 1)),
)
WITHOUT_CRITERIA = Subdomain(CODE, "strategy", (1, 2, 3, 4, 5), (Effort.small,) * 5, (), True, "")
ALL = tuple(criterion for criteria in LADDER.criteria for criterion in criteria)
SETS = st.frozensets(st.sampled_from(ALL))
SENTENCES = st.builds(Rating, st.integers(0, 4), st.booleans()) | st.just(Rating(5)) | st.just(Rating(unsure=True))


def some(text: str) -> frozenset[Criterion]:
    return frozenset(Criterion(CODE, int(code[0]), code[1]) for code in text.split())


@pytest.mark.parametrize(
    ("ticked", "level", "under_way", "above"),
    [
        ("", 0, False, ""),
        ("1a", 1, False, ""),
        ("1a 2a 2c", 1, True, "2ac"),
        ("1a 2a 2b 2c", 2, False, ""),
        ("1a 2a 2b 2c 4a", 2, False, "4a"),
        ("2a 2b 2c", 0, False, "2abc"),
        ("1a 2a 2b 3a 3b 3c", 1, True, "2ab3abc"),
        ("1a 2a 2b 2c 3a 3b 3c 4a 4b 5a", 4, True, "5a"),
        ("1a 2a 2b 2c 3a 3b 3c 4a 4b 5a 5b 5c 5d", 5, False, ""),
    ],
)
def test_a_rung_is_in_place_if_its_criteria_and_all_below_are_met(ticked: str, level: int, under_way: bool, above: str) -> None:
    assert decided_by(LADDER, some(ticked)) == Rating(level, under_way, ticked=above)


def test_what_is_missing_is_named_up_to_the_rung() -> None:
    rating = decided_by(LADDER, some("1a 2a 3b"))
    assert set(missing(LADDER, rating, 2)) == some("2b 2c")
    assert set(missing(LADDER, rating, 3)) == some("2b 2c 3a 3c")
    assert missing(LADDER, rating, 1) == ()
    assert set(missing(LADDER, None, 1)) == some("1a")


def test_evidence_stays_when_criteria_are_ticked() -> None:
    evidence = Evidence("register", 2, date(2026, 3, 1), None, None)
    assert decided_by(LADDER, some("1a"), Rating(2, evidence=evidence)).evidence == evidence


@pytest.mark.parametrize(
    ("before", "tapped", "after"),
    [
        pytest.param("1a 2a 2b 2c 3a", Rating(2), Rating(2, True, ticked="3a"), id="the same sentence again"),
        pytest.param("1a 2a 2b 2c 3a 5d", Rating(3), Rating(3, ticked="5d"), id="a higher one: ticks up to it are part of it"),
        pytest.param("1a 2a 2b 2c 3a", Rating(1), Rating(1, ticked="3a"), id="a lower one: ticks above it stay"),
        pytest.param("1a 2a 3a 3b 3c", Rating(2), Rating(2), id="the sentence says that rung 3 is not met"),
        pytest.param("1a 2a 3a", Rating(unsure=True), Rating(unsure=True, ticked="2a3a"), id="not sure"),
        pytest.param("1a 2a", Rating(not_applicable="none"), Rating(not_applicable="none", ticked="2a"), id="does not apply"),
        pytest.param("1a 5a", Rating(5), Rating(5), id="the top"),
    ],
)
def test_a_sentence_keeps_the_ticks_that_still_hold(before: str, tapped: Rating, after: Rating) -> None:
    assert with_ticks_of(LADDER, tapped, decided_by(LADDER, some(before))) == after


@given(SETS, st.sampled_from(ALL))
def test_ticking_a_criterion_never_lowers_what_an_answer_counts(ticked: frozenset[Criterion], more: Criterion) -> None:
    before, after = decided_by(LADDER, ticked), decided_by(LADDER, ticked | {more})
    assert all(before.read(lens) <= after.read(lens) for lens in Lens)
    assert all(LADDER.ceiling(before.read(lens)) <= LADDER.ceiling(after.read(lens)) for lens in Lens)


@given(SETS)
def test_criteria_and_level_agree(ticked: frozenset[Criterion]) -> None:
    rating = decided_by(LADDER, ticked)
    assert met(LADDER, rating) == ticked
    assert reached(LADDER, ticked) == rating.level
    assert decided_by(LADDER, met(LADDER, rating)) == rating


@given(SETS, SENTENCES)
def test_criteria_and_level_agree_after_a_sentence_too(ticked: frozenset[Criterion], sentence: Rating) -> None:
    rating = with_ticks_of(LADDER, sentence, decided_by(LADDER, ticked))
    assert (rating.level, rating.unsure) == (sentence.level, sentence.unsure)
    if rating.names_rung:
        assert reached(LADDER, met(LADDER, rating)) == rating.level


# Criteria as an older edition may have had them: some of its letters are unknown to this one.
OLDER = st.frozensets(st.builds(Criterion, st.just(CODE), st.integers(1, 5), st.sampled_from("abcdxy")))


def older(level: int, ticked: frozenset[Criterion]) -> Rating:
    """An answer of an older edition: any ticks above its level."""
    above = {one for one in ticked if one.rung > level}
    return Rating(level, any(one.rung == level + 1 for one in above), ticked=ticks_of(above))


@given(st.integers(0, 5), OLDER, SENTENCES, SETS)
def test_the_next_answer_brings_one_of_an_older_edition_into_this_one(
    level: int, ticked: frozenset[Criterion], sentence: Rating, more: frozenset[Criterion]
) -> None:
    before = older(level, ticked)
    assert agrees(LADDER, with_ticks_of(LADDER, sentence, before))
    assert agrees(LADDER, decided_by(LADDER, met(LADDER, before) | more, before))


@pytest.mark.parametrize(
    ("rating", "is_of_this_edition"),
    [
        (Rating(2, True, ticked="3a5d"), True),
        (Rating(2, True, ticked="3x"), False),
        (Rating(2, True, ticked="3abc"), False),
        (Rating(unsure=True, ticked="1a"), True),
        (Rating(3), True),
    ],
)
def test_an_answer_agrees_with_an_edition_or_not(rating: Rating, is_of_this_edition: bool) -> None:
    assert agrees(LADDER, rating) is is_of_this_edition


@given(SETS, st.integers(1, 5))
def test_what_is_missing_is_exactly_what_reaches_the_rung(ticked: frozenset[Criterion], rung: int) -> None:
    rating = decided_by(LADDER, ticked)
    lacking = frozenset(missing(LADDER, rating, rung))
    assert reached(LADDER, ticked | lacking) >= rung
    assert all(reached(LADDER, (ticked | lacking) - {one}) < rung for one in lacking)


def test_an_edition_without_criteria_has_nothing_to_tick() -> None:
    assert met(WITHOUT_CRITERIA, Rating(3)) == frozenset()
    assert missing(WITHOUT_CRITERIA, Rating(1), 3) == ()
    assert reached(WITHOUT_CRITERIA, frozenset()) == 0
    assert with_ticks_of(WITHOUT_CRITERIA, Rating(3), Rating(1)) == Rating(3)
