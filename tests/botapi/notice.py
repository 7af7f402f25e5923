"""Waiting for a condition without sleeping."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Notice:
    """A bell: code that changes state rings it, and code that waits looks again at each ring."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wakes every waiter to look again."""
        self._event.set()
        self._event = asyncio.Event()

    async def until(self, ready: Callable[[], bool], seconds: float) -> bool:
        """Input: a condition and the longest wait. Output: whether the condition came true in time."""
        try:
            async with asyncio.timeout(seconds):
                while not ready():
                    await self._event.wait()
        except TimeoutError:
            return ready()
        return True
