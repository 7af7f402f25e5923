"""How much the files of one person, and of all together, may take."""

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

# Other processes may share the folder: what all files take is read again after so many seconds.
COUNTED_FOR_S = 60.0
NO_ROOM = phrase("file-no-room")
log = structlog.get_logger()


@dataclass(slots=True)
class UploadsInProgress:
    """What one person is sending right now, over all their uploads."""

    files: int = 0
    size: int = 0


class Upload:
    """One file that comes in, and what it takes so far."""

    def __init__(self, quotas: Quotas, used: Used, arriving: UploadsInProgress) -> None:
        self.size = 0
        self._quotas = quotas
        self._used = used
        self._arriving = arriving

    def add_bytes(self, size: int) -> None:
        """Count the next bytes. Raises FileRefused if there is no room for them."""
        self.size += size
        self._arriving.size += size
        self._quotas.add_bytes(size)
        self.require_room()

    def require_room(self) -> None:
        """Raises FileRefused if there is no room for this file."""
        self._quotas.require_room(self._used, self._arriving)


class Quotas:
    """Admits files, and counts what arrives. `prefix` begins the places of files that take our disk.

    Uploads of one person in other processes are not seen before they are stored, so that a few files more may be kept.
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
        """Raises FileRefused if the files of a person, stored and arriving, or all files are too many or too large."""
        quota = self._quota
        if used.files + arriving.files > quota.person_files:
            raise FileRefused(phrase("file-too-many", count=used.files, most=quota.person_files))
        if used.size + arriving.size > quota.person_bytes:
            # Rounded up, so that a quota that is nearly full does not read as one with room.
            raise FileRefused(phrase("file-too-much", used=-(-used.size // MB), most=quota.person_bytes // MB))
        if self._all_bytes > quota.all_bytes:
            log.warning("files_at_quota", bytes=self._all_bytes)
            raise FileRefused(NO_ROOM)

    def add_bytes(self, size: int) -> None:
        """Count what was written since all files were counted."""
        self._all_bytes += size

    async def count_all(self) -> None:
        """Read what all files take, if that was last read COUNTED_FOR_S seconds ago."""
        if self._now() >= self._count_again_at:
            self._count_again_at = self._now() + COUNTED_FOR_S
            self._all_bytes = await asyncio.to_thread(_bytes_in, self._folder)
            EVIDENCE.set(self._all_bytes)


def _bytes_in(folder: Path) -> int:
    """What the files of a folder take together; 0 if there is none."""
    total = 0
    with suppress(FileNotFoundError):
        for path in folder.iterdir():
            with suppress(FileNotFoundError):
                total += path.stat().st_size
    return total
