"""Runs background tasks: keeps them until they end, and logs it if one fails.

This is the one place that calls `asyncio.create_task` (ruff's TID251 checks that). asyncio holds tasks by weak references only,
so one that is not kept may vanish while it runs.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import structlog

Result = TypeVar("Result")
# Seconds that a cancelled task may take to end.
CANCEL_S = 0.5
log = structlog.get_logger()


class Background:
    """A group of tasks. One that fails does not stop the others or the code that started it."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Result], *, awaited: bool = False) -> asyncio.Task[Result]:
        """Start `work` as a task and return it. If the caller awaits it, set `awaited`; otherwise an exception is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard if awaited else self._ended)
        return task

    def __len__(self) -> int:
        """Return the number of tasks that have not ended."""
        return len(self._tasks)

    async def drain(self, seconds: float) -> None:
        """Wait until all tasks have ended, for at most `seconds`."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)

    async def stop(self, seconds: float = CANCEL_S) -> None:
        """Cancel the tasks that still run, and wait until they have ended, for at most `seconds`."""
        for task in set(self._tasks):
            task.cancel()
        await self.drain(seconds)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background_failed", exc_info=error)


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `work` as a task while the body runs. On leaving it is cancelled and awaited. If it fails, that is logged."""
    tasks = Background()
    tasks.start(work)
    try:
        yield
    finally:
        await tasks.stop()
