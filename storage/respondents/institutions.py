"""Reads and replaces the name of a respondent's institution."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.tables import InstitutionRow


async def read_institution(db: AsyncSession, respondent_id: int) -> str:
    """Return the name; "" if there is none."""
    found = await db.exec(select(InstitutionRow.name).where(InstitutionRow.respondent_id == respondent_id))
    return found.first() or ""


async def write_institution(db: AsyncSession, respondent_id: int, name: str) -> None:
    """Replace the name; "" deletes it."""
    if name:
        await db.merge(InstitutionRow(respondent_id=respondent_id, name=name))
    else:
        await db.exec(delete(InstitutionRow).where(col(InstitutionRow.respondent_id) == respondent_id))
