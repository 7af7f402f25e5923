"""Gathers what documents are made from out of a stored interview."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from bot.conversation.cases import Cases
from bot.conversation.result_pages import ResultPages
from bot.conversation.taking_part import TakingPart
from bot.documents.content.dossier import Dossier, dossier
from flows.assessment.rating import Ratings
from flows.dialogue import Address
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


async def completed(
    made: Gathered, who: Address, taking_part: TakingPart | None, pages: ResultPages | None, cases: Cases | None
) -> Dossier:
    """Return what documents are made from with what others say: a campaign's name, the check page, a reviewer's reasons.

    A part is None if this process does not know it. Raises Refusal.
    """
    return replace(
        made.dossier,
        campaign=await taking_part.on_documents(who) if taking_part is not None else "",
        check_number=await pages.number_of(who, made.assessment) if pages is not None else "",
        lowered=await cases.lowered.of(who) if cases is not None and made.dossier.has_lowered else (),
    )


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
