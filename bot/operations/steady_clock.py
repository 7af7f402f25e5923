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

    def ahead_of(self, earlier: ClockReading) -> float:
        """Return by how many seconds the wall clock advanced more than the monotonic clock since an earlier reading."""
        return (self.day - earlier.day) - (self.passed - earlier.passed)

    def agree_with(self, later: ClockReading) -> bool:
        """Return whether both clocks advanced equally. A machine that starts with a wrong time corrects it in one jump."""
        return abs(later.ahead_of(self)) <= CLOCK_DRIFT_S


async def repeat_while_steady(
    work: Callable[[], Awaitable[None]], steady_s: float, failure: str, pause_s: float = 0.0, *, doubt_s: float = 0.0
) -> None:
    """Do `work` again and again, each time after both clocks agreed for `steady_s` seconds, and then pause for `pause_s` more.

    If the clock were far ahead, everything would look due. So after a jump ahead nothing is done for `doubt_s` seconds, unless
    the clock jumps back before: that leaves time to set it right. Nobody waits for the result: if the work fails, `failure` is
    logged, and the next run tries again.
    """
    believed: ClockReading | None = None
    doubted_at: float | None = None
    while True:
        before = ClockReading.now()
        believed = believed or before
        await asyncio.sleep(steady_s)
        after = ClockReading.now()
        if not before.agree_with(after):
            log.warning("clock_jumped")
            continue
        ahead_s = after.ahead_of(believed)
        if ahead_s > CLOCK_DRIFT_S and doubt_s:
            if doubted_at is None:
                log.warning("clock_doubted", ahead_s=round(ahead_s), nothing_done_for_s=round(doubt_s))
                doubted_at = before.passed
            if after.passed - doubted_at < doubt_s:
                continue
        believed, doubted_at = after, None
        try:
            await work()
        except Exception:
            log.exception(failure)
        await asyncio.sleep(pause_s)
