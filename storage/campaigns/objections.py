"""Records that a respondent objects to how they are seen, or that they object no more, for officers and in their audit log."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.dialogue import Address
from storage.association_tables import AuditRow
from storage.associations.access import lock
from storage.associations.audit_log import note
from storage.campaign_tables import CampaignRow, ParticipationRow, RosterRow
from storage.clock import moment
from storage.lookup import respondent_at

# A person who objects and takes it back all day long must not bury what officers did. Nobody else needs as many lines.
LINES_AT_MOST, LINES_WITHIN = 10, timedelta(days=1)


async def record_objection(db: AsyncSession, who: Address, campaign: int, objected_at: datetime | None) -> bool:
    """Store in the caller's transaction when a respondent objected; None: they object no more.

    Return False if officers do not see them under an institution's name. The log of the association has a line if that is new.
    """
    asking = await db.get(CampaignRow, campaign)
    if asking is None:
        return False
    # The deletion of names holds the association too: no name is added to the log behind it.
    await lock(db, asking.association_id)
    found = await _named(db, who, campaign)
    if found is None:
        return False
    row, institution = found
    if (row.objected_at is None) == (objected_at is None):
        return True
    row.objected_at = objected_at
    db.add(row)
    await _note(db, asking.association_id, Act.objection_withdrawn if objected_at is None else Act.objected, institution)
    return True


async def _named(db: AsyncSession, who: Address, campaign: int) -> tuple[ParticipationRow, RosterRow] | None:
    """Return the part of a respondent whom officers see under an institution's name, and the institution."""
    wanted = (
        select(ParticipationRow, RosterRow)
        .join(RosterRow, col(RosterRow.id) == col(ParticipationRow.roster_id))
        .join(CampaignRow, col(CampaignRow.id) == col(ParticipationRow.campaign_id))
        .where(
            col(ParticipationRow.campaign_id) == campaign,
            col(ParticipationRow.respondent_id) == respondent_at(who.face, who.address),
            col(ParticipationRow.withdrawn_at).is_(None),
            col(ParticipationRow.detached_at).is_(None),
            col(CampaignRow.deleted_at).is_(None),
        )
        .with_for_update(of=ParticipationRow)
    )
    return (await db.exec(wanted)).first()


async def _note(db: AsyncSession, association: int, act: Act, institution: RosterRow) -> None:
    now, number = await moment(db), str(institution.id)
    lines = select(func.count(col(AuditRow.id))).where(
        AuditRow.association_id == association,
        col(AuditRow.act).in_((Act.objected, Act.objection_withdrawn)),
        AuditRow.detail == number,
        col(AuditRow.at) > now - LINES_WITHIN,
    )
    if (await db.exec(lines)).one() < LINES_AT_MOST:
        note(db, association, now, act, subject=institution.name, detail=number)
