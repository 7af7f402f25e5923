"""Closes connections of clients that send nothing: without it a few thousand silent ones would leave no room for people."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from contextlib import asynccontextmanager
from typing import TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.background import beside

# Until a whole request line with its headers is here; between two requests of one connection; and until a body is here.
FIRST_S = 10.0
IDLE_S = 75.0
BODY_S = 10.0
SWEEP_S = 1.0
Connection = TypeVar("Connection", bound=Hashable)


class Connections:
    """Knows until when each connection may be silent. Keys are aiohttp's connection handlers."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._until: dict[Hashable, float] = {}

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """While a request is handled its connection is not silent."""
        self.hold(request.protocol)
        try:
            return await handler(request)
        finally:
            self.release(request.protocol)

    def hold(self, connection: Hashable) -> None:
        """It is our turn: this connection may be silent as long as it takes. `release` has to follow."""
        self._until[connection] = float("inf")

    def release(self, connection: Hashable) -> None:
        """It is the client's turn again."""
        self._until[connection] = self._now() + IDLE_S

    def overdue(self, open_now: Iterable[Connection]) -> list[Connection]:
        """Which of the connections that are open now have been silent for too long; closed ones are forgotten."""
        now = self._now()
        known = {connection: self._until.get(connection, now + FIRST_S) for connection in open_now}
        self._until = {connection: until for connection, until in known.items()}  # noqa: C416 - a wider type of key
        return [connection for connection, until in known.items() if until < now]


@asynccontextmanager
async def sweeping(runner: web.BaseRunner, connections: Connections) -> AsyncIterator[None]:
    """Close silent connections of a server while the body runs."""
    async with beside(_sweep(runner, connections)):
        yield


async def _sweep(runner: web.BaseRunner, connections: Connections) -> None:
    while runner.server is not None:
        for connection in connections.overdue(runner.server.connections):
            if connection.transport is not None:
                connection.transport.abort()
        await asyncio.sleep(SWEEP_S)
