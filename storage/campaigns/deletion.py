"""Deletes what names institutions in campaigns whose day has passed. Figures that were released stay: they name nobody.

Several processes may try at the same moment, and each may die at any. First one transaction marks the campaign, counts in the
audit log what it held, and takes names out of that log: from then on no page shows the rest. Then the rows go, some at a time,
so that answers are stored in between. What a process that died has left is deleted by the next.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, cast, delete, func, or_, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import without_names
from flows.campaign.officers import BETWEEN_COUNTS, NAMING_ACTS, Act
from storage.association_tables import AuditRow
from storage.associations.access import lock
from storage.associations.audit_log import note
from storage.broadcast_tables import BroadcastRow, CampaignMessageRow
from storage.campaign_tables import CampaignRow, CountedRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_of
from storage.clock import moment
from storage.database import Database
from storage.respondents.deletion_traces import empty_log
from storage.tables import BatchRow, DeliveryRow

AT_ONCE = 1_000
# What a campaign holds of institutions, in the order in which it is deleted, with the column that tells its rows apart.
# What hangs on these rows goes with them. Broadcasts are deleted first; see `_delete_broadcasts`.
NAMING: tuple[tuple[type[SQLModel], Any], ...] = (
    (CampaignMessageRow, CampaignMessageRow.respondent_id),
    (CountedRow, CountedRow.respondent_id),
    (ParticipationRow, ParticipationRow.respondent_id),
    (InvitationRow, InvitationRow.id),
    (RosterRow, RosterRow.id),
)
HOLDING = ((BroadcastRow, BroadcastRow.id), *NAMING)


async def delete_names(database: Database, today: date) -> int:
    """Delete the names of all campaigns that are due on a day; return how many campaigns. Raises Unstored.

    Respondents' own answers stay theirs.
    """
    async with database.reading() as db:
        wanted = select(CampaignRow).where(col(CampaignRow.deleted_at).is_(None), CampaignRow.kept_until < today)
        due = [(row.id, row.association_id) for row in await db.exec(wanted.order_by(col(CampaignRow.kept_until)))]
    marked = 0
    for campaign, association in due:
        async with database.writing() as db:
            marked += await _mark(db, campaign, association, today)
    async with database.reading() as db:
        holding = or_(*(select(key).where(table.campaign_id == CampaignRow.id).exists() for table, key in HOLDING))  # type: ignore[attr-defined]
        left = list(await db.exec(select(CampaignRow.id).where(col(CampaignRow.deleted_at).is_not(None), holding)))
    for campaign in left:
        await _delete_broadcasts(database, campaign)
        await _delete_rows(database, campaign)
    if left:
        await empty_log(database)
    return marked


async def _mark(db: AsyncSession, campaign: int, association: int, today: date) -> bool:
    """Mark a campaign as one without names; False if another process has done it meanwhile."""
    # Officers who import a roster hold the association too: nothing is added behind the deletion.
    await lock(db, association)
    row = await db.get(CampaignRow, campaign)
    if row is None or not campaign_of(row).is_due_for_deletion(today):
        return False
    now = await moment(db)
    await _take_names_out_of_the_log(db, association, campaign)
    counts = [
        (await db.exec(select(func.count()).select_from(table).where(table.campaign_id == campaign))).one()
        for table in (RosterRow, ParticipationRow)
    ]
    row.closed_on, row.deleted_at = without_names(campaign_of(row), today).closed_on, now
    db.add(row)
    note(db, association, now, Act.names_deleted, subject=row.name, detail=BETWEEN_COUNTS.join(map(str, counts)))
    return True


async def _delete_broadcasts(database: Database, campaign: int) -> None:
    """Delete what officers wrote, and to whom it went: first the deliveries, some at a time, then the rest of each message."""
    async with database.reading() as db:
        sent = select(BroadcastRow.batch).where(BroadcastRow.campaign_id == campaign, col(BroadcastRow.batch).is_not(None))
        batches = list(await db.exec(sent))
    await _delete_some(database, DeliveryRow, DeliveryRow.id, col(DeliveryRow.batch).in_(batches))
    async with database.writing() as db:
        await db.exec(delete(BroadcastRow).where(col(BroadcastRow.campaign_id) == campaign))
        await db.exec(delete(BatchRow).where(col(BatchRow.id).in_(batches)))


async def _delete_rows(database: Database, campaign: int) -> None:
    for table, key in NAMING:
        await _delete_some(database, table, key, table.campaign_id == campaign)  # type: ignore[attr-defined]


async def _delete_some(database: Database, table: type[SQLModel], key: Any, which: ColumnElement[bool]) -> None:
    """Delete the rows of a table that fit a condition, AT_ONCE in each transaction."""
    while True:
        async with database.writing() as db:
            keys = list(await db.exec(select(key).where(which).limit(AT_ONCE).with_for_update(skip_locked=True)))
            await db.exec(delete(table).where(which, key.in_(keys)).execution_options(synchronize_session=False))
        if len(keys) < AT_ONCE:
            break


async def _take_names_out_of_the_log(db: AsyncSession, association: int, campaign: int) -> None:
    """Let the lines about institutions of a campaign keep who did what and when, but no name. The number leads nowhere now."""
    numbers = select(cast(col(RosterRow.id), String)).where(RosterRow.campaign_id == campaign)
    await db.exec(
        update(AuditRow)
        .where(
            col(AuditRow.association_id) == association,
            col(AuditRow.act).in_(NAMING_ACTS),
            col(AuditRow.detail).in_(numbers),
        )
        .values(subject="")
        .execution_options(synchronize_session=False)
    )
