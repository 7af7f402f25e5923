"""Limits how often something may be tried, over all processes and after restarts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import case, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.association_tables import TryRow

SECOND_MS = 1000


@dataclass(frozen=True, slots=True)
class TryLimit:
    """How many tries are allowed at once; one more is allowed after each `every`."""

    at_once: int
    every: timedelta


@dataclass(frozen=True, slots=True)
class Tried:
    """Who tries: a key that shows nothing of an address or a person, and the limit that counts for it."""

    key: str
    limit: TryLimit


async def take(db: AsyncSession, kind: str, tried: Tried, now: datetime) -> timedelta:
    """Count one try; return zero if it is allowed, else how long to wait. One statement, so that no two count as one.

    The caller's transaction must be committed, whether the try succeeds or not. `now` is of the database's clock.
    """
    now_ms, every_ms = _ms(now), int(tried.limit.every.total_seconds() * SECOND_MS)
    room_ms = every_ms * (tried.limit.at_once - 1)
    engine = postgresql if db.get_bind().dialect.name == "postgresql" else sqlite
    whole_at = col(TryRow.whole_at_ms)
    counted = await db.exec(
        engine.insert(TryRow)
        .values(kind=kind, key=tried.key, whole_at_ms=now_ms + every_ms)
        .on_conflict_do_update(
            index_elements=["kind", "key"],
            set_={"whole_at_ms": case((whole_at > now_ms, whole_at), else_=now_ms) + every_ms},
            where=whole_at <= now_ms + room_ms,
        )
    )
    if counted.rowcount:
        return timedelta()
    stored = (await db.exec(select(TryRow.whole_at_ms).where(TryRow.kind == kind, TryRow.key == tried.key))).one()
    return timedelta(milliseconds=max(1, stored - room_ms - now_ms))


async def forget_old_tries(db: AsyncSession, now: datetime) -> None:
    """Delete what limits nobody any more."""
    await db.exec(delete(TryRow).where(col(TryRow.whole_at_ms) < _ms(now)))


def _ms(moment: datetime) -> int:
    return int(moment.timestamp() * SECOND_MS)
