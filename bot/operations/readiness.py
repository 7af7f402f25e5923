"""Checks whether this process can serve people: each part is asked within a time limit, and its answer kept for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

from bot.errors import NotReady

TIMEOUT_S = 2.0
log = structlog.get_logger()


class WorkStalled(NotReady):
    """Recurring work has not succeeded for too long."""


class RecurringWork:
    """The health of recurring work, which records each success and failure here."""

    def __init__(self, within_s: float, now: Callable[[], float] = time.monotonic) -> None:
        """The work has to succeed at least every `within_s` seconds, counted from now."""
        self._within_s = within_s
        self._now = now
        self._succeeded_at = now()
        self._failed = False

    def record_success(self) -> None:
        """Record that the work succeeded."""
        self._succeeded_at, self._failed = self._now(), False

    def record_failure(self) -> None:
        """Record that the work failed. It counts as failing until it succeeds."""
        self._failed = True

    async def check(self) -> None:
        """Raise WorkStalled if the last run failed, or if the last success is too long ago."""
        silent_s = self._now() - self._succeeded_at
        if self._failed or silent_s > self._within_s:
            raise WorkStalled(f"last success {silent_s:.0f} s ago")


class Probe:
    """A check of one part. `ask` raises if the part cannot be used; its answer is kept for `keep_s` seconds."""

    def __init__(
        self,
        name: str,
        ask: Callable[[], Awaitable[object]],
        keep_s: float,
        timeout_s: float = TIMEOUT_S,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self.name = name
        self._ask = ask
        self._keep_s = keep_s
        self._timeout_s = timeout_s
        self._now = now
        self._asking = asyncio.Lock()
        self._until = float("-inf")
        self._works = True

    async def is_working(self) -> bool:
        """Return whether the part can be used. Simultaneous callers share one check."""
        async with self._asking:
            if self._now() >= self._until:
                await self._look()
                self._until = self._now() + self._keep_s
        return self._works

    async def _look(self) -> None:
        worked = self._works
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._ask()
            self._works = True
        except Exception as error:
            self._works = False
            if worked:
                log.warning("not_ready", part=self.name, exc_info=error)
        if self._works and not worked:
            log.info("ready_again", part=self.name)


class Readiness:
    """The checks of all parts of this process: the needed ones, and those that the page works without."""

    def __init__(self) -> None:
        self._needed: list[Probe] = []
        self._optional: list[Probe] = []

    def add(self, probe: Probe, *, optional: bool = False) -> None:
        """Add the check of a part. Without an `optional` part the phone page still serves people."""
        (self._optional if optional else self._needed).append(probe)

    async def missing(self, *, optional: bool = True) -> list[str]:
        """Return the names of the parts that cannot be used now. With `optional=False`, check the needed parts only."""
        probes = self._needed + self._optional if optional else self._needed
        found = await asyncio.gather(*(probe.is_working() for probe in probes))
        return [probe.name for probe, works in zip(probes, found, strict=True) if not works]
