"""The arithmetic of comparing and settling, tried with every kind of answer."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.assessment.rating import Rating
from flows.assessment.scorecard import possible_stars
from flows.institution.comparison import ItemState, Settled, Vote, by_code, compared, institution_ratings, star_of, state_of
from flows.institution.settling import LEFT_OUT, REASON_AT_MOST, NotSettled, agreed, revised, settle
from tests.flows.institution.votes import MARKS, STANDARD, all_votes, vote

MARKED = [
    (("2", "2"), ItemState.agreed),
    (("unsure", "unsure"), ItemState.agreed),
    ((LEFT_OUT, LEFT_OUT), ItemState.agreed),
    (("2", "3"), ItemState.flagged),
    (("2", "3", "3"), ItemState.flagged),
    (("2", "3", "4"), ItemState.to_talk),
    (("0", "2"), ItemState.to_talk),
    (("0", "unsure"), ItemState.to_talk),
    (("5", "unsure"), ItemState.to_talk),
    (("5", LEFT_OUT), ItemState.to_talk),
    (("unsure", LEFT_OUT), ItemState.to_talk),
]


@pytest.mark.parametrize(("marks", "state"), MARKED)
def test_how_far_apart_people_are(marks: tuple[str, ...], state: ItemState) -> None:
    assert state_of([vote(number, "s-a", mark) for number, mark in enumerate(marks, 1)]) is state


@given(all_votes())
def test_not_settled_means_the_lowest_claim_and_a_range(votes: tuple[Vote, ...]) -> None:
    star = star_of(STANDARD, votes, {})
    assert star.low <= star.high
    ratings = institution_ratings(STANDARD, votes, {})
    assert star.low == possible_stars(STANDARD, ratings).low
    for code, said in by_code(votes).items():
        claims = [each.claims for each in said if not each.unsure]
        assert (code in ratings) == bool(claims)  # "not sure" alone is missing, never rung 0
        if claims:
            assert ratings[code].reading.claimed == min(claims)


@given(all_votes(), st.data())
def test_a_person_who_is_not_sure_never_lowers_the_star(votes: tuple[Vote, ...], data: st.DataObject) -> None:
    claimed = [each for each in votes if not each.unsure]
    if claimed:
        among = data.draw(st.sampled_from(claimed))
        more = (*votes, vote(9, among.code, "unsure"))
        assert star_of(STANDARD, more, {}) == star_of(STANDARD, votes, {})


@given(all_votes())
def test_only_what_differs_is_compared_and_what_changes_the_star_comes_first(votes: tuple[Vote, ...]) -> None:
    items = compared(STANDARD, votes, {})
    said = by_code(votes)
    assert {item.code for item in items} == {code for code in said if agreed(said[code]) is None}
    assert [item.changes_star for item in items] == sorted((item.changes_star for item in items), reverse=True)


@given(all_votes(), st.data())
def test_what_does_not_change_the_star_never_does(votes: tuple[Vote, ...], data: st.DataObject) -> None:
    """If no item is said to change it, any of the answers that were given leave the star as it is."""
    items = compared(STANDARD, votes, {})
    if any(item.changes_star for item in items):
        return
    chosen = {item.code: data.draw(st.sampled_from(item.votes)) for item in items}
    settled = {code: _as_said(each) for code, each in chosen.items()}
    assert star_of(STANDARD, votes, settled) == star_of(STANDARD, votes, {})


@given(all_votes(), st.data())
def test_settling_stays_within_the_range_that_was_shown(votes: tuple[Vote, ...], data: st.DataObject) -> None:
    before, settled = star_of(STANDARD, votes, {}), dict[str, Settled]()
    for item in compared(STANDARD, votes, {}):
        claims = [each for each in item.votes if not each.unsure]
        settled[item.code] = _as_said(data.draw(st.sampled_from(claims)))
    after = star_of(STANDARD, votes, settled)
    assert before.low <= after.low <= after.high <= before.high
    assert compared(STANDARD, votes, settled) == ()


@given(all_votes(), st.sampled_from(MARKS), st.sampled_from(["", "Talked over", "x" * (REASON_AT_MOST + 1)]))
def test_upward_needs_evidence_and_everything_a_reason(votes: tuple[Vote, ...], mark: str, reason: str) -> None:
    for item in compared(STANDARD, votes, {}):
        claims = [each for each in item.votes if not each.unsure]
        try:
            done = settle(item.votes, mark, reason)
        except NotSettled:
            continue
        assert 0 < len(reason) <= REASON_AT_MOST
        assert (done.code, done.people, done.differed) == (item.code, len(item.votes), True)
        claimed = done.rating.reading.claimed
        assert claimed <= item.highest
        if claimed > item.lowest and not done.unsure:
            assert any(each.claims >= claimed and each.has_evidence for each in claims)


@given(all_votes(), st.sampled_from(MARKS))
def test_the_lowest_claim_can_always_be_settled(votes: tuple[Vote, ...], mark: str) -> None:
    for item in compared(STANDARD, votes, {}):
        if any(each.names_rung for each in item.votes):
            lowest = min(each.level for each in item.votes if each.names_rung)
            assert settle(item.votes, str(lowest), "Careful").level == lowest
        assert settle(item.votes, "unsure", "Find out").unsure


@given(all_votes(), st.sampled_from(MARKS))
def test_each_revises_once_and_nobody_revises_what_all_agree_on(votes: tuple[Vote, ...], mark: str) -> None:
    for said in by_code(votes).values():
        try:
            mine = revised(said, 1, mark, has_evidence=False)
        except NotSettled:
            assert agreed(said) is not None or mark == LEFT_OUT
            continue
        after = tuple(mine if each.number == 1 else each for each in said)
        assert mine.is_revised
        with pytest.raises(NotSettled):
            revised(after, 1, "0", has_evidence=False)
        with pytest.raises(NotSettled):
            revised(after, 99, "0", has_evidence=False)


@pytest.mark.parametrize("mark", ["", "6", "-1", "3+", "x", "１"])
def test_an_unknown_mark_is_refused(mark: str) -> None:
    votes = [vote(1, "s-a", "1"), vote(2, "s-a", "4", has_evidence=True)]
    for attempt in (lambda: settle(votes, mark, "Why"), lambda: revised(votes, 1, mark, has_evidence=False)):
        with pytest.raises(NotSettled):
            attempt()


def _as_said(each: Vote) -> Settled:
    return Settled(each.code, each.level if each.names_rung else 0, each.unsure, each.not_applicable, "Why", 2, differed=True)


def test_ratings_are_those_of_what_is_settled() -> None:
    votes = (vote(1, "s-a", "1"), vote(2, "s-a", "4", has_evidence=True))
    settled: Mapping[str, Settled] = {"s-a": settle(votes, "4", "The file shows it")}
    assert institution_ratings(STANDARD, votes, settled) == {"s-a": Rating(4)}
    assert replace(votes[0], level=4).said == votes[1].said
