"""Three whole cases, entry by entry, as one would read them in a log. The days are those of a calendar without holidays."""

from __future__ import annotations

from datetime import date

from flows.review.entries import Answered, Assigned, Issue, Move, Objection, Point, Request, Successor
from flows.review.independence import CLOCK, Declaration
from flows.review.moving import requested
from flows.review.states import CaseEvent, CaseState, ResultState, Turn
from tests.flows.review.played import (
    ADMINISTRATOR,
    FIRST,
    MEMBER,
    MONDAY,
    THIRD,
    Play,
    confirmed,
    item,
    lowered,
    more_asked,
    scope,
    submission,
    supports,
    weekdays,
)

CONFIRMED = """
02 Nov  reviewer 11: request → requested until 14 Dec, 0 used
04 Nov  institution 90: submit (s-a at 3, s-b at 2, s-c at 1) → submitted until 06 Nov, 0 used
05 Nov  reviewer 11: declare → submitted until 06 Nov, 1 used
05 Nov  reviewer 11: accept → in_review until 12 Nov, 1 used
06 Nov  reviewer 11: examine (s-a supports) → in_review until 12 Nov, 2 used
06 Nov  reviewer 11: decide (s-a confirmed 3) → in_review until 12 Nov, 2 used
06 Nov  reviewer 11: examine (s-b supports) → in_review until 12 Nov, 2 used
06 Nov  reviewer 11: decide (s-b confirmed 2) → in_review until 12 Nov, 2 used
09 Nov  reviewer 11: finish_reading → opinion until 16 Nov, 3 used
11 Nov  institution 90: agree → ready until 13 Nov, 3 used
12 Nov  administrator 1: issue (valid until 2027-11-12) → issued, 4 used
""".strip()

LOWERED = """
02 Nov  administrator 1: request → requested until 14 Dec, 0 used
02 Nov  institution 90: submit (s-a at 3, s-b at 2, s-c at 1) → submitted until 04 Nov, 0 used
02 Nov  administrator 1: assign (reviewer 11) → submitted until 04 Nov, 0 used
02 Nov  reviewer 11: declare → submitted until 04 Nov, 0 used
04 Nov  reviewer 11: accept → in_review until 11 Nov, 2 used
06 Nov  reviewer 11: decide (s-a more_asked) → in_review until 11 Nov, 4 used
06 Nov  reviewer 11: decide (s-b lowered 1) → in_review until 11 Nov, 4 used
06 Nov  reviewer 11: ask_more → more_asked until 20 Nov, 4 used
17 Nov  institution 90: answer_more (s-a at 4) → in_review until 20 Nov, 4 used
18 Nov  reviewer 11: examine (s-a supports) → in_review until 20 Nov, 5 used
18 Nov  reviewer 11: decide (s-a confirmed 4) → in_review until 20 Nov, 5 used
18 Nov  reviewer 11: finish_reading → opinion until 25 Nov, 5 used
25 Nov  institution 90: object (s-b: The minutes of May show it.) → objected until 30 Nov, 5 used
26 Nov  administrator 1: assign (reviewer 13) → objected until 01 Dec, 6 used
26 Nov  reviewer 13: declare → objected until 01 Dec, 6 used
27 Nov  reviewer 13: decide (s-b lowered 1) → objected until 01 Dec, 7 used
27 Nov  reviewer 13: settle_objection → ready until 01 Dec, 7 used
30 Nov  administrator 1: issue (valid until 2027-11-30) → issued, 8 used
14 Dec  clock: supersede (case 2) → issued, 8 used
15 Dec  administrator 1: rescind (The records were not those of this institution.) → issued, 8 used
""".strip()

WITHDRAWN = """
02 Nov  administrator 1: request → requested until 14 Dec, 0 used
02 Nov  institution 90: submit (s-a at 3, s-b at 2, s-c at 1) → submitted until 04 Nov, 0 used
02 Nov  administrator 1: assign (reviewer 11) → submitted until 04 Nov, 0 used
02 Nov  reviewer 11: declare → submitted until 04 Nov, 0 used
03 Nov  reviewer 11: accept → in_review until 10 Nov, 1 used
04 Nov  reviewer 11: decide (s-a more_asked) → in_review until 10 Nov, 2 used
04 Nov  reviewer 11: ask_more → more_asked until 18 Nov, 2 used
19 Nov  clock: go_on → in_review until 24 Nov, 2 used
20 Nov  institution 90: withdraw (We hand in again next year.) → withdrawn, 3 used
""".strip()


