"""Deletes what names institutions in campaigns whose day has passed. Figures that were released stay: they name nobody.

Several processes may try at the same moment, and each may die at any: a campaign's names go in one transaction, with the line
of the audit log that counts them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CursorResult, String, cast, delete, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.campaign import without_names
from flows.campaign.officers import DELETED_COUNTS, NAMING_ACTS, Act
from storage.association_tables import AuditRow
from storage.associations.access import lock
from storage.associations.audit_log import note
from storage.campaign_tables import CampaignRow, InvitationRow, ParticipationRow, RosterRow
from storage.campaigns.campaigns import campaign_of
from storage.clock import moment
from storage.database import Database
from storage.respondents.deletion_traces import empty_log

# What a campaign holds of institutions, in the order in which it is deleted. What hangs on these rows goes with them.
NAMING: tuple[type[SQLModel], ...] = (ParticipationRow, InvitationRow, RosterRow)


async def delete_names(database: Database, today: date) -> int:
    """Delete the names of all campaigns that are due on a day; return how many campaigns. Raises Unstored.

    Respondents' own answers stay theirs.
    """
    async with database.reading() as db:
        wanted = select(CampaignRow).where(col(CampaignRow.deleted_at).is_(None), CampaignRow.kept_until < today)
        due = [(row.id, row.association_id) for row in await db.exec(wanted.order_by(col(CampaignRow.kept_until)))]
    done = 0
    for campaign, association in due:
        async with database.writing() as db:
            done += await _delete_names_of(db, campaign, association, today)
    if done:
        await empty_log(database)
    return done


async def _delete_names_of(db: AsyncSession, campaign: int, association: int, today: date) -> bool:
    """Delete the names of one campaign; False if another process has done it meanwhile."""
    # Officers who import a roster hold the association too: nothing is added behind the deletion.
    await lock(db, association)
    row = await db.get(CampaignRow, campaign)
    if row is None or not campaign_of(row).is_due_for_deletion(today):
        return False
    now = await moment(db)
    await _take_names_out_of_the_log(db, association, campaign)
    deleted = []
    for table in NAMING:
        gone: CursorResult[Any] = await db.exec(delete(table).where(table.campaign_id == campaign))  # type: ignore[attr-defined]
        deleted.append(gone.rowcount)
    row.closed_on, row.deleted_at = without_names(campaign_of(row), today).closed_on, now
    db.add(row)
    participations, _, institutions = deleted
    note(db, association, now, Act.names_deleted, subject=row.name, detail=f"{institutions}{DELETED_COUNTS}{participations}")
    return True


async def _take_names_out_of_the_log(db: AsyncSession, association: int, campaign: int) -> None:
    """Let the lines about institutions of a campaign keep who did what and when, and the number that now belongs to nobody."""
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
