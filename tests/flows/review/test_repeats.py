"""What somebody presses a second time changes nothing: which moves say again what a case holds already."""

from __future__ import annotations

import pytest

from flows.review.decisions import DecisionKind
from flows.review.entries import Answered, Assigned, Detail, EvidenceKind, Move, Point
from flows.review.independence import Actor, Declaration
from flows.review.repeats import repeats
from flows.review.states import CaseEvent, CaseState
from tests.flows.review.played import (
    ADMINISTRATOR,
    FIRST,
    MEMBER,
    MONDAY,
    SECOND,
    Play,
    case_in,
    confirmed,
    lowered,
    more_asked,
    scope,
    supports,
)

SEEN = supports("s-a", EvidenceKind.document)


def read() -> Play:
    """A case in its first reading, with a finding and a decision."""
    play = case_in(CaseState.in_review)
    play.do(CaseEvent.examine, FIRST, SEEN)
    play.do(CaseEvent.decide, FIRST, confirmed("s-a", 4))
    return play


def again(play: Play, event: CaseEvent, by: Actor, detail: Detail) -> bool:
    return repeats(play.case, Move(event, by, MONDAY, detail))


@pytest.mark.parametrize(
    ("event", "by", "detail"),
    [
        (CaseEvent.declare, FIRST, Declaration()),
        (CaseEvent.examine, FIRST, SEEN),
        (CaseEvent.decide, FIRST, confirmed("s-a", 4)),
        (CaseEvent.assign, ADMINISTRATOR, Assigned(FIRST)),
    ],
)
def test_the_same_again_changes_nothing(event: CaseEvent, by: Actor, detail: Detail) -> None:
    assert again(read(), event, by, detail)


@pytest.mark.parametrize(
    ("event", "by", "detail"),
    [
        (CaseEvent.declare, FIRST, Declaration(is_paid=True)),
        (CaseEvent.declare, SECOND, Declaration()),
        (CaseEvent.examine, FIRST, supports("s-a", EvidenceKind.record)),
        (CaseEvent.examine, FIRST, supports("s-b", EvidenceKind.document)),
        (CaseEvent.decide, FIRST, confirmed("s-a", 4, "Other words")),
        (CaseEvent.decide, FIRST, lowered("s-a", 1)),
        (CaseEvent.decide, FIRST, confirmed("s-b", 4)),
        (CaseEvent.decide, SECOND, confirmed("s-a", 4)),
        (CaseEvent.assign, ADMINISTRATOR, Assigned(SECOND)),
        (CaseEvent.assign, SECOND, Assigned(FIRST)),
        (CaseEvent.finish_reading, FIRST, scope()),
    ],
)
def test_anything_else_is_a_move(event: CaseEvent, by: Actor, detail: Detail) -> None:
    assert not again(read(), event, by, detail)


def test_what_is_decided_after_an_answer_is_decided_again() -> None:
    play, seen = case_in(CaseState.more_asked), confirmed("s-b", 2)
    play.do(CaseEvent.answer_more, MEMBER, Answered(words=(Point("s-a", "It is kept on paper."),)))
    play.decide(FIRST, seen)
    assert again(play, CaseEvent.decide, FIRST, seen)
    play = case_in(CaseState.in_review)
    play.decide(FIRST, seen, more_asked("s-a"))
    play.do(CaseEvent.ask_more, FIRST)
    play.do(CaseEvent.answer_more, MEMBER, Answered(words=(Point("s-a", "It is kept on paper."),)))
    assert not again(play, CaseEvent.decide, FIRST, seen)


def test_in_a_state_without_a_reader_nothing_is_said_again() -> None:
    play = case_in(CaseState.opinion)
    decision = play.case.decisions[0]
    assert decision.kind is not DecisionKind.more_asked
    assert not again(play, CaseEvent.decide, FIRST, decision)