def test_a_case_that_is_confirmed() -> None:
    play = Play(reviewer=FIRST)
    play.days_later(2).do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    play.days_later(1).do(CaseEvent.declare, FIRST, Declaration())
    play.do(CaseEvent.accept, FIRST, scope())
    play.days_later(1)
    for code, rung in (("s-a", 3), ("s-b", 2)):
        play.do(CaseEvent.examine, FIRST, supports(code))
        play.do(CaseEvent.decide, FIRST, confirmed(code, rung, text=""))
    play.days_later(3).do(CaseEvent.finish_reading, FIRST, scope())
    play.days_later(2).do(CaseEvent.agree, MEMBER)
    case = play.days_later(1).do(CaseEvent.issue, ADMINISTRATOR, Issue(scope(), date(2027, 11, 12)))
    assert play.transcript() == CONFIRMED
    assert case.turn is Turn.nobody
    assert case.result_state(date(2027, 11, 11)) is ResultState.valid
    assert case.result_state(date(2027, 11, 12)) is ResultState.expired


def test_a_case_that_is_lowered_after_asking_and_after_an_objection() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    play.seat(FIRST)
    play.days_later(2).do(CaseEvent.accept, FIRST, scope())
    play.days_later(2).decide(FIRST, more_asked("s-a"), lowered("s-b", 1))
    play.do(CaseEvent.ask_more, FIRST)
    # The institution now claims more than at first, and hands in what shows it.
    play.days_later(11).do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 4),)))
    play.days_later(1).do(CaseEvent.examine, FIRST, supports("s-a", piece=1))
    play.decide(FIRST, confirmed("s-a", 4, text=""))
    play.do(CaseEvent.finish_reading, FIRST, scope())
    play.days_later(7).do(CaseEvent.object, MEMBER, Objection((Point("s-b", "The minutes of May show it."),)))
    play.days_later(1).do(CaseEvent.assign, ADMINISTRATOR, Assigned(THIRD))
    play.do(CaseEvent.declare, THIRD, Declaration())
    play.days_later(1).decide(THIRD, lowered("s-b", 1))
    play.do(CaseEvent.settle_objection, THIRD)
    case = play.days_later(3).do(CaseEvent.issue, ADMINISTRATOR, Issue(scope(), date(2027, 11, 30)))
    assert [(each.subdomain, each.rung) for each in case.decisions] == [("s-b", 1), ("s-a", 4)]
    case = play.days_later(14).do(CaseEvent.supersede, CLOCK, Successor("case 2"))
    assert case.result_state(date(2026, 12, 14)) is ResultState.superseded
    reason = "The records were not those of this institution."
    case = play.days_later(1).do(CaseEvent.rescind, ADMINISTRATOR, reason=reason)
    assert case.result_state(date(2026, 12, 15)) is ResultState.rescinded
    assert play.transcript() == LOWERED


def test_a_case_that_is_withdrawn() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    play.seat(FIRST)
    play.days_later(1).do(CaseEvent.accept, FIRST, scope())
    play.days_later(1).decide(FIRST, more_asked("s-a"))
    play.do(CaseEvent.ask_more, FIRST)
    play.days_later(15).do(CaseEvent.go_on, CLOCK)
    case = play.days_later(1).do(CaseEvent.withdraw, MEMBER, reason="We hand in again next year.")
    assert play.transcript() == WITHDRAWN
    assert (case.state, case.result, case.result_state(date(2026, 11, 20))) == (CaseState.withdrawn, None, None)


def test_a_log_begins_with_a_link_that_waits() -> None:
    case, entry = requested(Move(CaseEvent.request, ADMINISTRATOR, MONDAY, Request("case 1")), weekdays)
    assert (case.state, case.turn, case.due, case.version) == (entry.state, Turn.institution, date(2026, 12, 14), 1)
