"""A clock that goes on only while everybody sleeps, so that minutes of sending pass in seconds."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.operations.background import Background
from storage.deliveries.leases import Deliveries, Delivery
from storage.deliveries.planning import DeliveryKind
from storage.steps import Steps
from storage.tables import DeliveryState

# The loop turns a few times before what an operation has ended reaches its next sleep.
TURNS = 8
POLL_S = 0.0005


@dataclass
class SimulatedTime:
    """The time that everybody here reads. It stays where it is while a database works."""

    now: datetime = datetime(2026, 11, 29, 2, 0, tzinfo=UTC)
    busy: int = 0
    _sleepers: list[tuple[datetime, int, asyncio.Future[None]]] = field(default_factory=list)
    _numbers: count[int] = field(default_factory=count)

    async def moment(self, _db: AsyncSession) -> datetime:
        """Stand in for `storage.clock.moment`."""
        return self.now

    def present(self) -> Steps[datetime]:
        """Stand in for `storage.clock.present`."""
        yield from ()
        return self.now

    async def sleep(self, seconds: float) -> None:
        """Sleep by this clock."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self.now + timedelta(seconds=max(seconds, 0.0)), next(self._numbers), done))
        await done

    @asynccontextmanager
    async def working(self, cost_s: float) -> AsyncIterator[None]:
        """Hold the time while a database works; then let the time pass that this takes on a slow disk."""
        self.busy += 1
        try:
            yield
        finally:
            self.busy -= 1
        await self.sleep(cost_s)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Let time pass while the body runs."""
        background = Background()
        background.start(self._run())
        try:
            yield
        finally:
            with suppress(asyncio.CancelledError):
                await background.stop()

    async def _run(self) -> None:
        while True:
            for _ in range(TURNS):
                await asyncio.sleep(0)
            if self.busy or not self._sleepers:
                await asyncio.sleep(POLL_S)
                continue
            self.now, _, done = heapq.heappop(self._sleepers)
            done.set_result(None)


class SimulatedDeliveries(Deliveries):
    """Deliveries whose every operation takes `cost_s` seconds of the simulated time."""

    time: SimulatedTime
    cost_s: float

    async def wait_s(self, kinds: Collection[DeliveryKind]) -> float | None:
        async with self.time.working(self.cost_s):
            return await super().wait_s(kinds)

    async def claim(self, kinds: Collection[DeliveryKind], most: int) -> tuple[Delivery, ...]:
        async with self.time.working(self.cost_s):
            return await super().claim(kinds, most)

    async def begin(self, delivery: Delivery) -> float | None:
        async with self.time.working(self.cost_s):
            return await super().begin(delivery)

    async def settle(self, delivery: Delivery, state: DeliveryState, wait_s: float = 0.0) -> bool:
        async with self.time.working(self.cost_s):
            return await super().settle(delivery, state, wait_s)
