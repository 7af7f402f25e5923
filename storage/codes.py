"""Draws the codes that people type: one space for campaigns and cases, because both are typed into the same field."""

from __future__ import annotations

import secrets

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.codes import CODES, code_of
from storage.campaign_tables import InvitationRow
from storage.review_tables import CaseRow

HAVING_CODES = (col(InvitationRow.code), col(CaseRow.code))


async def free_code(db: AsyncSession) -> str:
    """Return a code that nothing has. Codes are never used again, also not after their channel was closed."""
    while True:
        code = code_of(secrets.randbelow(CODES))
        taken = [(await db.exec(select(column).where(column == code))).first() for column in HAVING_CODES]
        if not any(taken):
            return code
