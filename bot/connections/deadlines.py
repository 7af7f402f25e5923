"""Closes connections that neither send nor receive: a few thousand of them would leave no room for people."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Hashable, Iterable
from contextlib import asynccontextmanager
from heapq import nsmallest
from typing import TypeVar

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.connections.bodies import BODY_S
from bot.connections.pace import USUAL, TransferLimits, TransferPace
from bot.connections.send_state import SendState, send_state
from bot.operations.background import running
from bot.operations.metrics import CUT

# Seconds until the first request line with its headers is here, and between two requests of a connection.
FIRST_S = 10.0
IDLE_S = 75.0
# A handler that reads a body answers a slow one itself, with a calm page. If it does not, the connection is cut a bit later.
BODY_AND_ANSWER_S = BODY_S + 5.0
SWEEP_S = 1.0
NEVER = float("inf")
Connection = TypeVar("Connection", bound=Hashable)


class ConnectionDeadlines:
    """The time by which each client has to send its next bytes. Keys are aiohttp's connection handlers.

    A client has a deadline for its first head, for each further head, and for a body. It has none while we handle its request.
    After our answer it has IDLE_S seconds, counted from when it has received all of the answer, fast enough for `limits`.
    """

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        outgoing_of: Callable[[Hashable], SendState] = lambda connection: send_state(getattr(connection, "transport", None)),
        limits: TransferLimits = USUAL,
    ) -> None:
        """`outgoing_of` returns how much of our answer a connection has received."""
        self._now = now
        self._outgoing_of = outgoing_of
        self._limits = limits
        self._until: dict[Hashable, float] = {}
        self._bodies: dict[Hashable, object] = {}
        self._sending: dict[Hashable, _Sending] = {}

    @web.middleware
    async def watch(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Limit the time in which the client sends the body; while the handler works, there is no limit."""
        self.begin_request(request)
        try:
            return await handler(request)
        finally:
            self.end_request(request.protocol)

    def begin_request(self, request: web.BaseRequest) -> None:
        """Start the time for a request's body (BODY_S), after its head has arrived. Call `end_request` later.

        A handler that limits the time of the body itself calls `suspend`.
        """
        connection, body = request.protocol, request.content
        if body.is_eof():
            self.suspend(connection)
            return
        self._until[connection] = self._now() + BODY_AND_ANSWER_S
        self._bodies[connection] = body
        body.on_eof(lambda: self.suspend(connection) if self._bodies.get(connection) is body else None)

    def opened(self, connection: Hashable) -> None:
        """Record a new connection. The head of its first request may take FIRST_S seconds."""
        self._until[connection] = self._now() + FIRST_S

    def closed(self, connection: Hashable) -> None:
        """Forget a closed connection."""
        self._until.pop(connection, None)

    def suspend(self, connection: Hashable) -> None:
        """Lift the deadline of a connection while we work for it. Call `end_request` later."""
        self._until[connection] = NEVER

    def end_request(self, connection: Hashable) -> None:
        """Give a connection IDLE_S seconds for its next request."""
        self._bodies.pop(connection, None)
        self._until[connection] = self._now() + IDLE_S

    def find_overdue(self, open_now: Iterable[Connection]) -> list[Connection]:
        """Return those of the open connections that are past their deadline, and forget closed ones."""
        now = self._now()
        known = {connection: self._until.get(connection, now + FIRST_S) for connection in open_now}
        self._until = {connection: until for connection, until in known.items()}  # noqa: C416 - a wider type of key
        late = [connection for connection, until in known.items() if until < now]
        taking = {connection for connection in late if self._is_receiving(connection, now)}
        self._sending = {connection: sending for connection, sending in self._sending.items() if connection in taking}
        return [connection for connection in late if connection not in taking]

    def find_longest_silent(self, at_most: int) -> list[Hashable]:
        """Return at most `at_most` connections that wait for their client, those with the least time left."""
        waiting = [connection for connection, until in self._until.items() if until < NEVER]
        return nsmallest(at_most, waiting, key=self._until.__getitem__)

    def _is_receiving(self, connection: Hashable, now: float) -> bool:
        """Return whether a silent connection is still receiving our answer fast enough."""
        state, sending = self._outgoing_of(connection), self._sending.get(connection)
        if not state.is_pending:
            if sending is None:
                return False
            # The last byte has arrived: the client's time for the next request begins now.
            del self._sending[connection]
            self._until[connection] = now + IDLE_S
            return True
        if sending is None:
            sending = self._sending[connection] = _Sending(self._limits, state.arrived, now)
        return sending.is_fast_enough(state.arrived, now)


class _Sending:
    """An answer on its way to a slow reader."""

    def __init__(self, limits: TransferLimits, arrived: int, now: float) -> None:
        self._pace = TransferPace(limits)
        self._arrived = arrived
        self._seen_at = now

    def is_fast_enough(self, arrived: int, now: float) -> bool:
        self._pace.add_wait(now - self._seen_at, arrived - self._arrived)
        self._arrived, self._seen_at = arrived, now
        return self._pace.seconds_left() > 0


@asynccontextmanager
async def closing_overdue(runner: web.BaseRunner, connections: ConnectionDeadlines) -> AsyncIterator[None]:
    """Close overdue connections of a server while the body runs."""
    async with running(_sweep(runner, connections)):
        yield


async def _sweep(runner: web.BaseRunner, connections: ConnectionDeadlines) -> None:
    while runner.server is not None:
        for connection in connections.find_overdue(runner.server.connections):
            if connection.transport is not None:
                connection.transport.abort()
                CUT.labels("silent").inc()
        await asyncio.sleep(SWEEP_S)
