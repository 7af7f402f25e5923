"""Checks each event against the rules: what has to be true of the case, and of what is given, before it is carried out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from flows.dialogue import Phrase, phrase
from flows.review.case import Case
from flows.review.deadlines import is_overdue
from flows.review.deciding import check_decision, check_finding, check_text
from flows.review.decisions import Decision, DecisionKind
from flows.review.effects import widened
from flows.review.entries import NEEDS_REASON, Answered, Finding, Issue, Move, Objection, Refused, Scope, Successor
from flows.review.independence import Declaration
from flows.review.refusals import NotNow, NotTheirs, NotValid
from flows.review.rules import ReviewRules
from flows.review.states import SEAT, CaseEvent, CaseState, Seat
from flows.review.submission import is_new
from flows.typed_text import has_words


@dataclass(frozen=True, slots=True)
class Asked:
    """An event that is to be checked: the case, what somebody wants, the day, the days used until then, and the rules."""

    case: Case
    move: Move
    today: date
    used: int
    rules: ReviewRules


def check(asked: Asked) -> None:
    """Raise NotNow, NotTheirs or NotValid if the event may not be carried out."""
    check_text(asked.move.reason)
    if asked.move.event in NEEDS_REASON and not has_words(asked.move.reason):
        raise NotValid(phrase("case-needs-reason"))
    if found := CHECKS.get(asked.move.event):
        found(asked)


def _submit(asked: Asked) -> None:
    if is_overdue(asked.case, asked.move.at):
        raise NotNow(phrase("case-link-expired"))


def _declare(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Declaration)
    if asked.move.detail.has_tie:
        raise NotTheirs(phrase("case-has-tie", months=asked.rules.tie_months))


def _examine(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Finding)
    check_finding(asked.case, asked.move.detail)


def _decide(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Decision)
    check_decision(asked.case, SEAT[asked.case.state], asked.move.detail, asked.rules)


def _accept(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Scope)
    _check_scope(asked.case, asked.move.detail)


def _ask_more(asked: Asked) -> None:
    if not [code for code in asked.case.open_questions if code not in asked.case.asked]:
        raise NotValid(phrase("case-nothing-asked"))


def _answer_more(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Answered)
    items, words = asked.move.detail.items, asked.move.detail.words
    codes, written = [item.subdomain for item in items], [each.subdomain for each in words]
    are_single = len(set(codes)) == len(codes) and len(set(written)) == len(written)
    if not {*codes, *written} or not are_single or not {*codes, *written} <= set(asked.case.waiting):
        raise NotValid(phrase("case-answers-other-items"))
    for each in words:
        check_text(each.text)
    explained = {each.subdomain for each in words if has_words(each.text)}
    if not explained.issuperset(written):
        raise NotValid(phrase("case-answer-needs-words"))
    for item in items:
        before = asked.case.item(item.subdomain)
        # An item can be answered once, so an answer that says nothing must not use that up.
        if item.subdomain not in explained and before is not None and not is_new(item, before):
            raise NotValid(phrase("case-answer-unchanged", item=Phrase(item.subdomain)))


def _finish_reading(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Scope)
    case = _check_scope(asked.case, asked.move.detail)
    if open_ones := len({*case.undecided(), *case.open_questions}):
        raise NotNow(phrase("case-undecided", count=open_ones))


def _finish_second_reading(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Scope)
    case = _check_scope(asked.case, asked.move.detail)
    if open_ones := len(case.undecided(Seat.second)):
        raise NotNow(phrase("case-undecided", count=open_ones))


def _object(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Objection)
    points = asked.move.detail.points
    if is_overdue(asked.case, asked.move.at):
        raise NotNow(phrase("case-objection-too-late"))
    if not points or len({point.subdomain for point in points}) != len(points):
        raise NotValid(phrase("case-objects-to-nothing"))
    for point in points:
        decision = asked.case.decision(point.subdomain)
        if decision is None or decision.kind is not DecisionKind.lowered:
            raise NotValid(phrase("case-objects-to-nothing"))
        if not has_words(point.text):
            raise NotValid(phrase("case-objection-needs-text"))
        check_text(point.text)


def _settle_objection(asked: Asked) -> None:
    if open_ones := len(asked.case.undecided_points()):
        raise NotNow(phrase("case-undecided", count=open_ones))


def _go_on(asked: Asked) -> None:
    if not is_overdue(asked.case, asked.move.at):
        raise NotNow(phrase("case-time-not-over"))


def _let_lapse(asked: Asked) -> None:
    is_request = asked.case.state is CaseState.requested
    is_over = is_overdue(asked.case, asked.move.at) if is_request else asked.used > asked.rules.total_days
    if not is_over:
        raise NotNow(phrase("case-time-not-over"))


def _refuse_reviewer(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Refused)
    if len(asked.case.refused) >= asked.rules.refusals:
        raise NotNow(phrase("case-refused-before"))
    if asked.case.state is CaseState.objected and asked.move.detail.seat is not Seat.objection:
        raise NotNow(phrase("case-opinion-given"))
    reader = asked.case.reader(asked.move.detail.seat)
    if reader is None:
        raise NotNow(phrase("case-nobody-to-refuse"))
    # The second reader may read the objection too. To refuse them then would undo the opinion.
    if asked.case.earliest_seat_of(reader.actor.person) is not asked.move.detail.seat:
        raise NotNow(phrase("case-opinion-given"))


def _issue(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Issue)
    case = _check_scope(asked.case, asked.move.detail.scope)
    # The states before it hold all this already. An issue cannot be taken back, so nothing is taken for granted.
    open_ones = {*case.undecided(), *case.open_questions, *case.undecided_points()}
    if case.needs_second:
        open_ones |= set(case.undecided(Seat.second))
    if open_ones:
        raise NotNow(phrase("case-undecided", count=len(open_ones)))
    if asked.move.detail.valid_until <= asked.today:
        raise NotValid(phrase("case-valid-for-no-day"))


def _rescind(asked: Asked) -> None:
    if asked.case.result and asked.case.result.rescinded:
        raise NotNow(phrase("case-rescinded-before"))


def _supersede(asked: Asked) -> None:
    assert isinstance(asked.move.detail, Successor)
    result = asked.case.result
    if result is None or result.rescinded or result.superseded_by or asked.move.detail.key == asked.case.key:
        raise NotNow(phrase("case-not-superseded"))


def _check_scope(case: Case, scope: Scope) -> Case:
    """Return the case with what must be looked at now. Raises ValueError if it names an item that was not handed in."""
    if unknown := [code for code in scope.must_look if case.item(code) is None]:
        raise ValueError(f"not handed in: {', '.join(unknown)}")
    return replace(case, scope=widened(case.scope, scope))


CHECKS: Mapping[CaseEvent, Callable[[Asked], None]] = {
    CaseEvent.submit: _submit,
    CaseEvent.declare: _declare,
    CaseEvent.accept: _accept,
    CaseEvent.examine: _examine,
    CaseEvent.decide: _decide,
    CaseEvent.ask_more: _ask_more,
    CaseEvent.answer_more: _answer_more,
    CaseEvent.finish_reading: _finish_reading,
    CaseEvent.finish_second_reading: _finish_second_reading,
    CaseEvent.object: _object,
    CaseEvent.settle_objection: _settle_objection,
    CaseEvent.go_on: _go_on,
    CaseEvent.let_lapse: _let_lapse,
    CaseEvent.refuse_reviewer: _refuse_reviewer,
    CaseEvent.issue: _issue,
    CaseEvent.rescind: _rescind,
    CaseEvent.supersede: _supersede,
}
