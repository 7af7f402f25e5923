"""Who may read a case, and what follows if a reader leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.review.case import Case
from flows.review.entries import Assigned, Detail, Move, Objection, Point, Refused, Request
from flows.review.independence import Actor, Declaration, is_drawn, needs_second_reading
from flows.review.moving import requested
from flows.review.refusals import CaseRefusal, NotNow, NotTheirs
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseState, Party, Seat
from tests.flows.review.played import (
    ADMINISTRATOR,
    DRAWN_SEED,
    FIRST,
    FOURTH,
    INSTITUTION,
    MEMBER,
    MONDAY,
    OWN,
    OWN_ADMINISTRATOR,
    PLAIN_SEED,
    SECOND,
    STRANGER,
    THIRD,
    Play,
    case_in,
    confirmed,
    given_with,
    lowered,
    scope,
    submission,
    weekdays,
)


def refused(play: Play, event: CaseEvent, by: Actor, detail: Detail = None) -> str:
    """Return the key of the sentence with which an event is refused."""
    with pytest.raises(CaseRefusal) as caught:
        play.do(event, by, detail or given_with(event, play.case))
    return caught.value.why.key


@pytest.mark.parametrize(
    ("state", "reader", "key"),
    [
        (CaseState.submitted, OWN, "case-own-institution"),
        (CaseState.submitted, MEMBER, "case-not-a-reviewer"),
        (CaseState.submitted, ADMINISTRATOR, "case-not-a-reviewer"),
        (CaseState.second_reading, FIRST, "case-needs-another-person"),
        (CaseState.objected, FIRST, "case-needs-another-person"),
        (CaseState.objected, OWN, "case-own-institution"),
    ],
)
def test_who_cannot_be_assigned(state: CaseState, reader: Actor, key: str) -> None:
    assert refused(case_in(state), CaseEvent.assign, ADMINISTRATOR, Assigned(reader)) == key


def test_the_second_reader_may_read_the_objection() -> None:
    assert case_in(CaseState.objected).seat(SECOND).objecting is not None


@pytest.mark.parametrize("event", [CaseEvent.assign, CaseEvent.issue, CaseEvent.rescind])
def test_administrators_are_not_exempt(event: CaseEvent) -> None:
    states = {CaseEvent.assign: CaseState.submitted, CaseEvent.issue: CaseState.ready, CaseEvent.rescind: CaseState.issued}
    assert refused(case_in(states[event]), event, OWN_ADMINISTRATOR) == "case-own-institution"


def test_a_reader_who_joins_the_institution_later_cannot_go_on() -> None:
    joined = Actor(Party.reviewer, FIRST.person, frozenset({INSTITUTION}))
    assert refused(case_in(CaseState.in_review), CaseEvent.decide, joined) == "case-own-institution"


@pytest.mark.parametrize("tie", [Declaration(is_employed=True), Declaration(is_paid=True), Declaration(advises=True)])
def test_a_tie_keeps_a_reviewer_out_until_they_step_back(tie: Declaration) -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    play.do(CaseEvent.assign, ADMINISTRATOR, Assigned(FIRST))
    assert refused(play, CaseEvent.accept, FIRST) == "case-declare-first"
    assert refused(play, CaseEvent.declare, FIRST, tie) == "case-has-tie"
    assert play.do(CaseEvent.step_back, FIRST).first is None
    assert refused(play, CaseEvent.assign, ADMINISTRATOR, Assigned(FIRST)) == "case-reviewer-stepped-back"


def test_a_link_of_a_reviewer_is_not_read_by_them_if_their_own_institution_uses_it() -> None:
    play = Play(reviewer=OWN)
    assert play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1)).first is None


def test_nobody_asks_in_the_name_of_another_reviewer() -> None:
    for reviewer in (None, SECOND):
        with pytest.raises(NotTheirs):
            requested(Move(CaseEvent.request, FIRST, MONDAY, Request("case 1", reviewer)), weekdays)
    play = Play(reviewer=FIRST)
    assert refused(play, CaseEvent.take_back, SECOND) == "case-not-assigned"
    assert play.do(CaseEvent.take_back, FIRST).state is CaseState.lapsed


def test_an_institution_hands_in_for_itself_alone_and_a_link_is_used_once() -> None:
    play = Play()
    assert refused(play, CaseEvent.submit, STRANGER) == "case-other-institution"
    play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    assert refused(play, CaseEvent.submit, STRANGER) == "case-now-submitted"
    assert refused(play, CaseEvent.withdraw, STRANGER) == "case-other-institution"
    former = Actor(Party.institution, MEMBER.person)
    assert refused(play, CaseEvent.withdraw, former) == "case-other-institution"


def test_the_institution_refuses_one_reviewer_and_not_a_second() -> None:
    play = case_in(CaseState.in_review)
    play.decide(FIRST, lowered("s-a", 2))
    case = play.do(CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.first))
    assert (case.first, case.recorded, case.refused) == (None, (), (FIRST.person,))
    assert refused(play, CaseEvent.decide, FIRST) == "case-reviewer-was-refused"
    assert refused(play, CaseEvent.assign, ADMINISTRATOR, Assigned(FIRST)) == "case-reviewer-was-refused"
    play.seat(SECOND)
    assert refused(play, CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.first)) == "case-refused-before"


def test_after_the_opinion_only_the_reader_of_the_objection_can_be_refused() -> None:
    play = case_in(CaseState.objected)
    assert refused(play, CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.first)) == "case-opinion-given"
    assert refused(play, CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.objection)) == "case-nobody-to-refuse"
    play.seat(THIRD)
    assert play.do(CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.objection)).objecting is None


@pytest.mark.parametrize(
    ("state", "reader", "dest", "seats_kept"),
    [
        (CaseState.submitted, FIRST, CaseState.submitted, set()),
        (CaseState.in_review, FIRST, CaseState.in_review, set()),
        (CaseState.more_asked, FIRST, CaseState.more_asked, set()),
        (CaseState.second_reading, FIRST, CaseState.in_review, set()),
        (CaseState.opinion, FIRST, CaseState.in_review, set()),
        (CaseState.opinion, SECOND, CaseState.second_reading, {Seat.first}),
        (CaseState.objected, FIRST, CaseState.in_review, set()),
        (CaseState.objected, SECOND, CaseState.second_reading, {Seat.first}),
        (CaseState.ready, FIRST, CaseState.in_review, set()),
        (CaseState.ready, SECOND, CaseState.second_reading, {Seat.first}),
    ],
)
def test_who_steps_back_takes_their_decisions_along(
    state: CaseState, reader: Actor, dest: CaseState, seats_kept: set[Seat]
) -> None:
    case = case_in(state).do(CaseEvent.step_back, reader)
    assert (case.state, {each.seat for each in case.recorded}) == (dest, seats_kept)
    assert case.objection is None
    assert reader.person in case.left


def settled() -> Play:
    """A case whose objection was read by a third person."""
    play = case_in(CaseState.objected)
    play.seat(THIRD)
    play.decide(THIRD, confirmed("s-a", 4))
    play.do(CaseEvent.settle_objection, THIRD)
    return play


def test_the_reader_of_an_objection_may_step_back_before_the_issue() -> None:
    play = settled()
    case = play.do(CaseEvent.step_back, THIRD)
    assert (case.state, case.objection is not None) == (CaseState.objected, True)
    assert {each.seat for each in case.recorded} == {Seat.first, Seat.second}
    play.seat(FOURTH)
    assert refused(play, CaseEvent.settle_objection, FOURTH) == "case-undecided"


def test_a_replaced_reader_takes_their_decisions_along_too() -> None:
    play = case_in(CaseState.in_review)
    play.decide(FIRST, lowered("s-a", 2))
    case = play.do(CaseEvent.assign, ADMINISTRATOR, Assigned(SECOND))
    assert (case.recorded, case.left) == ((), ())
    assert refused(play, CaseEvent.decide, FIRST) == "case-not-assigned"
    assert refused(play, CaseEvent.decide, SECOND) == "case-declare-first"


@pytest.mark.parametrize(
    ("star", "seed", "state"),
    [
        (3, PLAIN_SEED, CaseState.opinion),
        (3, DRAWN_SEED, CaseState.second_reading),
        (4, PLAIN_SEED, CaseState.second_reading),
        (5, DRAWN_SEED, CaseState.second_reading),
    ],
)
def test_which_cases_a_second_person_reads(star: int, seed: str, state: CaseState) -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1))
    play.seat(FIRST)
    play.do(CaseEvent.accept, FIRST, scope(star=star, seed=seed))
    play.decide(FIRST, confirmed("s-a", 4), confirmed("s-b", 2))
    assert play.do(CaseEvent.finish_reading, FIRST, scope(star=1, seed=PLAIN_SEED)).state is state


def test_the_second_reader_decides_every_item_and_their_decision_counts() -> None:
    play = case_in(CaseState.second_reading)
    play.seat(SECOND)
    play.decide(SECOND, confirmed("s-a", 4))
    assert refused(play, CaseEvent.finish_second_reading, SECOND) == "case-undecided"
    case = play.decide(SECOND, lowered("s-b", 1))
    assert [(each.subdomain, each.rung) for each in case.decisions] == [("s-a", 4), ("s-b", 1)]


def test_what_must_be_looked_at_is_never_dropped() -> None:
    play = case_in(CaseState.in_review)
    play.decide(FIRST, lowered("s-a", 2))
    assert refused(play, CaseEvent.finish_reading, FIRST, scope("s-a")) == "case-undecided"
    play.decide(FIRST, confirmed("s-b", 2))
    assert refused(play, CaseEvent.finish_reading, FIRST, scope("s-c")) == "case-undecided"
    with pytest.raises(ValueError, match="not handed in"):
        play.do(CaseEvent.finish_reading, FIRST, scope("s-z"))


def test_an_objection_names_lowered_items_in_words() -> None:
    play = case_in(CaseState.opinion)
    for points in ((), (Point("s-b", "Confirmed."),), (Point("s-a", "Once."), Point("s-a", "Twice."))):
        assert refused(play, CaseEvent.object, MEMBER, Objection(points)) == "case-objects-to-nothing"
    assert refused(play, CaseEvent.object, MEMBER, Objection((Point("s-a", " … "),))) == "case-objection-needs-text"


def test_a_result_is_rescinded_with_a_reason_and_once() -> None:
    play = case_in(CaseState.issued)
    assert refused(play, CaseEvent.rescind, ADMINISTRATOR) == "case-needs-reason"
    play.do(CaseEvent.rescind, ADMINISTRATOR, reason="The file was another's.")
    with pytest.raises(NotNow):
        play.do(CaseEvent.rescind, ADMINISTRATOR, reason="Again.")
    assert refused(play, CaseEvent.supersede, Actor(Party.clock)) == "case-not-superseded"


def test_the_draw_is_the_same_each_time_and_about_as_often_as_it_says() -> None:
    seeds = [f"number {at}" for at in range(2000)]
    drawn = [seed for seed in seeds if is_drawn(seed, 10)]
    assert drawn == [seed for seed in seeds if is_drawn(seed, 10)]
    assert 160 <= len(drawn) <= 240
    assert not any(is_drawn(seed, 0) for seed in seeds)
    assert all(is_drawn(seed, 100) for seed in seeds)
    assert needs_second_reading(4, PLAIN_SEED, DEFAULT)
    assert not needs_second_reading(3, PLAIN_SEED, DEFAULT)


def test_a_case_knows_the_seat_of_each_person() -> None:
    case: Case = settled().case
    seats = [case.seat_of(each.person) for each in (FIRST, SECOND, THIRD, FOURTH)]
    assert seats == [Seat.first, Seat.second, Seat.objection, None]


def test_who_steps_back_from_an_objection_leaves_their_second_reading_too() -> None:
    play = case_in(CaseState.objected)
    play.seat(SECOND)
    assert (play.case.seat_of(SECOND.person), play.case.earliest_seat_of(SECOND.person)) == (Seat.objection, Seat.second)
    case = play.do(CaseEvent.step_back, SECOND)
    assert (case.state, case.left) == (CaseState.second_reading, (SECOND.person,))
    assert (case.second, case.objecting, case.objection) == (None, None, None)
    assert {each.person for each in case.recorded} == {FIRST.person}


def test_the_reader_of_an_objection_is_not_refused_if_they_read_second() -> None:
    play = case_in(CaseState.objected)
    play.seat(SECOND)
    assert refused(play, CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.objection)) == "case-opinion-given"
    play.seat(THIRD)
    case = play.do(CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.objection))
    assert (case.refused, case.objecting) == ((THIRD.person,), None)


def test_who_alone_has_read_a_case_does_not_issue_it() -> None:
    play = case_in(CaseState.in_review, star=1)
    play.decide(FIRST, lowered("s-a", 2), confirmed("s-b", 2))
    play.rules = replace(play.rules, second_reading_percent=0)
    play.do(CaseEvent.finish_reading, FIRST, scope(star=1))
    play.do(CaseEvent.agree, MEMBER)
    # The reviewer has become an administrator since.
    now_administrator = replace(FIRST, party=Party.administrator)
    with pytest.raises(NotTheirs) as caught:
        play.do(CaseEvent.issue, now_administrator, given_with(CaseEvent.issue, play.case))
    assert caught.value.why.key == "case-issuer-read-alone"
    assert play.do(CaseEvent.issue, ADMINISTRATOR, given_with(CaseEvent.issue, play.case)).state is CaseState.issued


def test_one_of_two_readers_may_issue() -> None:
    play = case_in(CaseState.ready)
    now_administrator = replace(FIRST, party=Party.administrator)
    assert play.do(CaseEvent.issue, now_administrator, given_with(CaseEvent.issue, play.case)).state is CaseState.issued
