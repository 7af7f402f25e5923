"""How a process ends: a signal ends every phase of it, all parts share one span of time, and at last the process is cut off."""

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

# Of the 10 seconds that systemd and Docker give. What comes after, cut short or not, needs some of them too.
DRAIN_S = 5.0
# What a part may take beyond the common span, to end what it was cut short in.
CUT_S = 1.0
# After this time the process ends even if something still runs: a thread of a library, a server that does not answer.
STOP_S = 9.0
CUT_SHORT = 1
log = structlog.get_logger()


class ShutdownDeadline:
    """The span begins when the first part that closes asks for it; each later one gets what is left."""

    def __init__(self) -> None:
        self._end: float | None = None
        self._parts = Background()

    def seconds_left(self) -> float:
        """How many seconds may still be spent on finishing what has begun: DRAIN_S at first, 0 in the end."""
        now = time.monotonic()
        if self._end is None:
            self._end = now + DRAIN_S
            return DRAIN_S  # of large clocks, a sum less its part is not always the other part
        return max(self._end - now, 0.0)

    async def close_part(self, part: str, ending: Coroutine[Any, Any, None]) -> None:
        """Close a part. One that fails, or takes longer than is left, is logged and keeps no other part from closing."""
        task = self._parts.start(ending)
        _, unfinished = await asyncio.wait([task], timeout=self.seconds_left() + CUT_S)
        if unfinished:
            task.cancel()
            log.warning("left_behind", part=part)


class StopSignals:
    """SIGINT and SIGTERM. While a start goes on they cancel it; later they set `asked`. STOP_S later the process is gone."""

    def __init__(self) -> None:
        self.requested = asyncio.Event()
        self._starting = asyncio.current_task()

    def install(self) -> None:
        """Take both signals from now on."""
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, self._request)

    def started(self) -> None:
        """The start is over: from now on the caller waits for `asked`."""
        self._starting = None

    def ignore_own_cancel(self, cancelled: asyncio.CancelledError) -> None:
        """Go on after the cancellation that a signal caused. Raises any other one again."""
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
    print(f"xingjie: not ended after {STOP_S:g} s, cut off; what was in hand comes again", file=sys.stderr, flush=True)
    os._exit(CUT_SHORT)
