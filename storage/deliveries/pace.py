"""Hands out the moments at which messages may be sent, at one pace over all processes of a database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.clock import moment
from storage.deliveries.insert import insert_new
from storage.moments import aware
from storage.tables import PaceRow

# Processes take a slot just before they send, so a slot is never far ahead. One that is was taken before a clock was set back.
AHEAD_AT_MOST = timedelta(seconds=10)
ONE = 1


async def take_slot(db: AsyncSession, pace: timedelta) -> tuple[datetime, datetime]:
    """Take the next free slot; return the present moment and the slot. The others wait for the end of this transaction."""
    row = await _locked(db)
    if row is None:
        await db.exec(insert_new(db, PaceRow, [{"id": ONE, "next_at": await moment(db)}]))
        row = await _locked(db)
        assert row is not None
    now = await moment(db)
    free = aware(row.next_at)
    slot = now if free > now + AHEAD_AT_MOST else max(now, free)
    row.next_at = slot + pace
    db.add(row)
    return now, slot


async def _locked(db: AsyncSession) -> PaceRow | None:
    found = await db.exec(select(PaceRow).where(PaceRow.id == ONE).with_for_update())
    return found.first()
