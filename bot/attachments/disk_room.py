"""Watches free disk space. Keeps a ballast file, which is deleted on a full disk so that a person's data can be deleted."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

import structlog
from sqlalchemy import make_url

from bot.attachments.limits import MB, FreeSpaceLimits
from bot.errors import NotReady
from bot.operations.metrics import DISK_FREE, DISK_RESERVE

# Enough for SQLite's write-ahead log to delete all rows of one person.
BALLAST_BYTES = 4 * MB
# The ballast leaves this much of the disk free, for answers that come meanwhile.
LEFT_FOR_OTHERS = MB
CHUNK_BYTES = MB // 4
log = structlog.get_logger()


class Disk(StrEnum):
    """What a disk holds: the files of evidence, or the SQLite database. Both may be one disk."""

    data = "data"
    database = "database"


class DiskShort(NotReady):
    """The database's disk has less free space than `least`. The message says how much."""


def free_bytes(folder: Path) -> int:
    """Return how many bytes this process may still write to a folder's disk. The folder need not exist yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


class DiskRoom:
    """The disks of one installation. Every method reads the disk: call it in a thread.

    `database` is the SQLite file, or None if the database is a server, whose disk we do not watch.
    """

    def __init__(
        self, data: Path, database: Path | None, limits: FreeSpaceLimits | None = None, free: Callable[[Path], int] = free_bytes
    ) -> None:
        self._folders = {Disk.data: data} | ({Disk.database: database.parent} if database else {})
        self._ballast = database.with_name(f"{database.name}.ballast") if database else None
        self._limits = limits or FreeSpaceLimits()
        self._free_bytes = free
        self._writing = threading.Lock()
        self._low = False
        self._deletions = 0

    def measure(self) -> dict[Disk, int]:
        """Return how many bytes are free on each disk, set the gauges, and log when the reserve is reached or free again."""
        found = {disk: self._free_bytes(folder) for disk, folder in self._folders.items()}
        for disk, free in found.items():
            DISK_FREE.labels(disk.value).set(free)
        DISK_RESERVE.set(self._limits.reserve)
        low = min(found.values()) < self._limits.reserve
        if low and not self._low:
            log.warning("disk_low", reserve=self._limits.reserve, **{disk.value: free for disk, free in found.items()})
        elif self._low and not low:
            log.info("disk_has_room_again")
        self._low = low
        return found

    def has_room_for_files(self) -> bool:
        """Return whether a file may be written: the reserve must be free on the disks of the files and of the database."""
        return min(self.measure().values()) >= self._limits.reserve

    def require_room(self) -> None:
        """Raise DiskShort if the database may soon be unable to write."""
        free = self.measure().get(Disk.database)
        if free is not None and free < self._limits.least:
            raise DiskShort(f"{free} bytes are free, {self._limits.least} are needed")

    def begin_deletion(self) -> None:
        """Delete the ballast if the disk is nearly full, to make room for a deletion. Call `end_deletion` afterwards."""
        with self._writing:
            self._deletions += 1
            if self._ballast is None:
                return
            try:
                if self._free_bytes(self._ballast.parent) >= max(self._limits.least, 2 * BALLAST_BYTES):
                    return
                self._ballast.unlink()
            except FileNotFoundError:
                return
            except OSError as error:
                log.error("ballast_stays", cause=error.strerror)
                return
        log.warning("ballast_given_up")

    def end_deletion(self) -> None:
        """Refill the ballast after a deletion."""
        with self._writing:
            self._deletions -= 1
        self.restore_ballast()

    def restore_ballast(self) -> None:
        """Refill the ballast as far as the disk allows; do nothing while a deletion needs the room."""
        with self._writing:
            if self._ballast is None or self._deletions:
                return
            try:
                self._fill(self._ballast)
            except OSError as error:
                log.warning("ballast_not_made", cause=error.strerror)

    def _fill(self, ballast: Path) -> None:
        size = ballast.stat().st_size if ballast.exists() else 0
        missing = min(BALLAST_BYTES - size, self._free_bytes(ballast.parent) - LEFT_FOR_OTHERS)
        if missing < CHUNK_BYTES:
            return
        descriptor = os.open(ballast, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
        try:
            while missing >= CHUNK_BYTES:
                # Random bytes, because a file system may store zeros without using space.
                missing -= os.write(descriptor, os.urandom(CHUNK_BYTES))
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def room_of(database_url: str, data_dir: Path, limits: FreeSpaceLimits) -> DiskRoom:
    """Return the disks that these settings use."""
    address = make_url(database_url)
    embedded = address.get_backend_name() == "sqlite" and address.database
    return DiskRoom(data_dir, Path(address.database or "").absolute() if embedded else None, limits)
