"""Reads the database's clock, which all processes share. On SQLite that is the clock of the machine."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, literal_column, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.moments import aware
from storage.steps import OnEither, Steps, read, within

# On PostgreSQL, not now(): that is the start of the transaction, which may have waited for a lock since.
CLOCK = OnEither(
    select(literal_column("strftime('%Y-%m-%d %H:%M:%f', 'now')").label("at")),
    select(func.clock_timestamp().label("at")),
)


def present() -> Steps[datetime]:
    """Return the present moment by the database's clock, in UTC."""
    (row,) = yield from read(CLOCK)
    return aware(row.at if isinstance(row.at, datetime) else datetime.fromisoformat(row.at))


async def moment(db: AsyncSession) -> datetime:
    """Return the present moment by the database's clock, in UTC."""
    return await within(db, present())
