"""Reads the database's clock, which all processes share. On SQLite that is the clock of the machine."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.moments import aware

# On PostgreSQL, not now(): that is the start of the transaction, which may have waited for a lock since.
CLOCKS = {"sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')", "postgresql": "SELECT clock_timestamp()"}


async def moment(db: AsyncSession) -> datetime:
    """Return the present moment by the database's clock, in UTC."""
    connection = await db.connection()
    found = (await connection.execute(text(CLOCKS[connection.dialect.name]))).scalar_one()
    return aware(found if isinstance(found, datetime) else datetime.fromisoformat(found))
