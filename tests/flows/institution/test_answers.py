"""What an institution answers, on what its people differed, whose evidence goes, and what may leave with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens, Rating
from flows.institution.answers import Lent, Said, answers_of, differed, missing, votes_to_leave, with_evidence
from flows.institution.comparison import ItemState, Settled, Vote, by_code, state_of
from flows.institution.division import Division
from flows.institution.rounds import Round
from flows.institution.settling import LEFT_OPEN, LEFT_OUT, RUNGS, NotSettled, agreed, lowered, marks_below, settle
from tests.flows.institution.votes import CODES, MARKS, STANDARD, all_votes, vote

PEOPLE = (1, 2, 3, 4)


def round_of(votes: tuple[Vote, ...], settled: dict[str, Settled] | None = None) -> Round:
    """A round in which everybody has handed in everything."""
    domains = {domain.code: PEOPLE for domain in STANDARD.domains}
    return Round(1, Division.everything, domains, domains, votes, settled or {}, len(PEOPLE))


@st.composite
def settled_rounds(draw: st.DrawFn) -> Round:
    """A round in which some of what can be settled is, by agreement or by the coordinator."""
    votes, settled = draw(all_votes()), {}
    for code, said in by_code(votes).items():
        done = agreed(said)
        if done is None and draw(st.booleans()):
            try:
                done = settle(said, draw(st.sampled_from(MARKS)), "why")
            except NotSettled:
                continue
        if done is not None and draw(st.booleans()):
            settled[code] = done
    return round_of(votes, settled)


@given(settled_rounds())
def test_the_result_is_what_is_settled_and_of_the_rest_the_lowest(found: Round) -> None:
    ratings = answers_of(STANDARD, found)
    for code, said in by_code(found.votes).items():
        claims = [each.claims for each in said if not each.unsure]
        claimed = ratings[code].read(Lens.claimed)
        if code in found.settled:
            assert ratings[code] == found.settled[code].rating
        elif claims:
            assert claimed == min(claims)
        else:
            assert ratings[code].unsure
        assert claimed <= max(claims, default=0)  # never above what somebody claims
    assert set(missing(STANDARD, found)) == set(CODES) - set(by_code(found.votes))


@given(settled_rounds())
def test_who_differed_is_told_with_the_reason_or_as_open(found: Round) -> None:
    told = {each.code: each for each in differed(STANDARD, found)}
    for code, said in by_code(found.votes).items():
        apart = state_of(said) is not ItemState.agreed
        assert (code in told) == apart
        if apart:
            assert told[code].is_open == (code not in found.settled)
            assert told[code].reason == ("why" if code in found.settled else "")


def test_what_was_left_open_when_a_new_round_began_stays_open() -> None:
    code = CODES[0]
    (one,) = differed(STANDARD, round_of((), {code: Settled(code, 1, reason=LEFT_OPEN, people=2, differed=True)}))
    assert (one.is_open, one.reason, one.people) == (True, "", 2)


def test_a_settled_answer_is_lowered_with_a_reason_and_never_raised() -> None:
    done = Settled("s-a", 3, people=2)
    assert marks_below(done) == ("2", "1", "0", "unsure")
    lower = lowered(done, "1", "No record")
    assert (lower.level, lower.reason, lower.differed, lower.people) == (1, "No record", True, 2)
    assert lowered(done, "unsure", "We do not know").rating == Rating(unsure=True)
    for mark in ("3", "4", LEFT_OUT, "6", ""):
        with pytest.raises(NotSettled):
            lowered(done, mark, "why")
    with pytest.raises(NotSettled):
        lowered(done, "1", "")
    assert marks_below(Settled("s-a", 0, not_applicable="never")) == (*reversed(RUNGS[:5]), "unsure")
    assert marks_below(Settled("s-a", 0, unsure=True)) == ()


def test_the_evidence_that_fits_an_answer_best_goes_with_it() -> None:
    low, fitting, high = (Evidence(what, rung) for what, rung in (("low", 1), ("fits", 3), ("high", 5)))
    lent = [Lent(3, "s-a", high), Lent(2, "s-a", low), Lent(4, "s-a", fitting)]
    assert with_evidence({"s-a": Rating(3)}, lent)["s-a"].evidence == fitting
    assert with_evidence({"s-a": Rating(3)}, lent[:1])["s-a"].evidence == high
    mine = Evidence("mine", 3)
    assert with_evidence({"s-a": Rating(3)}, [*lent, Lent(9, "s-a", mine, True)])["s-a"].evidence == mine
    for rating in (Rating(unsure=True), Rating(not_applicable="never")):
        assert with_evidence({"s-a": rating}, lent)["s-a"].evidence is None
    assert with_evidence({"s-b": Rating(3)}, lent)["s-b"].evidence is None


def test_single_answers_leave_only_if_everybody_agrees_and_say_no_name_by_their_order() -> None:
    votes = (vote(1, "s-a", "4"), vote(2, "s-a", "1", has_evidence=True), vote(3, "s-b", "unsure"))
    assert votes_to_leave(votes, (1, 2), {}) == {}
    assert votes_to_leave((), (1,), {}) == {}
    given = votes_to_leave(votes, (1, 2, 3, 4), {1: "Ann"})
    assert given == {"s-a": (Said(1, has_evidence=True), Said(4, who="Ann")), "s-b": (Said(0, unsure=True),)}
