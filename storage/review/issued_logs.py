"""Finds the log behind an issued file, and says whether it leads to it."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.review.chained_rows import Break
from storage.review.checking import checked, sealed_head
from storage.review_tables import CaseRow, ResultRow


class LogOfResult(StrEnum):
    """What is found of the log behind an issued file. The value is the end of the key of its words."""

    whole = "whole"
    # The log is whole, but the file is from before logs were chained.
    unnamed = "unnamed"
    # No such file was issued by this database.
    unknown = "unknown"
    broken = "broken"


async def log_of_result(db: AsyncSession, sealed: bytes) -> tuple[LogOfResult, Break | None]:
    """Return what is found of the log behind an issued file, and its first break if it has one."""
    case = (await db.exec(select(ResultRow.case_id).where(ResultRow.sealed == sealed))).first()
    row = await db.get(CaseRow, case) if case is not None else None
    if row is None:
        return LogOfResult.unknown, None
    found = await checked(db, row)
    if found.broken is not None:
        return LogOfResult.broken, found.broken
    return LogOfResult.whole if sealed_head(sealed) else LogOfResult.unnamed, None
