"""Checks the logs of all cases in a backup before anything of it is restored."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.review.chained_rows import Break, LogFault
from storage.review.checking import checked_cases


async def first_broken(connection: AsyncConnection) -> Break | None:
    """Return the first entry of any log that was changed outside the program; None if all are whole.

    An entry that a process of an older version wrote during an upgrade has no hash yet, and nothing follows it that has one.
    """
    async with AsyncSession(connection) as db:
        async for case in checked_cases(db):
            if case.broken is not None and case.broken.fault is not LogFault.unchained:
                return case.broken
    return None
