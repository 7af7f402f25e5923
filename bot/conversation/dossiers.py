"""Gathers what documents are made from out of a stored interview."""

from __future__ import annotations

from datetime import date

from bot.documents.content.dossier import Dossier, dossier
from flows.assessment.rating import Ratings
from flows.interview.session import Session
from flows.standard.model import Standard


def current_dossier(standard: Standard, session: Session, today: date) -> Dossier:
    """Return what documents of the current assessment are made from; it may be in the middle of a run."""
    finished_on = next((past.finished_on for past in session.past if past.number == session.assessment), None)
    return _dossier(standard, session, today, session.ratings, finished_on, is_over=session.is_over)


def result_dossier(standard: Standard, session: Session, today: date) -> Dossier | None:
    """Return what documents of the newest finished assessment are made from; None if none is finished."""
    if not session.past:
        return None
    newest = session.past[-1]
    return _dossier(standard, session, today, newest.ratings, newest.finished_on, is_over=True)


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
