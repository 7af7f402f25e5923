"""Limits the space of the files of one person, and of all people together."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog

from bot.attachments.inspection import FileRefused
from bot.attachments.limits import MB, Quota
from bot.operations.metrics import EVIDENCE
from flows.dialogue import Address, phrase
from storage.respondents.attachments import Attachments, Used

# Other processes may share the folder, so its size is read again after this many seconds.
COUNTED_FOR_S = 60.0
NO_ROOM = phrase("file-no-room")
log = structlog.get_logger()


@dataclass(slots=True)
class UploadsInProgress:
    """What one person is sending now, over all their uploads."""

    files: int = 0
    size: int = 0


class Upload:
    """One incoming file and its size so far."""

    def __init__(self, quotas: Quotas, used: Used, arriving: UploadsInProgress) -> None:
        self.size = 0
        self._quotas = quotas
        self._used = used
        self._arriving = arriving

    def add_bytes(self, size: int) -> None:
        """Count the next `size` bytes. Raises FileRefused if there is no room for them."""
        self.size += size
        self._arriving.size += size
        self._quotas.add_bytes(size)
        self.require_room()

    def require_room(self) -> None:
        """Raise FileRefused if there is no room for this file."""
        self._quotas.require_room(self._used, self._arriving)


class Quotas:
    """Admits files and counts incoming bytes. `prefix` begins the places of files that are on our disk.

    Uploads in other processes count only once they are stored, so a person may get a few files above the limit.
    """

    def __init__(
        self,
        quota: Quota,
        attachments: Attachments,
        prefix: str,
        folder: Path,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._quota = quota
        self._attachments = attachments
        self._prefix = prefix
        self._folder = folder
        self._now = now
        self._arriving: dict[Address, UploadsInProgress] = {}
        self._all_bytes = 0
        self._count_again_at = float("-inf")

    @asynccontextmanager
    async def admit(self, who: Address) -> AsyncIterator[Upload]:
        """Admit one more file of a person while the body runs. Raises FileRefused if there is no room for it, and Unstored."""
        await self.count_all()
        used = await self._attachments.used(who, self._prefix)
        arriving = self._arriving.setdefault(who, UploadsInProgress())
        arriving.files += 1
        upload = Upload(self, used, arriving)
        try:
            upload.require_room()
            yield upload
        finally:
            arriving.files -= 1
            arriving.size -= upload.size
            if not arriving.files:
                del self._arriving[who]

    def require_room(self, used: Used, arriving: UploadsInProgress) -> None:
        """Raise FileRefused if a person's stored and incoming files, or all files together, exceed the quota."""
        quota = self._quota
        if used.files + arriving.files > quota.person_files:
            raise FileRefused(phrase("file-too-many", count=used.files, most=quota.person_files))
        if used.size + arriving.size > quota.person_bytes:
            # Rounded up, so that a quota that is nearly full does not seem to have room.
            raise FileRefused(phrase("file-too-much", used=-(-used.size // MB), most=quota.person_bytes // MB))
        if self._all_bytes > quota.all_bytes:
            log.warning("files_at_quota", bytes=self._all_bytes)
            raise FileRefused(NO_ROOM)

    def add_bytes(self, size: int) -> None:
        """Add bytes that were written since all files were counted."""
        self._all_bytes += size

    async def count_all(self) -> None:
        """Read the size of all files, if that was last done COUNTED_FOR_S seconds ago."""
        if self._now() >= self._count_again_at:
            self._count_again_at = self._now() + COUNTED_FOR_S
            self._all_bytes = await asyncio.to_thread(_bytes_in, self._folder)
            EVIDENCE.set(self._all_bytes)


def _bytes_in(folder: Path) -> int:
    """Return the size in bytes of all files in a folder; 0 if there is no folder."""
    total = 0
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            with suppress(FileNotFoundError):
                total += path.stat().st_size
    return total
