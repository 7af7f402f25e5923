"""Takes deliveries in hand for a while, and moves each one on: planned, leased, sending, and the outcome.

A process leases deliveries, and begins each one just before it makes the call. If it dies, its leases end. What it had only
leased is then sent by another process. What it was sending may have arrived, so it becomes `uncertain`, and no process sends it
again. All moments are those of the database's clock.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from uuid import uuid4

from sqlalchemy import ColumnElement, DateTime, and_, case, func, literal, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.clock import moment
from storage.database import Database
from storage.deliveries.pace import take_slot
from storage.deliveries.planning import HELD, DeliveryKind
from storage.moments import aware
from storage.tables import BatchRow, BatchState, DeliveryRow, DeliveryState

# Longer than one call of Telegram may take (30 s for its answer, 10 s to connect).
LEASE = timedelta(seconds=60)
# Telegram lets a bot send about 30 messages a second to many people. Replies to taps need some of them.
PACE = timedelta(seconds=1) / 20
# No lease lasts longer than this. One that seems to was given before the clock was set back, and counts as over.
LONGEST_LEASE = timedelta(minutes=10)
CLAIMABLE = (DeliveryState.planned, DeliveryState.again, DeliveryState.leased)
AWARE = DateTime(timezone=True)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that this process has in hand. `tries` counts those that certainly failed."""

    id: int
    respondent: int
    kind: DeliveryKind
    about: str
    batch: int | None
    tries: int


class Effects(Protocol):
    """What one kind of delivery stores elsewhere, in the same transactions."""

    async def began(self, db: AsyncSession, delivery: Delivery) -> bool:
        """Store that it is being sent; return False if it must not be."""

    async def ended(self, db: AsyncSession, delivery: Delivery, state: DeliveryState) -> None:
        """Store the outcome."""


class Deliveries:
    """The deliveries of one database, for one process. Every method raises Unstored if the database cannot be used."""

    def __init__(
        self,
        database: Database,
        effects: Mapping[DeliveryKind, Effects] | None = None,
        *,
        lease: timedelta = LEASE,
        pace: timedelta = PACE,
    ) -> None:
        self.worker = uuid4().hex
        self._database = database
        self._effects = effects or {}
        self._lease = lease
        self._pace = pace

    async def wait_s(self, kinds: Collection[DeliveryKind]) -> float | None:
        """Return in how many seconds something can be claimed, or None. This only reads: SQLite's one writer is left alone."""
        async with self._database.reading() as db:
            now = await moment(db)
            found = await db.exec(select(func.min(_ready_at(now))).where(*_open(kinds, (*CLAIMABLE, DeliveryState.sending))))
            first: datetime | None = found.one()
        return None if first is None else max((aware(first) - now).total_seconds(), 0.0)

    async def claim(self, kinds: Collection[DeliveryKind], most: int) -> tuple[Delivery, ...]:
        """Take up to `most` deliveries in hand, the longest due first. Another process's are left alone while it lives."""
        async with self._database.writing() as db:
            now = await moment(db)
            await self._give_up(db, kinds, now)
            rows = await _locked(db, kinds, CLAIMABLE, now, most)
            for row in rows:
                row.state, row.leased_by, row.leased_until = DeliveryState.leased, self.worker, now + self._lease
        return tuple(_delivery(row) for row in rows)

    async def begin(self, delivery: Delivery) -> float | None:
        """Commit that a delivery is being sent; return in how many seconds the call may be made.

        Returns None if it must not be sent: the lease is over, its batch does not run, or its effects refuse it.
        """
        async with self._database.writing() as db:
            # Locked until the commit: what is begun after the return of `pause` or `cancel` would not be theirs.
            runs = delivery.batch is None or await _runs(db, delivery.batch)
            row = await self._own(db, delivery, DeliveryState.leased)
            if row is None:
                return None
            if not runs:
                _let_go(row, DeliveryState.planned)
                return None
            if _is_over(row, await moment(db)):
                return None
            effects = self._effects.get(delivery.kind)
            if effects is not None and not await effects.began(db, delivery):
                await _drop(db, row)
                return None
            now, slot = await take_slot(db, self._pace)
            row.state, row.leased_until = DeliveryState.sending, slot + self._lease
        return (slot - now).total_seconds()

    async def settle(self, delivery: Delivery, state: DeliveryState, wait_s: float = 0.0) -> bool:
        """Store the outcome of a delivery that this process began; return False if it is not its own any more.

        `again` is due in `wait_s` seconds. If the lease ended meanwhile, only `sent` is still news.
        """
        async with self._database.writing() as db:
            began = (
                (DeliveryState.sending, DeliveryState.uncertain) if state is DeliveryState.sent else (DeliveryState.sending,)
            )
            row = await self._own(db, delivery, *began)
            if row is None:
                return False
            _let_go(row, state)
            if state is DeliveryState.again:
                row.tries += 1
                row.due_at = await moment(db) + timedelta(seconds=wait_s)
            await self._end(db, delivery, state)
        return True

    async def skip(self, delivery: Delivery) -> None:
        """Store that a leased delivery is not wanted. Without a batch it is deleted, and may be planned again."""
        async with self._database.writing() as db:
            row = await self._own(db, delivery, DeliveryState.leased)
            if row is not None:
                await _drop(db, row)

    async def postpone(self, delivery: Delivery, wait_s: float) -> None:
        """Let a leased delivery be due again in `wait_s` seconds."""
        async with self._database.writing() as db:
            row = await self._own(db, delivery, DeliveryState.leased)
            if row is not None:
                _let_go(row, DeliveryState.planned)
                row.due_at = await moment(db) + timedelta(seconds=wait_s)

    async def put_back(self, deliveries: Sequence[Delivery]) -> None:
        """Let other processes have what this one leased and has not begun."""
        async with self._database.writing() as db:
            for delivery in deliveries:
                row = await self._own(db, delivery, DeliveryState.leased)
                if row is not None:
                    _let_go(row, DeliveryState.planned)

    async def _give_up(self, db: AsyncSession, kinds: Collection[DeliveryKind], now: datetime) -> None:
        """Call uncertain what a process was sending when its lease ended: it died, or its call takes too long."""
        for row in await _locked(db, kinds, (DeliveryState.sending,), now):
            row.state, row.leased_until = DeliveryState.uncertain, None
            await self._end(db, _delivery(row), DeliveryState.uncertain)

    async def _end(self, db: AsyncSession, delivery: Delivery, state: DeliveryState) -> None:
        effects = self._effects.get(delivery.kind)
        if effects is not None:
            await effects.ended(db, delivery, state)

    async def _own(self, db: AsyncSession, delivery: Delivery, *states: DeliveryState) -> DeliveryRow | None:
        found = await db.exec(
            select(DeliveryRow)
            .where(DeliveryRow.id == delivery.id, DeliveryRow.leased_by == self.worker, col(DeliveryRow.state).in_(states))
            .with_for_update()
        )
        return found.first()


