"""Which case is drawn and who rates it, what they see, and what they may say."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from flows.review.decisions import Decision, DecisionKind
from flows.review.double_rating import (
    Candidate,
    Quarter,
    blinded,
    can_rate,
    check_declaration,
    check_finished,
    check_rated,
    drawn,
    items_to_rate,
    quarter_of,
)
from flows.review.entries import Answered, Assigned, Issue, Refused
from flows.review.independence import Declaration
from flows.review.refusals import NotNow, NotTheirs, NotValid
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseState, Seat
from tests.flows.review.played import (
    ADMINISTRATOR,
    CODES,
    FIRST,
    FOURTH,
    MEMBER,
    OWN,
    SECOND,
    THIRD,
    Play,
    case_in,
    confirmed,
    item,
    lowered,
    more_asked,
    scope,
    submission,
)

SIX = tuple(Candidate(case, (11, 12, 13)) for case in range(1, 7))


@pytest.mark.parametrize(
    ("day", "code", "begins", "before"),
    [
        (date(2026, 1, 1), "2026-Q1", date(2026, 1, 1), "2025-Q4"),
        (date(2026, 3, 31), "2026-Q1", date(2026, 1, 1), "2025-Q4"),
        (date(2026, 4, 1), "2026-Q2", date(2026, 4, 1), "2026-Q1"),
        (date(2026, 12, 31), "2026-Q4", date(2026, 10, 1), "2026-Q3"),
    ],
)
def test_quarters(day: date, code: str, begins: date, before: str) -> None:
    quarter = quarter_of(day)
    assert (quarter.code, quarter.begins, quarter.before.code) == (code, begins, before)
    assert quarter.before.after == quarter == quarter.after.before
    assert Quarter(quarter.year, quarter.number) == quarter


def test_a_draw_can_be_repeated_whatever_the_order_of_the_candidates() -> None:
    first = drawn("seed", SIX)
    assert first == drawn("seed", tuple(reversed(SIX)))
    assert first == drawn("seed", [Candidate(each.case, tuple(reversed(each.raters))) for each in SIX])


def test_each_case_and_each_rater_has_the_same_chance() -> None:
    found = [drawn(f"seed {number}", SIX) for number in range(6000)]
    cases, raters = (Counter(each[place] for each in found if each is not None) for place in (0, 1))
    # Four standard deviations of 1000 draws in 6000, and of 2000.
    assert all(abs(count - 1000) < 116 for count in cases.values())
    assert len(cases) == len(SIX)
    assert all(abs(count - 2000) < 147 for count in raters.values())


def test_a_case_that_nobody_can_rate_is_not_drawn() -> None:
    assert drawn("seed", ()) is None
    assert drawn("seed", [Candidate(1, ())]) is None
    assert drawn("seed", [Candidate(1, ()), Candidate(2, (13,))]) == (2, 13)


def test_only_a_reviewer_who_had_nothing_to_do_with_a_case_rates_it() -> None:
    play = case_in(CaseState.issued)
    able = [
        reader for reader in (FIRST, SECOND, THIRD, FOURTH, OWN, ADMINISTRATOR) if can_rate(play.case, play.entries, reader)
    ]
    # The first and the second reader know the decisions, OWN belongs to the institution.
    assert able == [THIRD, FOURTH]


def test_nobody_rates_who_was_refused_stepped_back_or_was_replaced() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1))
    for reader in (FIRST, SECOND):
        play.do(CaseEvent.assign, ADMINISTRATOR, Assigned(reader))
        play.do(CaseEvent.declare, reader, Declaration())
    play.do(CaseEvent.refuse_reviewer, MEMBER, Refused(Seat.first))
    play.seat(THIRD)
    play.do(CaseEvent.step_back, THIRD)
    play.seat(FOURTH)
    assert not [each for each in (FIRST, SECOND, THIRD, FOURTH) if can_rate(play.case, play.entries, each)]


def test_what_had_to_be_looked_at_from_the_beginning_is_rated() -> None:
    play = case_in(CaseState.issued)
    assert items_to_rate(play.case, play.entries) == ("s-a", "s-b")
    assert items_to_rate(case_in(CaseState.ready).case, case_in(CaseState.ready).entries) == ()
    play.do(CaseEvent.rescind, ADMINISTRATOR, reason="A mistake.")
    assert items_to_rate(play.case, play.entries) == ()


def test_an_item_that_was_added_after_a_fall_is_not_rated() -> None:
    """It would tell the rater that an item of the same domain was lowered."""
    play = _read(more=("s-c",))
    assert play.case.must_look == ("s-a", "s-b", "s-c")
    assert items_to_rate(play.case, play.entries) == ("s-a", "s-b")


def test_a_rater_sees_what_was_handed_in_and_nothing_of_what_anybody_thinks() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1))
    play.seat(FIRST)
    play.do(CaseEvent.accept, FIRST, scope(star=1))
    play.decide(FIRST, more_asked("s-a"), lowered("s-b", 1))
    play.do(CaseEvent.ask_more, FIRST)
    play.do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 3),)))
    play.decide(FIRST, lowered("s-a", 2))
    seen = blinded(play.case)
    assert [seen.decision(code) for code in CODES] == [None] * 3
    assert (seen.findings, seen.recorded, seen.result, seen.objection, seen.scope) == ((), (), None, None, None)
    assert seen.pieces("s-a") == play.case.pieces("s-a")
    assert seen.items == play.case.items


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (confirmed("s-c", 1), "decision-unknown-item"),
        (more_asked("s-a"), "rating-asks-nothing"),
        (confirmed("s-a", 3), "decision-not-as-claimed"),
        (lowered("s-a", 4), "decision-not-lower"),
        (Decision("s-a", DecisionKind.lowered, 2), "decision-needs-reason"),
        (confirmed("s-a", 4, "x" * 1001), "case-text-too-long"),
    ],
)
def test_a_rating_follows_the_rules_of_a_reading(decision: Decision, why: str) -> None:
    with pytest.raises(NotValid) as refused:
        check_rated(blinded(case_in(CaseState.issued).case), ("s-a", "s-b"), decision)
    assert refused.value.why.key == why


def test_a_claim_is_confirmed_without_a_word_about_thin_evidence() -> None:
    """What a rater finds in the evidence is not recorded, so nothing warns them of too little of it."""
    check_rated(blinded(case_in(CaseState.issued).case), ("s-a", "s-b"), confirmed("s-a", 4, ""))


def test_a_rater_with_a_tie_is_told_to_leave_it() -> None:
    check_declaration(Declaration(), DEFAULT)
    with pytest.raises(NotTheirs):
        check_declaration(Declaration(advises=True), DEFAULT)


def test_a_rating_is_finished_when_every_item_is_rated() -> None:
    check_finished(("s-a",), {"s-a": confirmed("s-a", 4)})
    with pytest.raises(NotNow):
        check_finished(("s-a", "s-b"), {"s-a": confirmed("s-a", 4)})


def _read(more: tuple[str, ...]) -> Play:
    """An issued case in which more had to be looked at in the end."""
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1))
    play.seat(FIRST)
    play.do(CaseEvent.accept, FIRST, scope(star=1))
    play.decide(FIRST, lowered("s-a", 2), confirmed("s-b", 2), confirmed("s-c", 1))
    wider = scope("s-a", "s-b", *more, star=1)
    play.do(CaseEvent.finish_reading, FIRST, wider)
    play.do(CaseEvent.agree, MEMBER)
    play.do(CaseEvent.issue, ADMINISTRATOR, Issue(wider, date(2027, 11, 1)))
    return play
