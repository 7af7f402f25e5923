"""Stores files attached on the page in `data/evidence/`, whole or not at all, and deletes them with their evidence."""

from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import re
import secrets
import stat
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager, suppress
from io import FileIO
from pathlib import Path

import structlog

from bot.attachments.disk_room import DiskRoom
from bot.attachments.inside.contents import Inside
from bot.attachments.inside.look import look_inside
from bot.attachments.inspection import FileRefused, Inspection
from bot.attachments.limits import Quota
from bot.attachments.quotas import NO_ROOM, Quotas
from bot.operations.atomic_write import sync_folder
from bot.operations.bounded_dict import BoundedDict
from flows.assessment.rating import Ratings
from flows.dialogue import Address, Attachment, Refusal, phrase
from storage.errors import Unstored
from storage.respondents.attachments import Attachments

FOLDER = "evidence"
PREFIX = "web:"
NAME = re.compile(r"[0-9a-f]{32}")
UNFINISHED = ".part"
# Seconds. A younger file may belong to an upload whose evidence is about to be committed.
ORPHAN_AFTER_S = 3600.0
ASKED_AT_ONCE = 500
# Of how many files we remember what is inside.
LOOKED_INTO = 2000
FOLDER_MODE, FILE_MODE = 0o700, 0o600
log = structlog.get_logger()