def _ready_at(now: datetime) -> ColumnElement[datetime]:
    """Return from when on a process may take a row: once it is due, or once the lease on it is over."""
    lease = col(DeliveryRow.leased_until)
    believed = case((lease > literal(now + LONGEST_LEASE, AWARE), literal(now, AWARE)), else_=lease)
    return case((col(DeliveryRow.state).in_(HELD), believed), else_=col(DeliveryRow.due_at))


def _open(kinds: Collection[DeliveryKind], states: Collection[DeliveryState]) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for rows of these kinds and states. What is not begun counts only while its batch runs."""
    running = select(BatchRow.id).where(BatchRow.state == BatchState.running)
    batch = col(DeliveryRow.batch)
    begun = col(DeliveryRow.state) == DeliveryState.sending
    return (
        col(DeliveryRow.kind).in_(kinds),
        col(DeliveryRow.state).in_(states),
        or_(begun, batch.is_(None), batch.in_(running)),
    )


async def _locked(
    db: AsyncSession,
    kinds: Collection[DeliveryKind],
    states: Collection[DeliveryState],
    now: datetime,
    most: int | None = None,
) -> Sequence[DeliveryRow]:
    """Return the rows that a process may take now, locked; those that another process is just taking are left out."""
    found = await db.exec(
        select(DeliveryRow)
        .where(and_(*_open(kinds, states)), _ready_at(now) <= literal(now, AWARE))
        .order_by(col(DeliveryRow.due_at), col(DeliveryRow.id))
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    return found.all()


async def _runs(db: AsyncSession, batch: int) -> bool:
    found = await db.exec(select(BatchRow.state).where(BatchRow.id == batch).with_for_update(read=True))
    return found.first() == BatchState.running


def _is_over(row: DeliveryRow, now: datetime) -> bool:
    assert row.leased_until is not None
    return not now < aware(row.leased_until) <= now + LONGEST_LEASE


def _let_go(row: DeliveryRow, state: DeliveryState) -> None:
    row.state, row.leased_until = state, None


async def _drop(db: AsyncSession, row: DeliveryRow) -> None:
    if row.batch is None:
        await db.delete(row)
    else:
        _let_go(row, DeliveryState.skipped)


def _delivery(row: DeliveryRow) -> Delivery:
    return Delivery(row.id, row.respondent_id, DeliveryKind(row.kind), row.about, row.batch, row.tries)
