"""Says who may bring an event about in a case: as whom they act, their seat, and their ties to the institution."""

from __future__ import annotations

from flows.dialogue import Phrase, phrase
from flows.review.case import Case
from flows.review.entries import Assigned, Move
from flows.review.independence import Actor
from flows.review.machine import WHO
from flows.review.refusals import NotTheirs
from flows.review.states import SEAT, CaseEvent, Party, Seat

# What a reviewer may do without having declared: declare, or step back.
BEFORE_DECLARING = frozenset({CaseEvent.declare, CaseEvent.step_back})
# What does not need the seat of the state: taking back a link, and stepping back from any seat.
WITHOUT_SEAT = frozenset({CaseEvent.take_back, CaseEvent.step_back})
# Stepping back is what a person with a tie has to do, so a tie does not keep them from it.
DESPITE_TIE = frozenset({CaseEvent.take_back, CaseEvent.step_back})


def check_permission(case: Case, move: Move) -> None:
    """Raise NotTheirs if this person may not bring this event about."""
    if move.by.party not in WHO[move.event]:
        raise NotTheirs(phrase("case-not-theirs"))
    if move.by.party is Party.institution:
        _check_institution(case, move)
    if move.by.party in (Party.reviewer, Party.administrator) and move.event not in DESPITE_TIE:
        _check_tie(case, move.by)
    if move.by.party is Party.reviewer:
        _check_seat(case, move)
    if move.event is CaseEvent.issue and case.is_read_by_alone(move.by.person):
        raise NotTheirs(phrase("case-issuer-read-alone"))
    if isinstance(move.detail, Assigned) and (why := why_not_assigned(case, move.detail.reader)):
        raise NotTheirs(why)


def why_not_assigned(case: Case, reader: Actor) -> Phrase | None:
    """Return why somebody cannot be assigned for the reading that goes on; None if they can.

    A desk asks this for each reviewer whom it offers.
    """
    seat = SEAT[case.state]
    if why := why_not_reader(case, reader):
        return why
    # The objection may be read by the second reader: only the first one's reading is in question.
    others = (Seat.first,) if seat is Seat.objection else tuple(each for each in Seat if each is not seat)
    if any(case.sits(each, reader.person) for each in others):
        return phrase("case-needs-another-person")
    return None


def why_not_reader(case: Case, reader: Actor) -> Phrase | None:
    """Return why somebody cannot read a case in any reading; None if they can, as far as the case knows."""
    if reader.party is not Party.reviewer:
        return phrase("case-not-a-reviewer")
    if reader.belongs_to(case.institution):
        return phrase("case-own-institution")
    if reader.person in case.refused:
        return phrase("case-reviewer-was-refused")
    if reader.person in case.left:
        return phrase("case-reviewer-stepped-back")
    return None


def _check_institution(case: Case, move: Move) -> None:
    # Before something is handed in, what is handed in says which institution it is.
    institution = getattr(move.detail, "institution", None) if move.event is CaseEvent.submit else case.institution
    if not move.by.belongs_to(institution):
        raise NotTheirs(phrase("case-other-institution"))


def _check_tie(case: Case, actor: Actor) -> None:
    if actor.belongs_to(case.institution):
        raise NotTheirs(phrase("case-own-institution"))
    if actor.party is Party.reviewer and actor.person in case.refused:
        raise NotTheirs(phrase("case-reviewer-was-refused"))


def _check_seat(case: Case, move: Move) -> None:
    if move.event is CaseEvent.step_back and case.seat_of(move.by.person) is None:
        raise NotTheirs(phrase("case-not-assigned"))
    if move.event is CaseEvent.take_back and not case.sits(Seat.first, move.by.person):
        raise NotTheirs(phrase("case-not-assigned"))
    if move.event in WITHOUT_SEAT:
        return
    reader = case.reader(SEAT[case.state])
    if reader is None or reader.actor.person != move.by.person:
        raise NotTheirs(phrase("case-not-assigned"))
    if not reader.has_declared and move.event not in BEFORE_DECLARING:
        raise NotTheirs(phrase("case-declare-first"))
