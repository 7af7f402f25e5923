"""Recognises a move that says again what a case holds already: who got no answer presses the same button once more."""

from __future__ import annotations

from flows.review.case import Case, Found, Reader, Recorded
from flows.review.decisions import Decision
from flows.review.entries import Assigned, Finding, Move
from flows.review.independence import Declaration
from flows.review.machine import WHO
from flows.review.states import SEAT


def repeats(case: Case, move: Move) -> bool:
    """Return whether a move would change nothing: the same person has just declared, found or decided this, or it is assigned.

    It then needs no entry: a decision would be in the log twice, and an assignment would throw away what its reader decided.
    Every other event moves the case to another state, and is refused the second time.
    """
    seat = SEAT.get(case.state)
    if seat is None or move.by.party not in WHO[move.event]:
        return False
    reader, person = case.reader(seat), move.by.person
    match move.detail:
        case Assigned():
            return reader is not None and reader.actor.person == move.detail.reader.person
        case Declaration():
            return not move.detail.has_tie and reader == Reader(move.by, has_declared=True)
        case Decision():
            return case.recorded_in(seat, move.detail.subdomain) == Recorded(seat, case.round, person, move.detail)
        case Finding():
            newest = [each for each in case.findings if _is_about_same(each, move.detail)]
            return newest[-1:] == [Found(seat, person, move.detail)]
        case _:
            return False


def _is_about_same(found: Found, finding: Finding) -> bool:
    return (found.finding.subdomain, found.finding.piece) == (finding.subdomain, finding.piece)
