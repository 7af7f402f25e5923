"""Says as whom a person acts in a case: their party, their number, and the institutions that they belong to at this moment."""

from __future__ import annotations

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Officer
from flows.campaign.roles import Role
from flows.review.independence import Actor
from flows.review.states import Party
from storage.association_tables import OfficerRow
from storage.institution_tables import MemberRow
from storage.lookup import respondent_at

# The face at which an officer's account answers, if they answer for an institution themselves.
CHAT = "telegram"


async def officer_actor(db: AsyncSession, officer: Officer) -> Actor:
    """Return an officer as they act in cases: a reviewer reads, an administrator assigns and issues."""
    party = Party.administrator if officer.office.role is Role.administrator else Party.reviewer
    return Actor(party, officer.id, await _institutions(db, officer.id))


async def reviewer_actor(db: AsyncSession, association: int, officer: int) -> Actor | None:
    """Return a reviewer of an association, to be assigned; None if there is none of this number."""
    row = await db.get(OfficerRow, officer)
    if row is None or row.association_id != association or row.role != Role.reviewer:
        return None
    return Actor(Party.reviewer, row.id, await _institutions(db, row.id))


async def _institutions(db: AsyncSession, officer: int) -> frozenset[int]:
    """Return the institutions for which an officer answers with the account that they connected.

    We cannot know more of an officer: all other ties are what they declare for each case.
    """
    row = await db.get(OfficerRow, officer)
    if row is None or row.telegram is None:
        return frozenset()
    here = select(MemberRow.institution_id).where(col(MemberRow.respondent_id) == respondent_at(CHAT, row.telegram))
    return frozenset(await db.exec(here))
