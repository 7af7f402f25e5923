"""The name of a respondent's institution: read and written whole."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import OrganisationRow


async def read_organisation(db: AsyncSession, respondent_id: int) -> str:
    """The name; "" where there is none."""
    found = await db.exec(select(OrganisationRow.name).where(OrganisationRow.respondent_id == respondent_id))
    return found.first() or ""


async def write_organisation(db: AsyncSession, respondent_id: int, name: str) -> None:
    """Write a name in the place of the one before; "" leaves none."""
    if name:
        await db.merge(OrganisationRow(respondent_id=respondent_id, name=name))
    else:
        await db.exec(delete(OrganisationRow).where(col(OrganisationRow.respondent_id) == respondent_id))
