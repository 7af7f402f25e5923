"""Says how much of what a campaign asks a respondent has answered already."""

from __future__ import annotations

from datetime import UTC, datetime, time
from enum import StrEnum

from flows.campaign.asked import asked_subdomains
from flows.campaign.attempts import Attempt, best_attempt
from flows.campaign.campaign import Campaign
from flows.interview.session import Session
from flows.standard.model import Standard


class Answered(StrEnum):
    """What a person brings along: nothing, a self-check under way, a finished one that lacks answers, or all that is asked."""

    nothing = "nothing"
    some = "some"
    part = "part"
    whole = "whole"


def own_attempt(campaign: Campaign, standard: Standard, session: Session) -> Attempt | None:
    """Return the finished self-check by which a respondent counts; None if none has all that the campaign asks."""
    finished = ((past.ratings, datetime.combine(past.finished_on, time(), UTC)) for past in session.past)
    return best_attempt(campaign, standard, finished)


def lacking(campaign: Campaign, standard: Standard, session: Session) -> int:
    """Return how many answers the newest finished self-check lacks of what the campaign asks; 0 if none is finished."""
    if not session.past:
        return 0
    return sum(each.code not in session.past[-1].ratings for each in asked_subdomains(campaign, standard))


def answered(campaign: Campaign, standard: Standard, session: Session) -> Answered:
    """Return what a person brings along to a campaign."""
    if own_attempt(campaign, standard, session) is not None:
        return Answered.whole
    if session.past:
        return Answered.part
    return Answered.some if session.ratings else Answered.nothing
