"""What goes on beside the talk: what is past its time is erased once a day, and the disk is watched every 15 seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog

from bot.attachments.stored_files import EvidenceFiles
from bot.conversation import Conversation
from bot.operations.background import beside

HOUR_S = 3600
DAY_S = 24 * HOUR_S
DISK_EVERY_S = 15.0
# By so much the time of day may part from the time that has passed, and still be believed.
PARTED_S = 60.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Clocks:
    """The time of day and the time that has passed, in seconds, read in the same moment."""

    day: float
    passed: float

    @staticmethod
    def now() -> Clocks:
        """As they stand."""
        return Clocks(time.time(), time.monotonic())

    def agree_with(self, later: Clocks) -> bool:
        """Whether the time of day has kept step since: a machine that starts with a wrong clock sets it by a jump."""
        return abs((later.day - self.day) - (later.passed - self.passed)) <= PARTED_S


@asynccontextmanager
async def erasing(conversation: Conversation, settle_s: float = HOUR_S, every_s: float = DAY_S) -> AsyncIterator[None]:
    """Erase what has expired, every `every_s` seconds while the body runs; each time only after `settle_s` seconds in which
    the clock kept step, for by a clock that is far ahead everything would look expired."""
    async with beside(_erase(conversation, settle_s, every_s)):
        yield


async def _erase(conversation: Conversation, settle_s: float, every_s: float) -> None:
    while True:
        before = Clocks.now()
        await asyncio.sleep(settle_s)
        if not before.agree_with(Clocks.now()):
            log.warning("clock_jumped")
            continue
        try:
            erased = await conversation.erase_expired()
            if erased:
                log.info("erased_expired", respondents=erased)
        except Exception:
            log.exception("erasing_failed")  # tomorrow is another day; no person waits for it
        await asyncio.sleep(every_s)


@asynccontextmanager
async def tending(files: EvidenceFiles, every_s: float = DISK_EVERY_S) -> AsyncIterator[None]:
    """Watch the disk while the body runs, every `every_s` seconds from now on: its gauges, and the ballast as far as there is
    room for it."""
    async with beside(_tend(files, every_s)):
        yield


async def _tend(files: EvidenceFiles, every_s: float) -> None:
    while True:
        try:
            await files.tend()
        except OSError as error:
            log.error("disk_not_read", cause=error.strerror)
        await asyncio.sleep(every_s)
