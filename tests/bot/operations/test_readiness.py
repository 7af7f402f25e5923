"""Each part is asked once for a while, with a time limit; what cannot be used is named."""

from __future__ import annotations

import asyncio

from bot.operations.readiness import Probe, Readiness


class Part:
    """A part that works or not, and counts how often it was asked."""

    def __init__(self) -> None:
        self.works = True
        self.asked = 0
        self.now = 0.0

    async def ask(self) -> None:
        self.asked += 1
        await asyncio.sleep(0)
        if not self.works:
            raise ConnectionError


async def test_however_many_ask_at_once_a_part_is_asked_once_for_a_while() -> None:
    part = Part()
    probe = Probe("part", part.ask, keep_s=30, now=lambda: part.now)
    assert all(await asyncio.gather(*(probe.is_working() for _ in range(50))))
    assert part.asked == 1
    part.works = False
    assert await probe.is_working()
    part.now = 31
    assert not await probe.is_working()
    part.works = True
    part.now = 62
    assert await probe.is_working()
    assert part.asked == 3


async def test_a_part_that_never_answers_is_missing() -> None:
    readiness = Readiness()
    readiness.add(Probe("quick", Part().ask, keep_s=1))
    readiness.add(Probe("stuck", asyncio.Event().wait, keep_s=1, timeout_s=0.01))
    assert await readiness.missing() == ["stuck"]
