"""Commits the requests that wait at the same moment together: one transaction, one sync.

A commit that is synced to the disk takes as long for one answer as for a hundred. So requests queue, first come, first served,
and all that wait are carried out together. Each caller gets its outcome only after the commit.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from storage.errors import Unstored
from storage.steps import Steps
from storage.tap.statements import Statement, Values

MOST_TOGETHER = 256
MOST_WAITING = 10_000


@dataclass(frozen=True, slots=True)
class Load:
    """A read; its outcome is the list of rows."""

    statement: Statement
    values: Values


@dataclass(frozen=True, slots=True)
class Save:
    """A write; its outcome says whether its first statement found its row. If not, nothing of it happened."""

    statements: tuple[Statement, ...]
    values: Values


@dataclass(frozen=True, slots=True)
class Work:
    """Steps to carry out in the transaction; their outcome is what they return. `steps` begins them, also a second time.

    If it only `reads`, no commit follows. If it is not `synced`, its commit does not wait for the disk: no kill of a process
    undoes it, but a loss of power may, until something else is committed and synced.
    """

    steps: Callable[[], Steps[Any]]
    reads: bool = False
    synced: bool = True


Request = Load | Save | Work
# The rows of a Load, whether a Save happened, what the steps of a Work return, or why it failed.
Outcome = Any


class Driver(Protocol):
    """Carries out requests on one connection of a database."""

    async def together(self, requests: Sequence[Request]) -> list[Outcome]:
        """Return one outcome per request, after the commit.

        If the database cannot be used, every outcome is Unstored. If a request is at fault, only its own outcome is an error.
        """

    async def close(self) -> None:
        """Close the connection."""


class SharedCommits:
    """The queue in front of a driver, for one event loop."""

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._waiting: deque[tuple[Request, asyncio.Future[Any]]] = deque()
        self._worker: asyncio.Task[None] | None = None

    async def do(self, request: Request) -> Any:
        """Return the outcome of one request, after its commit. Raises Unstored, or the error of a faulty request."""
        if len(self._waiting) >= MOST_WAITING:
            raise Unstored("too many requests wait for the database")
        future = asyncio.get_running_loop().create_future()
        self._waiting.append((request, future))
        if self._worker is None or self._worker.done():
            self._worker = asyncio.create_task(self._work())
        return await future

    async def close(self) -> None:
        """Carry out the waiting requests, then close the driver."""
        if self._worker is not None:
            await asyncio.wait([self._worker])
        await self._driver.close()

    async def _work(self) -> None:
        while self._waiting:
            batch = [self._waiting.popleft() for _ in range(min(len(self._waiting), MOST_TOGETHER))]
            try:
                outcomes = await self._driver.together([request for request, _ in batch])
            except Exception as error:
                outcomes = [error] * len(batch)
            for (_, future), outcome in zip(batch, outcomes, strict=True):
                if future.done():
                    continue  # the caller was cancelled; the request is carried out all the same
                if isinstance(outcome, Exception):
                    future.set_exception(outcome)
                else:
                    future.set_result(outcome)
