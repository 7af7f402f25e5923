"""Says which sections of a campaign's run people have behind them, as numbers that a database can count.

A walk is the number of one respondent: a bit for each section that they answered whole, and one more if officers see their
progress. The walks of an institution are those of its people, with commas between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Text, case, cast, func, select
from sqlmodel import col

from flows.assessment.question_order import Section
from flows.campaign.funnel import FunnelStep
from storage.campaign_tables import ParticipationRow
from storage.tables import RatingRow, RespondentRow

# Every section has fewer questions.
PLACES = 100


def walks_of(sections: Sequence[Section], walking: ColumnElement[bool], shows: ColumnElement[bool]) -> ColumnElement[str]:
    """Return the walks of those in a group who fit `walking`, None if none of them has an answer in their current attempt.

    It reads the participations and respondents of the statement that it is a part of.
    """
    # One number for all sections, which is faster than one each: two decimal places of it for each section.
    weights = [(col(RatingRow.subdomain).in_(each.codes), PLACES**n) for n, each in enumerate(sections)]
    is_theirs = (
        col(RatingRow.respondent_id) == col(ParticipationRow.respondent_id),
        col(RatingRow.assessment) == col(RespondentRow.assessment),
    )
    answered = select(func.sum(case(*weights, else_=0)).label("answered")).where(*is_theirs)
    by_section = answered.correlate(ParticipationRow, RespondentRow).subquery().c.answered
    bits = [case((by_section // PLACES**n % PLACES == len(each.codes), 2**n), else_=0) for n, each in enumerate(sections)]
    # Read for one respondent after the other: in one large group all answers would have to be sorted.
    walk = select(sum(bits[1:], start=bits[0])).where(by_section.is_not(None)).scalar_subquery()
    showing = case((shows, 2 ** len(sections)), else_=0)
    walks: ColumnElement[str] = func.aggregate_strings(cast(case((walking, walk + showing)), Text), ",")
    return walks


def walked_steps(sections: Sequence[Section], found: Iterable[tuple[str, int]], *, everybody: bool) -> tuple[FunnelStep, ...]:
    """Return how many institutions reached each section, of how many that were shown it.

    `found` are walks, and how many institutions have them. Without `everybody`, only people count whose progress officers see.
    """
    showing = 2 ** len(sections)
    reached, shown = [0] * len(sections), [0] * len(sections)
    for walks, institutions in found:
        people = [walk for walk in map(int, walks.split(",")) if everybody or walk & showing]
        for n in range(len(sections)):
            before = 2**n - 1
            reached[n] += institutions * any(walk & 2**n for walk in people)
            shown[n] += institutions * any(walk & 2**n or walk & before == before for walk in people)
    return tuple(FunnelStep(each.name, reached[n], shown[n]) for n, each in enumerate(sections))
