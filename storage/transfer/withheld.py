"""Holds back what a restored database would send: its past is older than what people have received since."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlalchemy.engine import CursorResult
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.days import day_of
from storage.broadcast_tables import CampaignMessageRow, MessageState
from storage.campaign_tables import CampaignRow, ParticipationRow
from storage.campaigns.messages import about_reminder
from storage.clock import moment
from storage.deliveries.batches import NOT_BEGUN
from storage.deliveries.insert import insert_new
from storage.deliveries.planning import DeliveryKind
from storage.respondents.reminders import let_wait
from storage.review.ending_results import let_endings_wait
from storage.tables import BatchRow, BatchState, DeliveryRow, DeliveryState

AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Withheld:
    """What is not sent on its own.

    Paused broadcasts that have messages left, reminders whose time has passed, and campaigns that send no reminder for a week.
    """

    broadcasts: int
    reminders: int
    campaigns: int

    def __str__(self) -> str:
        said = []
        if self.broadcasts:
            said.append(
                f"Unfinished broadcasts, now paused: {self.broadcasts}. People may have got them since the backup was made, "
                "so continue or cancel each at the desk."
            )
        if self.reminders:
            said.append(
                f"Reminders whose time has passed, not sent: {self.reminders}. "
                "Those of plans and results wait for the next visit."
            )
        if self.campaigns:
            said.append(f"Campaigns that send no reminder for a week: {self.campaigns}.")
        return "\n".join(said)


async def withhold(connection: AsyncConnection) -> Withheld:
    """Pause, drop or settle what would be sent for a moment that has passed, in the caller's transaction.

    Batches were paused when the copy was made. A planned message without a batch is deleted. A due reminder waits for its
    person's visit. A campaign's people count as written to today: nobody knows what they got since the backup.
    """
    async with AsyncSession(connection) as db:
        now = await moment(db)
        planned = (col(DeliveryRow.batch).is_(None), col(DeliveryRow.state).in_([DeliveryState.planned, DeliveryState.again]))
        # These are counted as they begin to wait.
        await db.exec(delete(DeliveryRow).where(*planned, col(DeliveryRow.kind) == DeliveryKind.reminder))
        dropped: CursorResult[Any] = await db.exec(delete(DeliveryRow).where(*planned))
        waiting = await let_wait(db, now) + await let_endings_wait(db, now)
        campaigns = await _count_as_written(db, now)
        broadcasts = await _paused(db)
        await db.flush()
    return Withheld(broadcasts, dropped.rowcount + waiting, campaigns)


async def _paused(db: AsyncSession) -> int:
    left = select(DeliveryRow.batch).where(col(DeliveryRow.state).in_(NOT_BEGUN))
    found = await db.exec(
        select(func.count()).select_from(BatchRow).where(BatchRow.state == BatchState.paused, col(BatchRow.id).in_(left))
    )
    return found.one()


async def _count_as_written(db: AsyncSession, now: datetime) -> int:
    """Let everybody count as written to today in campaigns that promised reminders; return how many campaigns these are."""
    found = await db.exec(
        select(ParticipationRow.campaign_id, ParticipationRow.respondent_id)
        .join(CampaignRow, col(CampaignRow.id) == col(ParticipationRow.campaign_id))
        .where(
            col(CampaignRow.reminds),
            col(CampaignRow.started_on).is_not(None),
            col(CampaignRow.closed_on).is_(None),
            col(ParticipationRow.withdrawn_at).is_(None),
        )
    )
    today = day_of(now)
    rows = [
        {
            "campaign_id": campaign,
            "respondent_id": respondent,
            "about": about_reminder(campaign, today),
            "state": MessageState.taken.value,
            "is_counted": False,
            "at": now,
        }
        for campaign, respondent in found
    ]
    for start in range(0, len(rows), AT_ONCE):
        await db.exec(insert_new(db, CampaignMessageRow, rows[start : start + AT_ONCE]))
    return len({row["campaign_id"] for row in rows})
