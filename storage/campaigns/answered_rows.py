"""Finds for which institution of a roster the colleagues of a person answer already."""

from __future__ import annotations

from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.campaign_tables import ParticipationRow, RosterRow
from storage.institution_tables import MemberRow


async def row_of_colleagues(db: AsyncSession, campaign: int, respondent: int) -> RosterRow | None:
    """Return the institution of a campaign's roster that colleagues of a respondent answer for; None if there is none.

    If they answer for several, it is that of the colleague who joined the campaign first.
    """
    mine, theirs = aliased(MemberRow), aliased(MemberRow)
    found = await db.exec(
        select(RosterRow)
        .join(ParticipationRow, col(ParticipationRow.roster_id) == col(RosterRow.id))
        .join(theirs, col(theirs.respondent_id) == col(ParticipationRow.respondent_id))
        .join(mine, col(mine.institution_id) == col(theirs.institution_id))
        .where(
            col(mine.respondent_id) == respondent,
            col(theirs.respondent_id) != respondent,
            col(ParticipationRow.campaign_id) == campaign,
            col(ParticipationRow.withdrawn_at).is_(None),
            col(ParticipationRow.detached_at).is_(None),
        )
        .order_by(col(ParticipationRow.joined_at), col(ParticipationRow.respondent_id))
        .limit(1)
    )
    return found.first()
