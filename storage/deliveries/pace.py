"""Hands out the moments at which messages may be sent, at one pace over all processes of a database."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import select, update

from storage.broadcast_tables import PaceRow
from storage.clock import present
from storage.moments import aware
from storage.steps import Steps, insert_if_new, new, read, table_of, write

# Processes take a slot just before they send, so a slot is never far ahead. One that is was taken before a clock was set back.
AHEAD_AT_MOST = timedelta(seconds=10)
ONE = 1
PACE = table_of(PaceRow)
NEXT = select(PACE.c.next_at).where(PACE.c.id == ONE).with_for_update()
BEGIN = insert_if_new(PACE, ("id", "next_at"))
MOVE = update(PACE).where(PACE.c.id == ONE).values(next_at=new("next_at"))


def take_slot(pace: timedelta) -> Steps[tuple[datetime, datetime]]:
    """Take the next free slot; return the present moment and the slot. The others wait for the end of this transaction."""
    rows = yield from read(NEXT)
    if not rows:
        yield from write(BEGIN, new_id=ONE, new_next_at=(yield from present()))
        rows = yield from read(NEXT)
    free = aware(rows[0].next_at)
    now = yield from present()
    slot = now if free > now + AHEAD_AT_MOST else max(now, free)
    yield from write(MOVE, new_next_at=slot + pace)
    return now, slot
