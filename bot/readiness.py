"""Whether this process can serve people now: each part is asked with a time limit, and its answer kept for a while."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import structlog

TIMEOUT_S = 2.0
log = structlog.get_logger()


class Probe:
    """One part that is needed. `ask` raises where it cannot be used; its answer holds for `keep_s` seconds."""

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

    async def works(self) -> bool:
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
    """All parts that this process needs."""

    def __init__(self) -> None:
        self._probes: list[Probe] = []

    def needs(self, probe: Probe) -> None:
        """From now on it is only ready with this part."""
        self._probes.append(probe)

    async def missing(self) -> list[str]:
        """The names of the parts that cannot be used now; empty where all can."""
        found = await asyncio.gather(*(probe.works() for probe in self._probes))
        return [probe.name for probe, works in zip(self._probes, found, strict=True) if not works]
