"""Gives deliveries to one process for a while (a lease), and moves each on: planned, leased, sending, and the outcome.

A process leases deliveries, and begins each one just before it makes the call. If it dies, its leases end. What it had only
leased is then sent by another process. What it was sending may have arrived, so it becomes `uncertain`, and no process sends it
again. All moments are those of the database's clock.

Twenty messages a second are sent beside the taps. So each move takes the path of the taps: prepared statements, and on SQLite a
commit that it shares with them. Only a beginning waits for the disk. If the machine loses power, a message that was begun is on
it, and counts as uncertain if its outcome is not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol
from uuid import uuid4

from storage.clock import moment, present
from storage.database import Database
from storage.deliveries.pace import take_slot
from storage.deliveries.planning import DeliveryKind
from storage.deliveries.rows import (
    CLAIMABLE,
    DROP,
    HOLD,
    LET_GO,
    LONGEST_LEASE,
    OWN,
    POSTPONE,
    STATE_OF_BATCH,
    first_ready,
    is_over,
    to_take,
)
from storage.moments import aware
from storage.steps import Steps, read, write
from storage.tables import BatchState, DeliveryState

# Longer than one call of Telegram may take (30 s for its answer, 10 s to connect).
LEASE = timedelta(seconds=60)
# Telegram lets a bot send about 30 messages a second to many people. Replies to taps need some of them.
PACE = timedelta(seconds=1) / 20
# How many messages of dead processes are given up at once; the next claim finds the others.
GIVEN_UP_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that this process has leased. `tries` counts those that certainly failed."""

    id: int
    respondent: int
    kind: DeliveryKind
    about: str
    batch: int | None
    tries: int


