"""Says what a person would hand in: the answers of their institution if several people gave them, else their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.assessment.rating import Ratings
from flows.institution.answers import InstitutionAnswers
from flows.institution.colleagues import Team
from flows.institution.result import RoundResult
from flows.interview.cases.handover import Lack
from flows.interview.session import Session


@dataclass(frozen=True, slots=True)
class ToHandIn:
    """The answers that would be handed in, and their day.

    `assessment` says which of the person's self-checks they are; 0 if they are the `answers` of the institution.
    """

    finished_on: date
    ratings: Ratings
    assessment: int
    answers: InstitutionAnswers | None = None


def finished_of(session: Session | None) -> ToHandIn | None:
    """Return the answers of the newest finished self-check of a person; None if none is finished."""
    if session is None or not session.past:
        return None
    newest = session.past[-1]
    # What was changed after the end counts as it is now.
    ratings = session.ratings if newest.number == session.assessment else newest.ratings
    return ToHandIn(newest.finished_on, ratings, newest.number) if ratings else None


def to_hand_in(session: Session | None, answers: InstitutionAnswers | None) -> ToHandIn | None:
    """Return what would be handed in; None if there is nothing. The institution's answers count before the person's own."""
    if answers is not None:
        return ToHandIn(answers.on, answers.ratings, 0, answers)
    return finished_of(session)


def lack_of(session: Session | None, team: Team | None, result: RoundResult | None, found: ToHandIn | None) -> Lack | None:
    """Return what a person has to do before they can hand in; None if they can.

    While several people answer together and have not come so far, one person's own answers do not go instead.
    """
    if session is None:
        return Lack.begin
    if team is not None and not team.me.is_coordinator:
        return Lack.coordinator
    if team is not None and team.others and result is not None and not result.is_complete:
        return Lack.together
    if found is None:
        return Lack.finish
    return Lack.name if team is None or not team.name else None
