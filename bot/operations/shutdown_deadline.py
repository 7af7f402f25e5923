"""Ends the process: signals end it in every phase, all parts share one deadline, and then it is killed."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.operations.background import Background

# Seconds for all parts to finish, of the 10 that systemd and Docker give. Cutting short what is left takes some more.
DRAIN_S = 5.0
# Seconds that a part may take beyond the deadline, to clean up after it was cut short.
CUT_S = 1.0
# After these seconds the process is killed even if something still runs, such as a thread of a library.
STOP_S = 9.0
CUT_SHORT = 1
log = structlog.get_logger()


class ShutdownDeadline:
    """The time in which all parts close. It starts when the first part asks for it; later parts get what is left."""

    def __init__(self) -> None:
        self._end: float | None = None
        self._parts = Background()

    def seconds_left(self) -> float:
        """Return the seconds left for finishing what has begun: DRAIN_S at the first call, then less, down to 0."""
        now = time.monotonic()
        if self._end is None:
            self._end = now + DRAIN_S
            return DRAIN_S  # exact: with a large clock, (now + DRAIN_S) - now is not always DRAIN_S
        return max(self._end - now, 0.0)

    async def close_part(self, part: str, ending: Coroutine[Any, Any, None]) -> None:
        """Close a part by running `ending`. If it fails or takes too long, log that and go on to the other parts."""
        task = self._parts.start(ending)
        _, unfinished = await asyncio.wait([task], timeout=self.seconds_left() + CUT_S)
        if unfinished:
            task.cancel()
            log.warning("left_behind", part=part)


class StopSignals:
    """Handles SIGINT and SIGTERM: they cancel a start that goes on, or set `requested`. STOP_S later the process is killed."""

    def __init__(self) -> None:
        self.requested = asyncio.Event()
        self._starting = asyncio.current_task()

    def install(self) -> None:
        """Install the handlers of both signals."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._request)

    def started(self) -> None:
        """Record that the start is over, so that a signal no longer cancels it. The caller then waits for `requested`."""
        self._starting = None

    def ignore_own_cancel(self, cancelled: asyncio.CancelledError) -> None:
        """Undo the cancellation that a signal caused. Raise any other cancellation again."""
        task = asyncio.current_task()
        if task is None or not self.requested.is_set():
            raise cancelled
        task.uncancel()

    def _request(self) -> None:
        if self.requested.is_set():
            return
        self.requested.set()
        cut = threading.Timer(STOP_S, _cut_off)
        cut.daemon = True
        cut.start()
        if self._starting is not None:
            self._starting.cancel()


def _cut_off() -> None:
    print(
        f"xingjie: not ended after {STOP_S:g} s, cut off; unfinished updates are delivered again", file=sys.stderr, flush=True
    )
    os._exit(CUT_SHORT)
