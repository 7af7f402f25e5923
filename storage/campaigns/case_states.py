"""Says how far the institutions of people are with their reviews by one association: a state, whose turn it is, until when.

Nothing of what was handed in or decided is read. A case counts while it is open, and an issued one while its result is valid.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import CTE, ColumnElement, Select, and_, case, exists, func, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.states import Awaited, State
from flows.campaign.visibility import Visibility
from flows.days import day_of
from flows.review.states import TURN, CaseEvent, CaseState, Turn
from storage.campaign_tables import CampaignRow, ParticipationRow
from storage.institution_tables import MemberRow
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow

# What an officer reads of a case in each of its states. In all others nothing is handed in, or what was handed in is over.
STATES: Mapping[CaseState, State] = {
    CaseState.submitted: State.submitted,
    CaseState.in_review: State.submitted,
    CaseState.second_reading: State.submitted,
    CaseState.opinion: State.submitted,
    CaseState.objected: State.submitted,
    CaseState.ready: State.submitted,
    CaseState.more_asked: State.asked_for_more,
    CaseState.issued: State.reviewed,
}
AWAITED: Mapping[Turn, Awaited] = {Turn.institution: Awaited.institution, Turn.association: Awaited.association}


@dataclass(frozen=True, slots=True)
class CaseTurn:
    """On whom the review of an institution waits, and until when."""

    awaited: Awaited
    due: date | None


def shows_reviews(campaign: CampaignRow) -> bool:
    """Return whether officers see in a campaign how far its institutions are."""
    return campaign.visibility >= Visibility.status


def states_of_people(campaign: CampaignRow, now: datetime) -> CTE:
    """Return the furthest state of the cases of each person's institution: `respondent_id` and `state`.

    It has a row only for people whose institution has such a case of the association that runs the campaign.
    """
    return (
        select(col(MemberRow.respondent_id).label("respondent_id"), func.max(_state()).label("state"))
        .join(CaseRow, col(CaseRow.institution_id) == col(MemberRow.institution_id))
        .where(*_counts(campaign, now))
        .group_by(col(MemberRow.respondent_id))
        .cte("reviews")
    )


async def has_cases(db: AsyncSession, association: int) -> bool:
    """Return whether an association reviews at all: whether it ever asked anybody to hand in."""
    wanted = select(exists().where(col(CaseRow.association_id) == association))
    return bool((await (await db.connection()).execute(wanted)).scalar_one())


async def turns(db: AsyncSession, campaign: CampaignRow, ids: Sequence[int], now: datetime) -> Mapping[int, CaseTurn]:
    """Return on whom the open case of each of these institutions waits; of several, the furthest, and then that due first."""
    found = await (await db.connection()).execute(_turns(campaign, now).where(col(ParticipationRow.roster_id).in_(ids)))
    chosen: dict[int, CaseTurn] = {}
    for roster, stored, due in sorted(found, key=lambda row: (-STATES[CaseState(row.state)], row.due or date.max)):
        turn = AWAITED.get(TURN[CaseState(stored)])
        if turn is not None and roster not in chosen:
            chosen[roster] = CaseTurn(turn, due)
    return chosen


def _turns(campaign: CampaignRow, now: datetime) -> Select[*tuple[Any, ...]]:
    return (
        select(col(ParticipationRow.roster_id), col(CaseRow.state).label("state"), col(CaseRow.due).label("due"))
        .join(MemberRow, col(MemberRow.respondent_id) == col(ParticipationRow.respondent_id))
        .join(CaseRow, col(CaseRow.institution_id) == col(MemberRow.institution_id))
        .where(
            col(ParticipationRow.campaign_id) == campaign.id,
            col(ParticipationRow.withdrawn_at).is_(None),
            col(ParticipationRow.detached_at).is_(None),
            col(ParticipationRow.agreed) >= Visibility.status.value,
            *_counts(campaign, now),
        )
    )


def _state() -> ColumnElement[int]:
    return case({stored.value: state.value for stored, state in STATES.items()}, value=col(CaseRow.state))


def _counts(campaign: CampaignRow, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a case is one of this association and counts now."""
    valid = exists().where(col(ResultRow.case_id) == col(CaseRow.id), col(ResultRow.valid_until) > day_of(now))
    rescinded = exists().where(col(CaseEntryRow.case_id) == col(CaseRow.id), col(CaseEntryRow.event) == CaseEvent.rescind)
    return (
        col(CaseRow.association_id) == campaign.association_id,
        col(CaseRow.state).in_([state.value for state in STATES]),
        or_(col(CaseRow.state) != CaseState.issued.value, and_(valid, ~rescinded)),
    )
