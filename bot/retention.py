"""Deletes what people want forgotten and what is past its time, and watches the disk that holds the files."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.attachments.stored_files import EvidenceFiles
from bot.operations.background import running
from flows.dialogue import Address
from flows.interview.questions.screens import RETENTION_MONTHS
from storage.respondents.sessions import StoredSessions

HOUR_S = 3600
DAY_S = 24 * HOUR_S
DISK_EVERY_S = 15.0
DAYS_A_MONTH = 30.4
# Largest drift between the time of day and the time that has passed that we still trust, in seconds.
CLOCK_DRIFT_S = 60.0
log = structlog.get_logger()


class Retention:
    """Deletes everything of a person, or of all people past their time, and clears the caches that may hold their words."""

    def __init__(self, sessions: StoredSessions, files: EvidenceFiles | None, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._files = files
        self._now = now
        self._droppers: list[Callable[[], None]] = []

    def when_forgotten(self, drop: Callable[[], None]) -> None:
        """Register `drop`, which clears a cache. It is called each time a person was forgotten."""
        self._droppers.append(drop)

    async def forget(self, who: Address) -> None:
        """Delete everything of one person, files first: that makes room on a full disk. Raises Refusal, Unstored."""
        async with self._files.deleting_files_of(who) if self._files else nullcontext():
            await self._sessions.forget(who)
        self._drop_kept()

    async def erase_expired(self) -> int:
        """Delete everything of people who have not answered for RETENTION_MONTHS, and return how many they were."""
        async with self._files.freeing_disk() if self._files else nullcontext():
            erased = await self._sessions.purge(self._now() - timedelta(days=DAYS_A_MONTH * RETENTION_MONTHS))
        if self._files:
            await self._files.delete_orphans()
        if erased:
            self._drop_kept()
        return erased

    def _drop_kept(self) -> None:
        for drop in self._droppers:
            drop()


@dataclass(frozen=True, slots=True)
class ClockReading:
    """The wall clock and the monotonic clock, in seconds, read in the same moment."""

    day: float
    passed: float

    @staticmethod
    def now() -> ClockReading:
        """Read both clocks."""
        return ClockReading(time.time(), time.monotonic())

    def agree_with(self, later: ClockReading) -> bool:
        """Return whether both clocks have advanced alike. A machine that starts with a wrong clock sets it by a jump."""
        return abs((later.day - self.day) - (later.passed - self.passed)) <= CLOCK_DRIFT_S


@asynccontextmanager
async def erasing_expired(retention: Retention, settle_s: float = HOUR_S, every_s: float = DAY_S) -> AsyncIterator[None]:
    """Erase what has expired while the body runs, every `every_s` seconds.

    Before each time both clocks must agree for `settle_s` seconds: by a clock far ahead everything would look expired.
    """
    async with running(_erase_repeatedly(retention, settle_s, every_s)):
        yield


async def _erase_repeatedly(retention: Retention, settle_s: float, every_s: float) -> None:
    while True:
        before = ClockReading.now()
        await asyncio.sleep(settle_s)
        if not before.agree_with(ClockReading.now()):
            log.warning("clock_jumped")
            continue
        try:
            erased = await retention.erase_expired()
            if erased:
                log.info("erased_expired", respondents=erased)
        except Exception:
            log.exception("erasing_failed")  # nobody waits for it, and it is tried again tomorrow
        await asyncio.sleep(every_s)


@asynccontextmanager
async def watching_disk(files: EvidenceFiles, every_s: float = DISK_EVERY_S) -> AsyncIterator[None]:
    """Every `every_s` seconds while the body runs, update the gauges of the disk and refill the ballast."""
    async with running(_refresh_repeatedly(files, every_s)):
        yield


async def _refresh_repeatedly(files: EvidenceFiles, every_s: float) -> None:
    while True:
        try:
            await files.refresh()
        except OSError as error:
            log.error("disk_not_read", cause=error.strerror)
        await asyncio.sleep(every_s)
