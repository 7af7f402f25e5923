"""Deletes data on request and after the retention period, and watches the free space of the disks."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, timedelta

import structlog

from bot.attachments.stored_files import EvidenceFiles
from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from flows.dialogue import Address
from flows.interview.questions.screens import RETENTION_MONTHS
from storage.respondents.sessions import StoredSessions

HOUR_S = 3600
DAY_S = 24 * HOUR_S
DISK_EVERY_S = 15.0
DAYS_A_MONTH = 30.4
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
        async with self._files.freeing_disk() if self._files else nullcontext():
            await self._sessions.forget(who, self._files.delete if self._files else None)
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


@asynccontextmanager
async def erasing_expired(retention: Retention, settle_s: float = HOUR_S, every_s: float = DAY_S) -> AsyncIterator[None]:
    """Erase expired data every `every_s` seconds while the body runs.

    Before each run both clocks must agree for `settle_s` seconds: if the clock were far ahead, everything would look expired.
    """

    async def erase() -> None:
        erased = await retention.erase_expired()
        if erased:
            log.info("erased_expired", respondents=erased)

    async with running(repeat_while_steady(erase, settle_s, "erasing_failed", every_s)):
        yield


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
