"""Whether this process can serve people now: each part is asked with a time limit, and its answer kept for a while."""

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
    """Recurring work that tells here how it went."""

    def __init__(self, within_s: float, now: Callable[[], float] = time.monotonic) -> None:
        """It has to succeed at least every `within_s` seconds, counted from now on."""
        self._within_s = within_s
        self._now = now
        self._succeeded_at = now()
        self._failed = False

    def record_success(self) -> None:
        """It succeeded."""
        self._succeeded_at, self._failed = self._now(), False

    def record_failure(self) -> None:
        """It failed; it counts as failing until it succeeds."""
        self._failed = True

    async def check(self) -> None:
        """Raises WorkStalled if the last run failed, or if it was too long ago."""
        silent_s = self._now() - self._succeeded_at
        if self._failed or silent_s > self._within_s:
            raise WorkStalled(f"last success {silent_s:.0f} s ago")


class Probe:
    """One part that is needed. `ask` raises if it cannot be used; its answer holds for `keep_s` seconds."""

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
        """Whether it can be used; however many ask at once, it is asked once."""
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
    """All parts of this process: those that nobody can be served without, and the optional ones."""

    def __init__(self) -> None:
        self._needed: list[Probe] = []
        self._optional: list[Probe] = []

    def add(self, probe: Probe, *, optional: bool = False) -> None:
        """From now on it is only ready with this part. Without an optional one the phone page still serves people."""
        (self._optional if optional else self._needed).append(probe)

    async def missing(self, *, optional: bool = True) -> list[str]:
        """The names of the parts that cannot be used now; empty if all can. Without `optional`, of the needed parts only."""
        probes = self._needed + self._optional if optional else self._needed
        found = await asyncio.gather(*(probe.is_working() for probe in probes))
        return [probe.name for probe, works in zip(probes, found, strict=True) if not works]
