"""Nothing rises because the person who answered lowest is gone: a table of cases, and the rule for every kind of answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.rating import Rating
from flows.assessment.scorecard import StarRange
from flows.institution.answers import Differed, Together, answers_of, differed, missing, stars_of
from flows.institution.comparison import ItemState, Vote, by_code, compared, held_down, lower_gone, star_of, state_of
from flows.institution.division import Division
from flows.institution.rounds import Round
from flows.institution.settling import LEFT_OPEN, LEFT_OUT, NotSettled, agreed, left_open, lowered, revised, settle
from flows.institution.words import reason_words, why_words
from tests.flows.institution.votes import CODES, STANDARD, all_votes, vote

CODE = CODES[0]
# What those who stay said, what those say who go, and how many of them keep the item open.
GOING = [
    pytest.param(("3", "3"), ("0",), 1, id="the lowest goes, and the others agree"),
    pytest.param(("3",), ("0",), 1, id="the lowest goes, and one person is left"),
    pytest.param(("3", "4"), ("2",), 1, id="the lowest goes, and the others differ"),
    pytest.param(("4",), ("1", "3"), 2, id="two go who both said less"),
    pytest.param(("3",), ("0", "5"), 1, id="the lowest and the highest go"),
    pytest.param((), ("0", "3"), 2, id="all go who had differed"),
    pytest.param(("unsure",), ("2",), 1, id="who is left is not sure"),
    pytest.param((LEFT_OUT,), ("2",), 1, id="who is left says that it does not apply"),
    pytest.param(("0",), ("3",), 0, id="the highest goes"),
    pytest.param(("0", "3"), ("0",), 0, id="one of two who said the lowest goes"),
    pytest.param(("2", "2"), ("2",), 0, id="all said the same"),
    pytest.param(("3",), ("unsure",), 0, id="who was not sure goes: that never counted as lower"),
    pytest.param((LEFT_OUT,), ("5",), 0, id="rung 5 goes beside 'does not apply': both close no star"),
    pytest.param((), ("0",), 0, id="the only person goes: there is no answer any more"),
    pytest.param(("3",), (), 0, id="nobody goes who answered it"),
]


def votes_of(marks: tuple[str, ...], first: int = 1, *, evidence: bool = False) -> tuple[Vote, ...]:
    return tuple(vote(number, CODE, mark, has_evidence=evidence) for number, mark in enumerate(marks, first))


def round_of(votes: tuple[Vote, ...], gone: dict[str, int], answered: int = 9) -> Round:
    everybody = tuple(sorted({each.number for each in votes}))
    domains = {domain.code: everybody for domain in STANDARD.domains}
    return Round(1, Division.everything, domains, domains, votes, {}, answered, lower_gone=gone)


@pytest.mark.parametrize(("left", "going", "people"), GOING)
def test_who_keeps_an_item_open_by_going(left: tuple[str, ...], going: tuple[str, ...], people: int) -> None:
    assert lower_gone(votes_of(left), votes_of(going, 5)) == people


def test_an_item_whose_lowest_answer_has_gone_stays_open_and_counts_as_not_sure() -> None:
    votes = tuple(vote(number, code, "2") for code in CODES for number in (1, 2))
    found = round_of(votes, {CODE: 1})
    (item,) = found.items(STANDARD)
    assert (item.code, item.state, item.changes_star, item.counts) == (CODE, ItemState.to_talk, True, "unsure")
    ratings, told = answers_of(STANDARD, found), differed(STANDARD, found)
    assert (ratings[CODE], missing(STANDARD, found)) == (Rating(unsure=True), ())
    assert told == (Differed(CODE, 3, is_open=True, lower_gone=True),)
    assert found.stars(STANDARD) == StarRange(0, 2)
    shared = {CODE: ()}
    assert stars_of(STANDARD, ratings, Together(3, told)).low == 0
    assert Together(3, told, shared).fits(ratings)
    assert not Together(3, told).fits({**ratings, CODE: Rating(2)})
    assert why_words(told[0]).key == "settle-why-gone"


@pytest.mark.parametrize(
    ("left", "mark", "evidence", "refused"),
    [
        pytest.param(("3", "3"), "3", False, "settle-needs-evidence-gone", id="what is left as the lowest takes evidence"),
        pytest.param(("3", "3"), "3", True, None, id="with evidence it is settled"),
        pytest.param(("3", "3"), "1", False, "settle-needs-evidence-gone", id="any rung above 0 takes evidence"),
        pytest.param(("3", "3"), "0", False, None, id="rung 0 can always be settled"),
        pytest.param(("3",), "unsure", False, None, id="so can 'not sure'"),
        pytest.param(("3", "4"), "5", True, "settle-too-high", id="nobody claims that much"),
        pytest.param(("unsure",), "0", False, None, id="rung 0 if nobody who is left claims anything"),
        pytest.param(("unsure",), "1", False, "settle-too-high", id="nothing above it then"),
        pytest.param((LEFT_OUT,), LEFT_OUT, False, "settle-needs-evidence-gone", id="'does not apply' is the highest"),
    ],
)
def test_settling_it_takes_a_reason_and_above_rung_0_evidence(
    left: tuple[str, ...], mark: str, evidence: bool, refused: str | None
) -> None:
    votes = votes_of(left, evidence=evidence)
    with pytest.raises(NotSettled, match="settle-reason-empty"):
        settle(votes, mark, "", 1)
    if refused is not None:
        with pytest.raises(NotSettled, match=refused):
            settle(votes, mark, "Talked", 1)
        return
    done = settle(votes, mark, "Talked", 1)
    assert (done.reason, done.people, done.differed) == ("Talked", len(left) + 1, True)


def test_who_is_left_can_revise_though_they_agree_and_agreeing_settles_nothing() -> None:
    votes = votes_of(("3", "3"))
    with pytest.raises(NotSettled, match="settle-nothing"):
        revised(votes, 1, "3", has_evidence=True)
    again = revised(votes, 1, "3", has_evidence=True, gone=1)
    assert (again.has_evidence, again.is_revised) == (True, True)
    assert agreed((again, votes[1]), 1) is None
    assert settle((again, votes[1]), "3", "Shown", 1).level == 3


def test_a_new_round_keeps_it_as_not_sure() -> None:
    (item,) = round_of(votes_of(("3", "4")), {CODE: 1}).items(STANDARD)
    kept = left_open(item)
    assert (kept.rating, kept.reason, kept.people) == (Rating(unsure=True), LEFT_OPEN, 3)
    closed = Round(1, Division.everything, {}, {}, (), {CODE: kept}, 3)
    assert differed(STANDARD, closed) == (Differed(CODE, 3, is_open=True, lower_gone=True),)


def test_a_typed_reason_is_never_read_as_an_open_item() -> None:
    votes = votes_of(("1", "3"))
    with pytest.raises(NotSettled, match="settle-reason-reserved"):
        settle(votes, "1", LEFT_OPEN)
    with pytest.raises(NotSettled, match="settle-reason-reserved"):
        lowered(settle(votes, "1", "why"), "0", LEFT_OPEN)
    assert reason_words(LEFT_OPEN).key == "settle-why-own"


def test_no_more_people_differed_than_answered() -> None:
    """A person who answered only one domain and was taken off it no longer counts among those who answered."""
    (told,) = differed(STANDARD, round_of(votes_of(("3",)), {CODE: 1}, answered=1))
    assert told.people == 1


@given(all_votes(), st.sets(st.integers(1, 4)))
def test_no_matter_who_goes_the_star_never_rises_without_a_word(votes: tuple[Vote, ...], going: set[int]) -> None:
    """No answer counts for more than before: it is what it was, or less, or it is not sure, or nobody answers it any more."""
    said = by_code(votes)
    left = tuple(each for each in votes if each.number not in going)
    settled = {code: done for code, of_code in said.items() if (done := agreed(of_code)) is not None}
    gone = {
        code: people
        for code, of_code in said.items()
        if code not in settled
        and (
            people := lower_gone(
                [each for each in of_code if each.number not in going], [each for each in of_code if each.number in going]
            )
        )
    }
    before, after = star_of(STANDARD, votes, settled), star_of(STANDARD, left, settled, gone)
    assert after.low <= before.low
    items = {item.code: item for item in compared(STANDARD, left, settled, gone)}
    assert set(gone) & {each.code for each in left} <= set(items)


@given(all_votes())
def test_a_person_holds_down_the_items_whose_lowest_answer_is_theirs_alone(votes: tuple[Vote, ...]) -> None:
    items = compared(STANDARD, votes, {})
    for number in (1, 2, 3, 4):
        lowest = [
            item
            for item in items
            if [each.number for each in item.votes if not each.unsure and each.claims == item.lowest] == [number]
            and state_of(item.votes) is not ItemState.agreed
        ]
        assert held_down(items, number) == len(lowest)
