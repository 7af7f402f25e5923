"""Two windows of one reader, or of one institution: nothing that is newer than what a window shows is ever overwritten."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.review.case import Case
from flows.review.decisions import Decision, EvidenceFinding
from flows.review.entries import Assigned, Detail, EvidenceKind, Finding, Move, Objection, Point, Refused
from flows.review.independence import Actor
from flows.review.marks import mark_of
from flows.review.moving import moved
from flows.review.refusals import Overtaken
from flows.review.repeats import repeats
from flows.review.states import CaseEvent, CaseState, Seat
from tests.flows.review.played import (
    ADMINISTRATOR,
    CODES,
    FIRST,
    FOURTH,
    MEMBER,
    SECOND,
    Play,
    case_in,
    confirmed,
    lowered,
    more_asked,
    supports,
    weekdays,
)

CLAIMS = dict(zip(CODES, (4, 2, 1), strict=True))
DECISIONS = st.sampled_from(CODES).flatmap(
    lambda code: st.sampled_from([confirmed(code, CLAIMS[code]), lowered(code, 0), more_asked(code)])
)
# A window looks at the case, or sends a decision, or a finding, as it saw the item last.
STEPS = st.lists(
    st.tuples(st.integers(0, 1), st.one_of(st.none(), DECISIONS, st.sampled_from(CODES).map(lambda code: supports(code)))),
    max_size=14,
)


def does(play: Play, event: CaseEvent, by: Actor, detail: Detail, seen: Case) -> Case:
    """Carry out an event as somebody who saw this case."""
    code = detail.subdomain if isinstance(detail, Decision | Finding) else ""
    move = Move(event, by, play.now, detail, seen=mark_of(seen, event, by.person, code))
    play.case, entry = moved(play.case, move, weekdays, play.rules)
    assert entry.move == replace(move, seen=None)
    play.entries.append(entry)
    return play.case


@given(STEPS)
def test_of_two_windows_neither_overwrites_what_it_has_not_seen(steps: list[tuple[int, Decision | Finding | None]]) -> None:
    play = case_in(CaseState.in_review)
    windows, recorded = [play.case, play.case], dict[str, int]()
    for window, said in steps:
        if said is None:
            windows[window] = play.case
            continue
        event = CaseEvent.decide if isinstance(said, Decision) else CaseEvent.examine
        before, knows = play.case, windows[window].version
        try:
            does(play, event, FIRST, said, windows[window])
        except Overtaken:
            assert play.case == before
            # It is refused only if something is newer.
            assert recorded[said.subdomain] > knows
        else:
            assert recorded.get(said.subdomain, 0) <= knows
            recorded[said.subdomain] = play.case.version


def test_a_decision_never_takes_the_place_of_one_that_was_not_seen() -> None:
    play = case_in(CaseState.in_review)
    before = play.case
    does(play, CaseEvent.decide, FIRST, lowered("s-a", 2), before)
    with pytest.raises(Overtaken):
        does(play, CaseEvent.decide, FIRST, confirmed("s-a", 4), before)
    # Another item, and the same one as it is now, can be decided.
    does(play, CaseEvent.decide, FIRST, confirmed("s-b", 2), before)
    assert does(play, CaseEvent.decide, FIRST, confirmed("s-a", 4), play.case).decision("s-a") == confirmed("s-a", 4)


def test_a_finding_is_newer_than_the_decision_that_did_not_see_it() -> None:
    play = case_in(CaseState.in_review)
    before = play.case
    does(play, CaseEvent.examine, FIRST, Finding("s-a", 0, EvidenceFinding.out_of_date), before)
    with pytest.raises(Overtaken):
        does(play, CaseEvent.decide, FIRST, lowered("s-a", 2), before)
    with pytest.raises(Overtaken):
        does(play, CaseEvent.examine, FIRST, supports("s-a", EvidenceKind.record), before)


def test_nobody_is_assigned_over_somebody_whom_the_administrator_does_not_see() -> None:
    play = case_in(CaseState.in_review)
    before = play.case
    play.do(CaseEvent.decide, FIRST, lowered("s-a", 2))  # what a reader does changes nothing about who reads
    does(play, CaseEvent.assign, ADMINISTRATOR, Assigned(SECOND), before)
    assert repeats(play.case, Move(CaseEvent.assign, ADMINISTRATOR, play.now, Assigned(SECOND)))
    with pytest.raises(Overtaken):
        does(play, CaseEvent.assign, ADMINISTRATOR, Assigned(FOURTH), before)
    assert play.case.sits(Seat.first, SECOND.person)
    with pytest.raises(Overtaken):
        does(play, CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.first), before)


def test_questions_go_out_as_they_were_seen() -> None:
    play = case_in(CaseState.in_review)
    play.decide(FIRST, more_asked("s-a"))
    before = play.case
    play.decide(FIRST, more_asked("s-b"))
    with pytest.raises(Overtaken):
        does(play, CaseEvent.ask_more, FIRST, None, before)
    assert does(play, CaseEvent.ask_more, FIRST, None, play.case).waiting == ("s-a", "s-b")


@pytest.mark.parametrize(
    ("event", "detail"), [(CaseEvent.agree, None), (CaseEvent.object, Objection((Point("s-a", "It is there."),)))]
)
def test_an_institution_answers_the_opinion_that_it_read(event: CaseEvent, detail: Detail) -> None:
    play = case_in(CaseState.opinion)
    before = play.case
    play.do(CaseEvent.step_back, FIRST)
    play.seat(FOURTH)
    play.decide(FOURTH, lowered("s-a", 0), lowered("s-b", 0))
    play.do(CaseEvent.finish_reading, FOURTH, before.scope)
    if play.case.state is CaseState.second_reading:
        if play.case.second is None:
            play.seat(SECOND)
        play.decide(SECOND, lowered("s-a", 0), lowered("s-b", 0))
        play.do(CaseEvent.finish_second_reading, SECOND, before.scope)
    assert play.case.state is CaseState.opinion
    with pytest.raises(Overtaken):
        does(play, event, MEMBER, detail, before)
    assert does(play, event, MEMBER, detail, play.case).state is not CaseState.opinion
