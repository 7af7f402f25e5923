"""Counts how often a campaign has written to institutions."""

from __future__ import annotations

from collections.abc import Collection

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.broadcast_tables import CampaignMessageRow
from storage.campaign_tables import ParticipationRow
from storage.campaigns.members import NOT_ARRIVED, taking_part


async def written_to(db: AsyncSession, campaign: int, institutions: Collection[int]) -> dict[int, int]:
    """Return how many messages of a campaign went to each of these institutions; who got none is left out.

    Messages that may have arrived count, and reminders that were seen on the page. A message to people without a plan does not:
    it would tell who has none.
    """
    wanted = (
        select(col(ParticipationRow.roster_id), func.count())
        .join(
            CampaignMessageRow,
            (col(CampaignMessageRow.respondent_id) == col(ParticipationRow.respondent_id))
            & (col(CampaignMessageRow.campaign_id) == col(ParticipationRow.campaign_id)),
        )
        .where(
            *taking_part(campaign),
            col(ParticipationRow.roster_id).in_(institutions),
            col(CampaignMessageRow.is_counted),
            col(CampaignMessageRow.state).not_in(NOT_ARRIVED),
        )
        .group_by(col(ParticipationRow.roster_id))
    )
    return {institution: count for institution, count in await db.exec(wanted) if institution is not None}
