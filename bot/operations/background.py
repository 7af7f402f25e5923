"""Tasks that run beside their starter: kept until they end, never forgotten, never failing in silence.

The one place that calls `asyncio.create_task` (ruff's TID251 holds that): asyncio itself keeps no task, and one that nobody
holds may vanish in the middle.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import structlog

Result = TypeVar("Result")
# How long a task that is cancelled may take to end.
CANCEL_S = 0.5
log = structlog.get_logger()


class Background:
    """A group of tasks. One that fails stops neither its starter nor the others."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[Any, Any, Result], *, awaited: bool = False) -> asyncio.Task[Result]:
        """Run `work` as a task. If it is `awaited`, its awaiter gets what it raises; else that is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard if awaited else self._ended)
        return task

    def __len__(self) -> int:
        """How many have not ended yet."""
        return len(self._tasks)

    async def drain(self, seconds: float) -> None:
        """Wait until all tasks have ended, for so many seconds at most."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=seconds)

    async def stop(self, seconds: float = CANCEL_S) -> None:
        """Cancel what still runs, and wait until it has ended, for so many seconds at most."""
        for task in set(self._tasks):
            task.cancel()
        await self.drain(seconds)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("background_failed", exc_info=error)


@asynccontextmanager
async def running(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `work` as a task while the body runs; on leaving it is cancelled and waited for. If it fails, that is logged."""
    tasks = Background()
    tasks.start(work)
    try:
        yield
    finally:
        await tasks.stop()
