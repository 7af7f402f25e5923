"""Finds the log behind an issued file, and says whether it leads to it."""

from __future__ import annotations

from enum import StrEnum

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.days import day_of
from flows.review.states import ResultState
from storage.clock import moment
from storage.review.chained_rows import Break
from storage.review.checking import checked, sealed_head
from storage.review.log import read_case
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
    case = await _case_of(db, sealed)
    row = await db.get(CaseRow, case) if case is not None else None
    if row is None:
        return LogOfResult.unknown, None
    found = await checked(db, row)
    if found.broken is not None:
        return LogOfResult.broken, found.broken
    return LogOfResult.whole if sealed_head(sealed) else LogOfResult.unnamed, None


async def state_of_result(db: AsyncSession, sealed: bytes) -> ResultState | None:
    """Return what an issued file is worth today by the log of its case; None if this database issued no such file.

    Raises BrokenLog if the log cannot be replayed.
    """
    case = await _case_of(db, sealed)
    return None if case is None else (await read_case(db, case)).result_state(day_of(await moment(db)))


async def _case_of(db: AsyncSession, sealed: bytes) -> int | None:
    return (await db.exec(select(ResultRow.case_id).where(ResultRow.sealed == sealed))).first()
