"""Keeps the institutions that a campaign asks. An import is taken whole or not at all, and deletes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, func, select

from flows.campaign.campaign import Status
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.campaign.roster.names import normalised
from flows.campaign.roster.preview import RosterRow as SheetRow
from flows.campaign.roster.update import HeldInstitution, RosterUpdate, roster_update
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import RosterRow
from storage.campaigns.campaigns import campaign_of, campaign_row
from storage.campaigns.invitations import Invitations
from storage.tokens import fresh_id

# All imports of a campaign together.
INSTITUTIONS_AT_MOST = 50_000


class Roster:
    """The rosters of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, invitations: Invitations) -> None:
        self._access = access
        self._invitations = invitations

    async def update_by(self, session: str, campaign: int, rows: Sequence[SheetRow]) -> RosterUpdate | None:
        """Return what an import of these rows would change; nothing is stored. None if there is no such open campaign."""
        async with self._access.reading(session, Right.manage_campaigns) as acting:
            if not await _is_open(acting, campaign):
                return None
            return roster_update(await _held(acting, campaign), rows)

    async def take(self, session: str, campaign: int, rows: Sequence[SheetRow], expected: RosterUpdate) -> bool:
        """Import rows, if that still changes what the officer was shown (`expected`); else nothing is stored.

        False too if the campaign is not open, or would hold more than INSTITUTIONS_AT_MOST.
        """
        async with self._access.writing(session, Right.manage_campaigns, alone=True) as acting:
            row = await campaign_row(acting, campaign)
            if row is None or campaign_of(row).status is Status.closed:
                return False
            held = await _held(acting, campaign)
            if roster_update(held, rows) != expected or len(held) + len(expected.added) > INSTITUTIONS_AT_MOST:
                return False
            added = [
                {"id": fresh_id(), "campaign_id": campaign, "added_at": acting.now, **_columns(each)} for each in expected.added
            ]
            if added:
                await acting.db.exec(insert(RosterRow), params=added)
                await self._invitations.add_for_institutions(acting, campaign, [each["id"] for each in added])
            for change in expected.changed:
                institution = await acting.db.get_one(RosterRow, int(change.held.key))
                institution.sqlmodel_update(_columns(change.row))
                acting.db.add(institution)
            note_by_caller(acting, Act.roster_imported, row.name, f"+{len(expected.added)} ~{len(expected.changed)}")
            return True

    async def size(self, session: str, campaign: int) -> int:
        """Return how many institutions a campaign asks by name; 0 if it has no roster."""
        async with self._access.reading(session, Right.use_desk) as acting:
            if await campaign_row(acting, campaign) is None:
                return 0
            return (await acting.db.exec(select(func.count(col(RosterRow.id))).where(RosterRow.campaign_id == campaign))).one()


async def _is_open(acting: Acting, campaign: int) -> bool:
    row = await campaign_row(acting, campaign)
    return row is not None and campaign_of(row).status is not Status.closed


async def _held(acting: Acting, campaign: int) -> tuple[HeldInstitution, ...]:
    wanted = select(RosterRow.id, RosterRow.name, RosterRow.district, RosterRow.contact, RosterRow.note)  # type: ignore[call-overload]
    rows = await acting.db.exec(wanted.where(RosterRow.campaign_id == campaign).order_by(col(RosterRow.id)))
    return tuple(HeldInstitution(str(key), *texts) for key, *texts in rows)


def _columns(row: SheetRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "name_key": normalised(row.name),
        "district": row.district,
        "contact": row.contact,
        "note": row.note,
    }