class FolderReplaced(OSError):
    """Another folder is at the path of ours: a disk was mounted or unmounted, or somebody moved the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.ESTALE, "another folder took the place of this one; restart when the right one is back", folder)


class EvidenceFiles:
    """The folder of evidence files of one installation, together with the database that refers to them."""

    def __init__(self, data_dir: Path, attachments: Attachments, room: DiskRoom, quota: Quota | None = None) -> None:
        self.room = room
        self._folder = data_dir / FOLDER
        self._attachments = attachments
        self._quotas = Quotas(quota or Quota(), attachments, PREFIX, self._folder)
        self._identity: tuple[int, int] | None = None
        # By the digest of a file.
        self._inside: BoundedDict[str, frozenset[Inside]] = BoundedDict(LOOKED_INTO)

    async def keep(self, who: Address, inspection: Inspection, chunks: AsyncIterator[bytes]) -> Attachment:
        """Inspect and store a person's file as it comes in, and return it. Raises FileRefused; then nothing of it is left."""
        name = secrets.token_hex(16)
        try:
            async with self._quotas.admit(who) as upload:
                await asyncio.to_thread(self._prepare)
                async with self._written(name) as written:
                    async for chunk in chunks:
                        inspection.feed(chunk)
                        upload.add_bytes(len(chunk))
                        await asyncio.to_thread(self._write, written, chunk)
                    kept = await asyncio.to_thread(inspection.finish, PREFIX + name, written)
        except OSError as error:
            log.error("file_not_kept", folder=str(self._folder), cause=error.strerror)
            raise FileRefused(phrase("file-not-kept")) from error
        except Unstored as error:
            log.warning("file_not_kept", exc_info=error)
            raise FileRefused(phrase("file-not-kept")) from error
        return kept

    async def find(self, who: Address, name: str) -> tuple[Attachment, Path] | None:
        """Return a person's own file by its name in the folder, or None if it is missing or was changed."""
        if not NAME.fullmatch(name):
            return None
        file = await self._attachments.find(who, PREFIX + name)
        path = await self.path_of(file) if file is not None else None
        return (file, path) if file is not None and path is not None else None

    async def path_of(self, file: Attachment) -> Path | None:
        """Return where a file of ours is, or None if it is missing, was changed or is kept elsewhere.

        Whether somebody may read it is asked before, when the file is looked up in the database.
        """
        name = file.place.removeprefix(PREFIX)
        if not file.place.startswith(PREFIX) or not NAME.fullmatch(name):
            return None
        path = self._folder / name
        if not await asyncio.to_thread(_is_as_kept, path, file):
            log.error("file_not_as_kept", file=name)
            return None
        return path

    async def inside(self, file: Attachment) -> tuple[Inside, ...]:
        """Return what one of our files can do or hides, in the order of Inside; () if it is not there any more.

        Files that an older version took were never looked into, and what is looked for may grow. So it is not stored.
        """
        found = self._inside.get(file.sha256)
        if found is None:
            path = await self.path_of(file)
            found = await asyncio.to_thread(_look_inside, path, file.media_type) if path is not None else frozenset()
            if path is not None:
                self._inside.keep(file.sha256, found)
        return tuple(each for each in Inside if each in found)

    async def delete_unused(self, places: Iterable[str]) -> None:
        """Delete those files that no evidence refers to any more. If that fails, `delete_orphans` deletes them later."""
        ours = {place for place in places if place.startswith(PREFIX)}
        if not ours:
            return
        try:
            gone = ours - await self._attachments.kept(ours)
        except Unstored as error:
            # The change that made these files unused is committed: the person must not read that it was not.
            log.warning("files_left_to_the_sweep", exc_info=error)
            return
        await asyncio.to_thread(self._delete, [place.removeprefix(PREFIX) for place in gone])

    async def delete(self, places: Iterable[str]) -> None:
        """Delete the files at these places before the rows that name them, so that "everything is deleted" is true then.

        Raises Refusal if a file cannot be deleted.
        """
        names = [place.removeprefix(PREFIX) for place in places if place.startswith(PREFIX)]
        if names:
            await asyncio.to_thread(self._delete_all, names)

    @asynccontextmanager
    async def freeing_disk(self) -> AsyncIterator[None]:
        """Delete the ballast on a full disk, so that the body can delete rows; afterwards refill it as far as there is room."""
        await asyncio.to_thread(self.room.begin_deletion)
        try:
            yield
        finally:
            await asyncio.to_thread(self.room.end_deletion)

    async def refresh(self) -> None:
        """Measure the disk and the files for the gauges, and refill the ballast. Raises OSError."""
        await asyncio.to_thread(self.room.measure)
        await asyncio.to_thread(self.room.restore_ballast)
        await self._quotas.count_all()

    async def delete_orphans(self) -> int:
        """Delete files that no evidence refers to, such as uploads cut off by a crash, and return how many they were.

        Raises OSError if this is not our folder: nothing in our database refers to another installation's files.
        """
        await self.require_folder()
        names = await asyncio.to_thread(lambda: list(self._old_names(time.time() - ORPHAN_AFTER_S)))
        swept = 0
        for start in range(0, len(names), ASKED_AT_ONCE):
            some = names[start : start + ASKED_AT_ONCE]
            kept = await self._attachments.kept(PREFIX + name for name in some)
            swept += await asyncio.to_thread(self._delete, [name for name in some if PREFIX + name not in kept])
        return swept

    async def require_folder(self) -> None:
        """Raise OSError if the folder cannot be used, or is not the one that this process began with."""
        await asyncio.to_thread(self._prepare)

    def _prepare(self) -> None:
        """Create the folder at the first call; later only check that it is the same. Raises OSError."""
        if self._identity is None:
            self._folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            if stat.S_IMODE(self._folder.stat().st_mode) != FOLDER_MODE:
                self._folder.chmod(FOLDER_MODE)
            self._identity = _identity(self._folder)
        elif not self._folder.is_dir() or _identity(self._folder) != self._identity:
            raise FolderReplaced(self._folder)

    @asynccontextmanager
    async def _written(self, name: str) -> AsyncIterator[FileIO]:
        """Open a new file to write to, and to read again. On leaving, sync and name it; after any exception, delete it."""
        unfinished = self._folder / (name + UNFINISHED)
        await asyncio.to_thread(self._require_reserve)
        written = await asyncio.to_thread(FileIO, unfinished, "x+", opener=_open_private)
        try:
            try:
                yield written
                await asyncio.to_thread(os.fsync, written.fileno())
            finally:
                written.close()
            await asyncio.to_thread(_name, unfinished, self._folder / name)
        except BaseException:
            with suppress(OSError):  # if this fails too, `delete_orphans` deletes the file later
                unfinished.unlink(missing_ok=True)
            raise

    def _write(self, written: FileIO, chunk: bytes) -> None:
        left = memoryview(chunk)
        while left:
            left = left[written.write(left) :]
        self._require_reserve()

    def _require_reserve(self) -> None:
        if not self.room.has_room_for_files():
            raise FileRefused(NO_ROOM)

    def _old_names(self, before: float) -> Iterator[str]:
        """Yield the names of our files that were last written before a moment. Other files in the folder are left alone."""
        with suppress(FileNotFoundError):
            for path in self._folder.iterdir():
                with suppress(FileNotFoundError):
                    if NAME.fullmatch(path.name.removesuffix(UNFINISHED)) and path.stat().st_mtime < before:
                        yield path.name

    def _delete_all(self, names: list[str]) -> None:
        """Delete files of our folder. Raises Refusal if one of them remains, or if this is not our folder."""
        try:
            self._prepare()
        except OSError as error:
            log.error("files_not_deleted", folder=str(self._folder), cause=error.strerror)
            raise Refusal(phrase("refusal-not-deleted")) from error
        if self._delete(names) < len(names):
            raise Refusal(phrase("refusal-not-deleted"))

    def _delete(self, names: Iterable[str]) -> int:
        """Delete files, and return how many of them do not exist now."""
        gone = 0
        for name in names:
            try:
                (self._folder / name).unlink(missing_ok=True)
                gone += 1
            except OSError as error:
                log.error("file_not_deleted", cause=error.strerror)
        return gone


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, FILE_MODE)


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _name(unfinished: Path, finished: Path) -> None:
    """Rename a written file to its final name, and sync the folder, so that the name survives a power cut."""
    unfinished.rename(finished)
    sync_folder(finished.parent)


def _look_inside(path: Path, media_type: str) -> frozenset[Inside]:
    try:
        with path.open("rb") as opened:
            return look_inside(opened, media_type)
    except OSError:
        return frozenset({Inside.unread})


def _is_as_kept(path: Path, file: Attachment) -> bool:
    """Return whether a path is a regular file (not a link) with the size and hash that were stored."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size != file.size:
            return False
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def places_lost(before: Ratings, after: Ratings) -> frozenset[str]:
    """Return where the files are kept that evidence named before and does not name after."""
    lost = {code: rating for code, rating in before.items() if rating.evidence and after.get(code) is not rating}
    return places_of(lost) - places_of(after) if lost else frozenset()


def places_of(ratings: Ratings) -> frozenset[str]:
    """Return where the files of these ratings' evidence are kept."""
    return frozenset(r.evidence.file.place for r in ratings.values() if r.evidence and r.evidence.file)
