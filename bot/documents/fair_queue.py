"""A fair queue: origins take turns, and within each origin its people take turns."""

from __future__ import annotations

import asyncio
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import NamedTuple

from flows.campaign.officers import Officer


class Asker(NamedTuple):
    """Who waits: a person, and their origin (such as an address, which many people may share)."""

    origin: Hashable
    person: Hashable


def asking(officer: Officer) -> Asker:
    """Return an officer as one who asks: the officers of one association take turns among themselves."""
    return Asker(("association", officer.association), ("officer", officer.id))


Waiting = deque["asyncio.Future[None]"]


class FairQueue:
    """Lets `at_once` callers work at the same time.

    A free place goes to the origin, and within it to the person, that has waited longest for a turn. The tasks of one person
    keep their order.
    """

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._origins: OrderedDict[Hashable, OrderedDict[Hashable, Waiting]] = OrderedDict()

    @asynccontextmanager
    async def turn(self, asker: Asker) -> AsyncIterator[None]:
        """Wait for a turn and hold it while the body runs."""
        await self._wait(asker)
        try:
            yield
        finally:
            self._free += 1
            self._start_next()

    async def _wait(self, asker: Asker) -> None:
        called = asyncio.get_running_loop().create_future()
        self._origins.setdefault(asker.origin, OrderedDict()).setdefault(asker.person, deque()).append(called)
        self._start_next()
        try:
            await called
        except asyncio.CancelledError:
            if called.done() and not called.cancelled():
                self._free += 1  # it got its turn and was cancelled in the same moment
                self._start_next()
            raise

    def _start_next(self) -> None:
        while self._free and self._origins:
            called = self._next()
            if not called.done():
                self._free -= 1
                called.set_result(None)

    def _next(self) -> asyncio.Future[None]:
        """Remove and return the next waiting caller. Its origin and its person go to the end of their queues."""
        origin, people = self._origins.popitem(last=False)
        person, waiting = people.popitem(last=False)
        called = waiting.popleft()
        if waiting:
            people[person] = waiting
        if people:
            self._origins[origin] = people
        return called
