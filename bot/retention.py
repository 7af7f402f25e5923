"""Deletes data on request and after the retention period, and watches the free space of the disks."""

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
# Largest drift between the wall clock and the monotonic clock that we still trust, in seconds.
CLOCK_DRIFT_S = 60.0
log = structlog.get_logger()


class Retention:
    """Deletes all data about one person, or about everybody whose data has expired, and clears caches that may hold it."""

    def __init__(self, sessions: StoredSessions, files: EvidenceFiles | None, now: Callable[[], datetime]) -> None:
        self._sessions = sessions
        self._files = files
        self._now = now
        self._droppers: list[Callable[[], None]] = []

    def when_forgotten(self, drop: Callable[[], None]) -> None:
        """Register `drop`, which clears a cache. It is called after each deletion."""
        self._droppers.append(drop)

    async def forget(self, who: Address) -> None:
        """Delete everything about one person, files first: that makes room on a full disk. Raises Refusal, Unstored."""
        async with self._files.deleting_files_of(who) if self._files else nullcontext():
            await self._sessions.forget(who)
        self._drop_kept()

    async def erase_expired(self) -> int:
        """Delete everything about people who have not answered for RETENTION_MONTHS. Return the number of people."""
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


@asynccontextmanager
async def erasing_expired(retention: Retention, settle_s: float = HOUR_S, every_s: float = DAY_S) -> AsyncIterator[None]:
    """Erase expired data every `every_s` seconds while the body runs.

    Before each run both clocks must agree for `settle_s` seconds: if the clock were far ahead, everything would look expired.
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
            log.exception("erasing_failed")  # nobody waits for the result, and the next run tries again
        await asyncio.sleep(every_s)


@asynccontextmanager
async def watching_disk(files: EvidenceFiles, every_s: float = DISK_EVERY_S) -> AsyncIterator[None]:
    """Update the disk metrics and refill the ballast file (see `DiskRoom`) every `every_s` seconds while the body runs."""
    async with running(_refresh_repeatedly(files, every_s)):
        yield


async def _refresh_repeatedly(files: EvidenceFiles, every_s: float) -> None:
    while True:
        try:
            await files.refresh()
        except OSError as error:
            log.error("disk_not_read", cause=error.strerror)
        await asyncio.sleep(every_s)
