"""Says what each entry of the log changes in a case. It checks nothing: what is in the log has happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from flows.days import day_of
from flows.review.case import Case, Found, Reader, Recorded, Result
from flows.review.decisions import Decision
from flows.review.entries import (
    Answered,
    Assigned,
    Entry,
    Finding,
    Issue,
    Move,
    Objection,
    Refused,
    Request,
    Scope,
    Successor,
)
from flows.review.states import SEAT, CaseEvent, CaseState, Seat
from flows.review.submission import Submission


def opened(entry: Entry) -> Case:
    """Return the case that the first entry of a log makes. Raises ValueError if it is not a request."""
    request = entry.move.detail
    if not isinstance(request, Request):
        raise ValueError("a log begins with a request")
    first = Reader(request.reviewer) if request.reviewer else None
    return Case(request.key, entry.state, entry.move.at, entry.due, entry.used, first=first)


def after(case: Case, entry: Entry) -> Case:
    """Return the case after one more entry. Its moment never goes back, even if the clock does."""
    effect = EFFECTS.get(entry.move.event)
    changed = effect(case, entry.move) if effect else case
    return replace(
        changed,
        state=entry.state,
        at=max(case.at, entry.move.at),
        due=entry.due,
        used=entry.used,
        version=case.version + 1,
        since=case.since if entry.state is case.state else case.version + 1,
        # Found once, when the first reading ends: a rule that changes later does not hold up a case.
        needs_second=changed.needs_second or entry.state is CaseState.second_reading,
    )


def vacated(case: Case, move: Move) -> Seat | None:
    """Return the seat whose reader steps back, is refused or is replaced through an event; None if nobody leaves."""
    if move.event is CaseEvent.step_back:
        return case.earliest_seat_of(move.by.person)
    if isinstance(move.detail, Refused):
        return move.detail.seat
    if move.event is CaseEvent.assign and case.reader(SEAT[case.state]):
        return SEAT[case.state]
    return None


def widened(old: Scope | None, new: Scope) -> Scope:
    """Return what must be looked at, added up: nothing that once had to be looked at is dropped, and the first seed stays."""
    if old is None:
        return new
    return Scope(tuple(dict.fromkeys((*old.must_look, *new.must_look))), max(old.star, new.star), old.seed)


def _submit(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Submission)
    # The reviewer who made the link may turn out to belong to the institution that used it.
    is_own = case.first is not None and case.first.actor.belongs_to(move.detail.institution)
    return replace(case, submission=move.detail, first=None if is_own else case.first)


def _assign(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Assigned)
    seat = SEAT[case.state]
    freed = _without(case, seat) if case.reader(seat) else case
    return _seated(freed, seat, Reader(move.detail.reader, entry=case.version + 1))


def _declare(case: Case, move: Move) -> Case:
    seat = SEAT[case.state]
    before = case.reader(seat)
    return _seated(case, seat, Reader(move.by, has_declared=True, entry=before.entry if before is not None else 1))


def _scope(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Scope)
    return replace(case, scope=widened(case.scope, move.detail))


def _examine(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Finding)
    found = Found(SEAT[case.state], move.by.person, move.detail, case.version + 1)
    return replace(case, findings=(*case.findings, found))


def _decide(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Decision)
    seat, code = SEAT[case.state], move.detail.subdomain
    others = tuple(each for each in case.recorded if (each.seat, each.decision.subdomain) != (seat, code))
    made = Recorded(seat, case.round, move.by.person, move.detail, case.version + 1, move.at)
    return replace(case, recorded=(*others, made))


def _ask_more(case: Case, move: Move) -> Case:
    new = tuple(code for code in case.open_questions if code not in case.asked)
    return replace(case, asked=(*case.asked, *new), waiting=new)


def _answer_more(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Answered)
    answered, words = (*case.answered, *move.detail.items), (*case.words, *move.detail.words)
    return replace(case, answered=answered, words=words, waiting=(), round=case.round + 1)


def _go_on(case: Case, move: Move) -> Case:
    if case.state is not CaseState.more_asked:
        return case
    return replace(case, waiting=(), round=case.round + 1)


def _object(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Objection)
    return replace(case, objection=move.detail)


def _step_back(case: Case, move: Move) -> Case:
    # Who leaves a case leaves all its readings: freeing a seat frees those after it.
    seat = case.earliest_seat_of(move.by.person)
    assert seat is not None
    return replace(_without(case, seat), left=(*case.left, move.by.person))


def _refuse_reviewer(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Refused)
    reader = case.reader(move.detail.seat)
    assert reader is not None
    return replace(_without(case, move.detail.seat), refused=(*case.refused, reader.actor.person))


def _close(case: Case, move: Move) -> Case:
    return replace(case, reason=move.reason)


def _issue(case: Case, move: Move) -> Case:
    assert isinstance(move.detail, Issue)
    result = Result(day_of(max(case.at, move.at)), move.detail.valid_until)
    return replace(case, scope=widened(case.scope, move.detail.scope), result=result)


def _rescind(case: Case, move: Move) -> Case:
    assert case.result is not None
    return replace(case, result=replace(case.result, rescinded=move.reason))


def _supersede(case: Case, move: Move) -> Case:
    assert case.result is not None
    assert isinstance(move.detail, Successor)
    return replace(case, result=replace(case.result, superseded_by=move.detail.key))


def _seated(case: Case, seat: Seat, reader: Reader | None) -> Case:
    if seat is Seat.first:
        return replace(case, first=reader)
    return replace(case, second=reader) if seat is Seat.second else replace(case, objecting=reader)


def _without(case: Case, seat: Seat) -> Case:
    """Return the case without the reader of a seat, and without everything that was found and decided there and later."""
    kept = {Seat.first: (), Seat.second: (Seat.first,), Seat.objection: (Seat.first, Seat.second)}[seat]
    freed = replace(
        _seated(case, seat, None),
        recorded=tuple(each for each in case.recorded if each.seat in kept),
        findings=tuple(each for each in case.findings if each.seat in kept),
        round=case.round + 1,
    )
    return freed if seat is Seat.objection else replace(freed, objecting=None, objection=None)


EFFECTS: Mapping[CaseEvent, Callable[[Case, Move], Case]] = {
    CaseEvent.submit: _submit,
    CaseEvent.assign: _assign,
    CaseEvent.declare: _declare,
    CaseEvent.accept: _scope,
    CaseEvent.examine: _examine,
    CaseEvent.decide: _decide,
    CaseEvent.ask_more: _ask_more,
    CaseEvent.answer_more: _answer_more,
    CaseEvent.finish_reading: _scope,
    CaseEvent.finish_second_reading: _scope,
    CaseEvent.object: _object,
    CaseEvent.go_on: _go_on,
    CaseEvent.step_back: _step_back,
    CaseEvent.refuse_reviewer: _refuse_reviewer,
    CaseEvent.refuse: _close,
    CaseEvent.withdraw: _close,
    CaseEvent.let_lapse: _close,
    CaseEvent.take_back: _close,
    CaseEvent.issue: _issue,
    CaseEvent.rescind: _rescind,
    CaseEvent.supersede: _supersede,
}
