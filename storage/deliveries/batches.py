"""A message to many people: planned at once, counted, paused, continued and cancelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, update
from sqlalchemy.engine import CursorResult
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.clock import moment
from storage.database import Database
from storage.deliveries.planning import DeliveryKind, Recipient, plan
from storage.tables import BatchRow, BatchState, DeliveryRow, DeliveryState
from storage.tokens import fresh_id

# These have not been begun, so a cancelled batch does not send them.
NOT_BEGUN = (DeliveryState.planned, DeliveryState.leased, DeliveryState.again)
OPEN = frozenset({*NOT_BEGUN, DeliveryState.sending})


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: how many deliveries are in each state. States without any are left out."""

    state: BatchState
    counts: Mapping[DeliveryState, int]

    @property
    def total(self) -> int:
        """How many deliveries the batch has. People who were forgotten meanwhile do not count."""
        return sum(self.counts.values())

    @property
    def begun(self) -> int:
        """How many deliveries were begun or settled: a cancelled batch leaves them as they are."""
        return self.total - sum(self.counts.get(state, 0) for state in NOT_BEGUN)

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to be sent."""
        return not OPEN & self.counts.keys()


class Batches:
    """The batches of one database. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def create(self, kind: DeliveryKind, recipients: Sequence[Recipient]) -> int:
        """Plan a message for each recipient who is still stored, due at once; return the batch's id.

        Somebody for whom the same message is already planned does not get it a second time.
        """
        async with self._database.writing() as db:
            now = await moment(db)
            batch = await create_batch(db, now)
            await plan(db, kind, recipients, now, batch)
        return batch

    async def progress(self, batch: int) -> Progress | None:
        """Return how far a batch is; None if there is no such batch."""
        async with self._database.reading() as db:
            return await progress_of(db, batch)

    async def pause(self, batch: int) -> bool:
        """Begin no more deliveries of a running batch. After the return only calls that were being made may still arrive."""
        return await self._move(batch, BatchState.paused, BatchState.running)

    async def resume(self, batch: int) -> bool:
        """Continue a paused batch. Return False if it is not paused."""
        return await self._move(batch, BatchState.running, BatchState.paused)

    async def cancel(self, batch: int) -> bool:
        """End a batch: what was not begun is skipped. Return False if it was cancelled before."""
        async with self._database.writing() as db:
            return await cancel_batch(db, batch)

    async def _move(self, batch: int, to: BatchState, *from_any: BatchState) -> bool:
        async with self._database.writing() as db:
            return await move_batch(db, batch, to, *from_any)


async def create_batch(db: AsyncSession, now: datetime) -> int:
    """Add a running batch without deliveries, in the caller's transaction; return its id."""
    batch = BatchRow(id=fresh_id(), created_at=now, state=BatchState.running)
    db.add(batch)
    await db.flush()
    return batch.id


async def progress_of(db: AsyncSession, batch: int) -> Progress | None:
    """Return how far a batch is; None if there is no such batch."""
    row = await db.get(BatchRow, batch, populate_existing=True)
    found = await db.exec(
        select(DeliveryRow.state, func.count()).where(DeliveryRow.batch == batch).group_by(col(DeliveryRow.state))
    )
    counts = {DeliveryState(state): count for state, count in found}
    return Progress(BatchState(row.state), counts) if row else None


async def move_batch(db: AsyncSession, batch: int, to: BatchState, *from_any: BatchState) -> bool:
    """Move a batch to another state, in the caller's transaction; False if it is in none of those that it may come from."""
    moved: CursorResult[Any] = await db.exec(
        update(BatchRow).where(col(BatchRow.id) == batch, col(BatchRow.state).in_(from_any)).values(state=to)
    )
    return moved.rowcount == 1


async def cancel_batch(db: AsyncSession, batch: int) -> bool:
    """End a batch, in the caller's transaction: what was not begun is skipped. False if it was cancelled before."""
    if not await move_batch(db, batch, BatchState.cancelled, BatchState.running, BatchState.paused):
        return False
    await db.exec(
        update(DeliveryRow)
        .where(col(DeliveryRow.batch) == batch, col(DeliveryRow.state).in_(NOT_BEGUN))
        .values(state=DeliveryState.skipped, leased_until=None)
    )
    return True
