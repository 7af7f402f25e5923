"""Gathers what documents are made from out of a stored interview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.documents.content.dossier import Dossier, dossier
from flows.assessment.rating import Ratings
from flows.interview.session import Session
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Gathered:
    """What documents are made from, and the number of the person's assessment that they are about."""

    dossier: Dossier
    assessment: int


def current_dossier(standard: Standard, session: Session, today: date) -> Gathered:
    """Return what documents of the current assessment are made from; it may be in the middle of a run."""
    finished_on = next((past.finished_on for past in session.past if past.number == session.assessment), None)
    made = _dossier(standard, session, today, session.ratings, finished_on, is_over=session.is_over)
    return Gathered(made, session.assessment)


def result_dossier(standard: Standard, session: Session, today: date) -> Gathered | None:
    """Return what documents of the newest finished assessment are made from; None if none is finished."""
    if not session.past:
        return None
    newest = session.past[-1]
    made = _dossier(standard, session, today, newest.ratings, newest.finished_on, is_over=True)
    return Gathered(made, newest.number)


def _dossier(
    standard: Standard, session: Session, today: date, ratings: Ratings, assessed_on: date | None, *, is_over: bool
) -> Dossier:
    return dossier(
        standard,
        ratings,
        today,
        session.language,
        assessed_on=assessed_on,
        institution=session.institution,
        plan=session.plan,
        past=((past.finished_on, past.ratings) for past in session.past),
        is_over=is_over,
    )