class Effects(Protocol):
    """What one kind of delivery stores elsewhere, in the same transactions."""

    def began(self, delivery: Delivery) -> Steps[bool]:
        """Store that it is being sent; return False if it must not be."""

    def ended(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
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
            found = await (await db.connection()).execute(first_ready(kinds, now))
            first: datetime | None = found.scalar_one()
        return None if first is None else max((aware(first) - now).total_seconds(), 0.0)

    async def claim(self, kinds: Collection[DeliveryKind], most: int) -> tuple[Delivery, ...]:
        """Lease up to `most` deliveries, the longest due first. Another process's are left alone while it lives."""
        return await self._database.carry_out(partial(self._claim, tuple(kinds), most), synced=False)

    async def begin(self, delivery: Delivery) -> float | None:
        """Commit that a delivery is being sent; return in how many seconds the call may be made.

        Returns None if it must not be sent: the lease is over, its batch does not run, or its effects refuse it.
        """
        return await self._database.carry_out(partial(self._begin, delivery))

    async def settle(self, delivery: Delivery, state: DeliveryState, wait_s: float = 0.0) -> bool:
        """Store the outcome of a delivery that this process began; return False if it is not its own any more.

        `again` is due in `wait_s` seconds. If the lease ended meanwhile, only `sent` is still news.
        """
        return await self._database.carry_out(partial(self._settle, delivery, state, wait_s), synced=False)

    async def skip(self, delivery: Delivery) -> None:
        """Store that a leased delivery is not wanted. Without a batch it is deleted, and may be planned again."""

        def steps() -> Steps[None]:
            row = yield from self._own(delivery, DeliveryState.leased)
            if row is not None:
                yield from _drop(row)

        await self._database.carry_out(steps, synced=False)

    async def postpone(self, delivery: Delivery, wait_s: float) -> None:
        """Let a leased delivery be due again in `wait_s` seconds."""

        def steps() -> Steps[None]:
            row = yield from self._own(delivery, DeliveryState.leased)
            if row is not None:
                yield from _due_in(row, DeliveryState.planned, row.tries, wait_s)

        await self._database.carry_out(steps, synced=False)

    async def put_back(self, deliveries: Sequence[Delivery]) -> None:
        """Let other processes have what this one leased and has not begun."""

        def steps() -> Steps[None]:
            for delivery in deliveries:
                row = yield from self._own(delivery, DeliveryState.leased)
                if row is not None:
                    yield from _let_go(row, DeliveryState.planned)

        await self._database.carry_out(steps, synced=False)

    def _claim(self, kinds: tuple[DeliveryKind, ...], most: int) -> Steps[tuple[Delivery, ...]]:
        now = yield from present()
        yield from self._give_up(kinds, now)
        found: list[Any] = []
        for state in CLAIMABLE:
            found += yield from read(to_take(state, kinds), now=now, far=now + LONGEST_LEASE, most=most)
        taken = sorted(found, key=lambda row: aware(row.due_at))[:most]
        for row in taken:
            yield from self._hold(row, DeliveryState.leased, now + self._lease)
        return tuple(_delivery(row) for row in taken)

    def _begin(self, delivery: Delivery) -> Steps[float | None]:
        runs = delivery.batch is None or (yield from _runs(delivery.batch))
        row = yield from self._own(delivery, DeliveryState.leased)
        if row is None:
            return None
        if not runs:
            yield from _let_go(row, DeliveryState.planned)
            return None
        if is_over(row.leased_until, (yield from present())):
            return None
        effects = self._effects.get(delivery.kind)
        if effects is not None and not (yield from effects.began(delivery)):
            yield from _drop(row)
            return None
        now, slot = yield from take_slot(self._pace)
        yield from self._hold(row, DeliveryState.sending, slot + self._lease)
        return (slot - now).total_seconds()

    def _settle(self, delivery: Delivery, state: DeliveryState, wait_s: float) -> Steps[bool]:
        began = (DeliveryState.sending, DeliveryState.uncertain) if state is DeliveryState.sent else (DeliveryState.sending,)
        row = yield from self._own(delivery, *began)
        if row is None:
            return False
        if state is DeliveryState.again:
            yield from _due_in(row, state, row.tries + 1, wait_s)
        else:
            yield from _let_go(row, state)
        yield from self._end(delivery, state)
        return True

    def _give_up(self, kinds: tuple[DeliveryKind, ...], now: datetime) -> Steps[None]:
        """Call uncertain what a process was sending when its lease ended: it died, or its call takes too long."""
        over = to_take(DeliveryState.sending, kinds)
        for row in (yield from read(over, now=now, far=now + LONGEST_LEASE, most=GIVEN_UP_AT_ONCE)):
            yield from _let_go(row, DeliveryState.uncertain)
            yield from self._end(_delivery(row), DeliveryState.uncertain)

    def _end(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
        effects = self._effects.get(delivery.kind)
        if effects is not None:
            yield from effects.ended(delivery, state)

    def _own(self, delivery: Delivery, *states: DeliveryState) -> Steps[Any]:
        """Return the row of a delivery that this process holds or held, locked; None if it is in no such state."""
        rows = yield from read(OWN, delivery=delivery.id, worker=self.worker)
        return rows[0] if rows and rows[0].state in states else None

    def _hold(self, row: Any, state: DeliveryState, until: datetime) -> Steps[None]:
        yield from write(HOLD, delivery=row.id, new_state=state, new_leased_by=self.worker, new_leased_until=until)


def _runs(batch: int) -> Steps[bool]:
    rows = yield from read(STATE_OF_BATCH, batch_id=batch)
    return bool(rows) and rows[0].state == BatchState.running


def _let_go(row: Any, state: DeliveryState) -> Steps[None]:
    yield from write(LET_GO, delivery=row.id, new_state=state)


def _due_in(row: Any, state: DeliveryState, tries: int, wait_s: float) -> Steps[None]:
    due_at = (yield from present()) + timedelta(seconds=wait_s)
    yield from write(POSTPONE, delivery=row.id, new_state=state, new_tries=tries, new_due_at=due_at)


def _drop(row: Any) -> Steps[None]:
    if row.batch is None:
        yield from write(DROP, delivery=row.id)
    else:
        yield from _let_go(row, DeliveryState.skipped)


def _delivery(row: Any) -> Delivery:
    return Delivery(row.id, row.respondent_id, DeliveryKind(row.kind), row.about, row.batch, row.tries)
