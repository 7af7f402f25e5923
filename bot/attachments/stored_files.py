"""The files that people attach on the page, in `data/evidence/`: written whole or not at all, deleted with their evidence."""

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
from pathlib import Path

import structlog

from bot.attachments.disk_room import DiskRoom
from bot.attachments.inspection import FileRefused, Inspection
from bot.attachments.limits import Quota
from bot.attachments.quotas import NO_ROOM, Quotas
from flows.assessment.rating import Ratings
from flows.dialogue import Address, Attachment, Refusal, phrase
from storage.errors import Unstored
from storage.respondents.attachments import Attachments

FOLDER = "evidence"
PREFIX = "web:"
NAME = re.compile(r"[0-9a-f]{32}")
UNFINISHED = ".part"
# A file that is younger may belong to an upload whose evidence is about to be committed.
ORPHAN_AFTER_S = 3600.0
ASKED_AT_ONCE = 500
FOLDER_MODE, FILE_MODE = 0o700, 0o600
log = structlog.get_logger()


class FolderReplaced(OSError):
    """Another folder is at the path of ours: a disk was mounted or unmounted, or somebody moved the folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(errno.ESTALE, "another folder took the place of this one; restart when the right one is back", folder)


class EvidenceFiles:
    """The folder of one installation, and what the database says of its files."""

    def __init__(self, data_dir: Path, attachments: Attachments, room: DiskRoom, quota: Quota | None = None) -> None:
        self.room = room
        self._folder = data_dir / FOLDER
        self._attachments = attachments
        self._quotas = Quotas(quota or Quota(), attachments, PREFIX, self._folder)
        self._identity: tuple[int, int] | None = None

    async def keep(self, who: Address, inspection: Inspection, chunks: AsyncIterator[bytes]) -> Attachment:
        """Write a person's file as it comes in. Raises FileRefused, with nothing left behind, if it is not accepted."""
        name = secrets.token_hex(16)
        try:
            async with self._quotas.admit(who) as upload:
                await asyncio.to_thread(self._prepare)
                async with self._written(name) as descriptor:
                    async for chunk in chunks:
                        inspection.feed(chunk)
                        upload.add_bytes(len(chunk))
                        await asyncio.to_thread(self._write, descriptor, chunk)
                    kept = await asyncio.to_thread(inspection.finish, PREFIX + name)
        except OSError as error:
            log.error("file_not_kept", folder=str(self._folder), cause=error.strerror)
            raise FileRefused(phrase("file-not-kept")) from error
        except Unstored as error:
            log.warning("file_not_kept", exc_info=error)
            raise FileRefused(phrase("file-not-kept")) from error
        return kept

    async def find(self, who: Address, name: str) -> tuple[Attachment, Path] | None:
        """A person's own file by its name in the folder, if it is still what was kept; else None."""
        if not NAME.fullmatch(name):
            return None
        file = await self._attachments.find(who, PREFIX + name)
        path = self._folder / name
        if file is None:
            return None
        if not await asyncio.to_thread(_is_as_kept, path, file):
            log.error("file_not_as_kept", file=name)
            return None
        return file, path

    async def delete_unused(self, places: Iterable[str]) -> None:
        """Delete the files at these places that no evidence refers to any more; what cannot be deleted is swept later."""
        ours = {place for place in places if place.startswith(PREFIX)}
        if not ours:
            return
        try:
            gone = ours - await self._attachments.kept(ours)
        except Unstored as error:
            # What made these files superfluous is committed: nobody may hear now that it was not stored.
            log.warning("files_left_to_the_sweep", exc_info=error)
            return
        await asyncio.to_thread(self._delete, [place.removeprefix(PREFIX) for place in gone])

    @asynccontextmanager
    async def deleting_files_of(self, who: Address) -> AsyncIterator[None]:
        """Delete a person's files, then let the body delete the rows that name them; on a full disk make room for that.

        The files go first: "everything is deleted" is then true when the rows are gone, and a full disk has some room again.
        Raises Refusal, with all rows still there, if a file cannot be deleted.
        """
        places = await self._attachments.of(who)
        names = [place.removeprefix(PREFIX) for place in places if place.startswith(PREFIX)]
        if names:
            await asyncio.to_thread(self._delete_all, names)
        async with self.freeing_disk():
            yield

    @asynccontextmanager
    async def freeing_disk(self) -> AsyncIterator[None]:
        """Give up the ballast on a full disk, so that the body can delete rows; then make it again as far as there is room."""
        await asyncio.to_thread(self.room.begin_deletion)
        try:
            yield
        finally:
            await asyncio.to_thread(self.room.end_deletion)

    async def refresh(self) -> None:
        """Read the disk and what all files take, for the gauges, and keep the ballast. Raises OSError."""
        await asyncio.to_thread(self.room.measure)
        await asyncio.to_thread(self.room.restore_ballast)
        await self._quotas.count_all()

    async def delete_orphans(self) -> int:
        """Delete what nothing refers to: uploads cut off by a crash, files of people who are gone; returns how many.

        Raises OSError if this is not our folder: to another installation's files nothing in our database refers.
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
        """Raises OSError if the folder cannot be used, or is not the one that this process began with."""
        await asyncio.to_thread(self._prepare)

    def _prepare(self) -> None:
        """Make the folder at the first call; later only see that it is still the same. Raises OSError."""
        if self._identity is None:
            self._folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
            if stat.S_IMODE(self._folder.stat().st_mode) != FOLDER_MODE:
                self._folder.chmod(FOLDER_MODE)
            self._identity = _identity(self._folder)
        elif not self._folder.is_dir() or _identity(self._folder) != self._identity:
            raise FolderReplaced(self._folder)

    @asynccontextmanager
    async def _written(self, name: str) -> AsyncIterator[int]:
        """A new file to write to; on leaving it is synced and gets its name, or is deleted after any exception."""
        unfinished = self._folder / (name + UNFINISHED)
        await asyncio.to_thread(self._require_reserve)
        descriptor = await asyncio.to_thread(os.open, unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
        try:
            try:
                yield descriptor
                await asyncio.to_thread(os.fsync, descriptor)
            finally:
                os.close(descriptor)
            await asyncio.to_thread(_name, unfinished, self._folder / name)
        except BaseException:
            with suppress(OSError):  # a folder that took no file lets none be deleted; what is left there is swept
                unfinished.unlink(missing_ok=True)
            raise

    def _write(self, descriptor: int, chunk: bytes) -> None:
        left = memoryview(chunk)
        while left:
            left = left[os.write(descriptor, left) :]
        self._require_reserve()

    def _require_reserve(self) -> None:
        if not self.room.has_room_for_files():
            raise FileRefused(NO_ROOM)

    def _old_names(self, before: float) -> Iterator[str]:
        """The names of our files that were last written before a moment; anything else in the folder is left alone."""
        with suppress(FileNotFoundError):
            for path in self._folder.iterdir():
                with suppress(FileNotFoundError):
                    if NAME.fullmatch(path.name.removesuffix(UNFINISHED)) and path.stat().st_mtime < before:
                        yield path.name

    def _delete_all(self, names: list[str]) -> None:
        """Delete files of our own folder. Raises Refusal if one of them stays, or if this is not our folder."""
        try:
            self._prepare()
        except OSError as error:
            log.error("files_not_deleted", folder=str(self._folder), cause=error.strerror)
            raise Refusal(phrase("refusal-not-deleted")) from error
        if self._delete(names) < len(names):
            raise Refusal(phrase("refusal-not-deleted"))

    def _delete(self, names: Iterable[str]) -> int:
        """Delete files; returns how many are gone now, whether by us or before."""
        gone = 0
        for name in names:
            try:
                (self._folder / name).unlink(missing_ok=True)
                gone += 1
            except OSError as error:
                log.error("file_not_deleted", cause=error.strerror)
        return gone


def _identity(folder: Path) -> tuple[int, int]:
    found = folder.stat()
    return found.st_dev, found.st_ino


def _name(unfinished: Path, finished: Path) -> None:
    """Give a written file its name, and sync the folder: after a power cut the name must be there too."""
    unfinished.rename(finished)
    folder = os.open(finished.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _is_as_kept(path: Path, file: Attachment) -> bool:
    """Whether a regular file, no link, has the size and the hash that were stored."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode) or path.stat().st_size != file.size:
            return False
        with path.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest() == file.sha256
    except OSError:
        return False


def places_of(ratings: Ratings) -> frozenset[str]:
    """Return where the files of these ratings' evidence are kept."""
    return frozenset(r.evidence.file.place for r in ratings.values() if r.evidence and r.evidence.file)
