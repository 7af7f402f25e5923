"""Repeats work that depends on the day, only while the clock can be trusted."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

# Largest drift between the wall clock and the monotonic clock that we still trust, in seconds.
CLOCK_DRIFT_S = 60.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The wall clock (`day`) and the monotonic clock (`passed`), in seconds, read at the same moment."""

    day: float
    passed: float

    @staticmethod
    def now() -> ClockReading:
        """Read both clocks."""
        return ClockReading(time.time(), time.monotonic())

    def agree_with(self, later: ClockReading) -> bool:
        """Return whether both clocks advanced equally. A machine that starts with a wrong time corrects it in one jump."""
        return abs((later.day - self.day) - (later.passed - self.passed)) <= CLOCK_DRIFT_S


async def repeat_while_steady(work: Callable[[], Awaitable[None]], steady_s: float, failure: str, pause_s: float = 0.0) -> None:
    """Do `work` again and again, each time after both clocks agreed for `steady_s` seconds, and then pause for `pause_s` more.

    If the clock were far ahead, everything would look due. Nobody waits for the result: if the work fails, `failure` is logged,
    and the next run tries again.
    """
    while True:
        before = ClockReading.now()
        await asyncio.sleep(steady_s)
        if not before.agree_with(ClockReading.now()):
            log.warning("clock_jumped")
            continue
        try:
            await work()
        except Exception:
            log.exception(failure)
        await asyncio.sleep(pause_s)
