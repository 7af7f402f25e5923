"""What the operator of an installation does at the command line: invites the first administrator, and lists officers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act, LinkPurpose, Office, Officer
from flows.campaign.roles import Role
from storage.association_tables import AssociationRow, OfficerLinkRow, OfficerRow
from storage.associations.access import lock, officer_of
from storage.associations.audit_log import note
from storage.associations.links import MadeLink, make_invitation
from storage.clock import moment
from storage.database import Database
from storage.tokens import fresh_id


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation for an administrator (None if too many are open), whether the association is new, and how many
    administrators it had before."""

    link: MadeLink | None
    is_new: bool
    administrators: int


async def invite_administrator(database: Database, association: str, *, takes_back: bool = False) -> Invited:
    """Make an invitation for an administrator of the association of this name; make the association if it is new.

    That is also how an association is taken back if no administrator can sign in any more. With `takes_back`, all
    administrators and all open invitations end in the same transaction: nobody can remove the new one first. It is logged.
    Raises Unstored.
    """
    async with database.writing() as db:
        now = await moment(db)
        row = (await db.exec(select(AssociationRow).where(AssociationRow.name == association))).first()
        is_new = row is None
        if row is None:
            row = AssociationRow(id=fresh_id(), name=association, made_at=now)
            db.add(row)
            await db.flush()
        await lock(db, row.id)
        administrators = list(
            await db.exec(
                select(OfficerRow.id).where(OfficerRow.association_id == row.id, OfficerRow.role == Role.administrator)
            )
        )
        if takes_back:
            await _end_administrators(db, row.id, now)
        made = await make_invitation(db, row.id, None, Office(Role.administrator, may_send=True), "", now)
        if made is not None:
            note(db, row.id, now, Act.invited_by_operator, detail=Role.administrator)
        return Invited(made, is_new, len(administrators))


async def _end_administrators(db: AsyncSession, association: int, now: datetime) -> None:
    """Remove all administrators of an association, with their sessions and links, and delete all open invitations."""
    administrators = select(OfficerRow).where(OfficerRow.association_id == association, OfficerRow.role == Role.administrator)
    for officer in list(await db.exec(administrators)):
        note(db, association, now, Act.removed, subject=officer.name, detail=officer.role)
        await db.delete(officer)
    await db.flush()
    invitations = (
        col(OfficerLinkRow.association_id) == association,
        col(OfficerLinkRow.purpose) == LinkPurpose.invitation,
        col(OfficerLinkRow.used_at).is_(None),
    )
    await db.exec(delete(OfficerLinkRow).where(*invitations).execution_options(synchronize_session=False))


async def all_officers(database: Database) -> dict[str, tuple[Officer, ...]]:
    """Return the officers of every association by its name, both in order. Raises Unstored."""
    async with database.reading() as db:
        found: dict[str, tuple[Officer, ...]] = {}
        for association in list(await db.exec(select(AssociationRow).order_by(col(AssociationRow.name)))):
            rows = await db.exec(
                select(OfficerRow)
                .where(OfficerRow.association_id == association.id)
                .order_by(col(OfficerRow.joined_at), col(OfficerRow.id))
            )
            found[association.name] = tuple(officer_of(row, association.name) for row in rows)
        return found
