"""Reads what one issued review gives to the figures: how each claim ended, what was sent back and why, and how long it took.

Only kinds are read. What a reviewer or an institution typed is in no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from flows.days import day_of
from flows.review.case import Case
from flows.review.deadlines import Calendar, working_days
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Assigned, Entry, Request
from flows.review.log import replayed
from flows.review.states import CaseEvent, Party, Seat

# With these, what a reader had decided and not sent yet is gone.
LEAVING = frozenset({CaseEvent.assign, CaseEvent.step_back, CaseEvent.refuse_reviewer})


class Ending(IntEnum):
    """How the claim of one subdomain ended, compared with what was handed in at first."""

    # A lower rung was verified, or the institution itself handed in a lower claim when it was asked.
    lower = 0
    as_claimed = 1
    not_looked_at = 2


class Again(IntEnum):
    """Whether a later person read a case, and whether they decided anything differently."""

    none = 0
    same = 1
    changed = 2


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one issued review gives.

    `endings` are by the code of the subdomain. `days` are working days from the submission to the issue, those of the
    institution included. `asked` counts the items of which more was asked, `reasons` are all for which a claim was lowered or
    more was asked. `readers` are the numbers of all officers who could open the case as its reviewer, also of those who left.
    """

    endings: Mapping[str, Ending]
    days: int
    asked: int
    reasons: frozenset[Reason]
    second: Again
    objection: Again
    readers: frozenset[int]


def outcome_of(log: Sequence[Entry], is_working_day: Calendar) -> Outcome:
    """Return what the log of an issued case gives. Raises ValueError if nothing was issued, BrokenLog as `replayed` does."""
    case = replayed(log)
    days = {entry.move.event: day_of(entry.move.at) for entry in log if entry.move.event in (CaseEvent.submit, CaseEvent.issue)}
    if case.submission is None or case.result is None:
        raise ValueError("only an issued review gives figures")
    return Outcome(
        {item.subdomain: _ending(case, item.subdomain, item.claimed) for item in case.submission.items},
        working_days(days[CaseEvent.submit], days[CaseEvent.issue], is_working_day),
        len(case.asked),
        frozenset((*_reasons_of_asking(log), *(reason for decision in case.decisions for reason in _of_lowering(decision)))),
        _again(case, Seat.second),
        _again(case, Seat.objection),
        frozenset(_readers(log)),
    )


def _ending(case: Case, subdomain: str, claimed: int) -> Ending:
    decision = case.decision(subdomain)
    if decision is None or decision.rung is None:
        return Ending.not_looked_at
    return Ending.lower if decision.rung < claimed else Ending.as_claimed


def _of_lowering(decision: Decision) -> tuple[Reason, ...]:
    return decision.reasons if decision.kind is DecisionKind.lowered else ()


def _reasons_of_asking(log: Sequence[Entry]) -> Iterator[Reason]:
    """Yield the reasons with which more was really asked: a question that the reviewer took back was never sent."""
    waiting: dict[str, tuple[Reason, ...]] = {}
    for entry in log:
        if isinstance(entry.move.detail, Decision):
            decision = entry.move.detail
            waiting[decision.subdomain] = decision.reasons if decision.kind is DecisionKind.more_asked else ()
        elif entry.move.event is CaseEvent.ask_more:
            for reasons in waiting.values():
                yield from reasons
            waiting.clear()
        elif entry.move.event in LEAVING:
            waiting.clear()


def _again(case: Case, seat: Seat) -> Again:
    """Return whether somebody in this seat decided something differently from the readings before."""
    later = [each for each in case.recorded if each.seat is seat]
    if not later:
        return Again.none
    earlier = (Seat.first,) if seat is Seat.second else (Seat.second, Seat.first)
    for each in later:
        before = next((found for one in earlier if (found := case.recorded_in(one, each.decision.subdomain))), None)
        if before is None or before.decision.rung != each.decision.rung:
            return Again.changed
    return Again.same


def _readers(log: Sequence[Entry]) -> Iterator[int]:
    for entry in log:
        move = entry.move
        if isinstance(move.detail, Assigned):
            yield move.detail.reader.person
        elif isinstance(move.detail, Request) and move.detail.reviewer is not None:
            yield move.detail.reviewer.person
        elif move.by.party is Party.reviewer:
            yield move.by.person
