"""The files that people attach on the page, in `data/evidence/`: written whole or not at all, deleted with their evidence."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
import time
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import structlog

from bot.attachments import Inspection, Unfit
from flows.dialogue import Address, Attachment, phrase
from storage.attachments import Attachments
from storage.commits import Unstored

FOLDER = "evidence"
PREFIX = "web:"
NAME = re.compile(r"[0-9a-f]{32}")
UNFINISHED = ".part"
# A file that is younger may belong to an upload whose evidence is about to be committed.
ORPHAN_AFTER_S = 3600.0
ASKED_AT_ONCE = 500
log = structlog.get_logger()


class EvidenceFiles:
    """The folder of one installation, and what the database says of its files."""

    def __init__(self, data_dir: Path, attachments: Attachments) -> None:
        self._folder = data_dir / FOLDER
        self._attachments = attachments

    async def keep(self, inspection: Inspection, chunks: AsyncIterator[bytes]) -> Attachment:
        """Write a file as it comes in. Raises Unfit, with nothing left behind, where it is not taken or there is no room."""
        name = secrets.token_hex(16)
        unfinished = self._folder / (name + UNFINISHED)
        try:
            await asyncio.to_thread(self._folder.mkdir, mode=0o700, parents=True, exist_ok=True)
            descriptor = await asyncio.to_thread(os.open, unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                async for chunk in chunks:
                    inspection.feed(chunk)
                    await asyncio.to_thread(_write, descriptor, chunk)
                kept = inspection.finished(PREFIX + name)
                await asyncio.to_thread(os.fsync, descriptor)
            finally:
                os.close(descriptor)
            await asyncio.to_thread(os.rename, unfinished, self._folder / name)
        except OSError as error:
            log.error("file_not_kept", folder=str(self._folder), cause=error.strerror)
            with suppress(OSError):  # a folder that took no file lets none be deleted; what is left there is swept
                unfinished.unlink()
            raise Unfit(phrase("file-not-kept")) from error
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        return kept

    async def find(self, who: Address, name: str) -> tuple[Attachment, Path] | None:
        """A person's own file by its name in the folder; None where there is none or it is not hers."""
        if not NAME.fullmatch(name):
            return None
        file = await self._attachments.find(who, PREFIX + name)
        path = self._folder / name
        return (file, path) if file and path.is_file() else None

    async def of(self, who: Address) -> frozenset[str]:
        """The places of all files of one person."""
        return await self._attachments.of(who)

    async def drop(self, places: Iterable[str]) -> None:
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

    async def sweep(self) -> int:
        """Delete what nothing refers to: uploads cut off by a crash, files of people who are gone; returns how many."""
        names = await asyncio.to_thread(lambda: list(self._old_names(time.time() - ORPHAN_AFTER_S)))
        swept = 0
        for start in range(0, len(names), ASKED_AT_ONCE):
            some = names[start : start + ASKED_AT_ONCE]
            kept = await self._attachments.kept(PREFIX + name for name in some)
            orphans = [name for name in some if PREFIX + name not in kept]
            await asyncio.to_thread(self._delete, orphans)
            swept += len(orphans)
        return swept

    def _old_names(self, before: float) -> Iterator[str]:
        """The names of our files that were last written before a moment; anything else in the folder is left alone."""
        with suppress(FileNotFoundError):
            for path in self._folder.iterdir():
                with suppress(FileNotFoundError):
                    if NAME.fullmatch(path.name.removesuffix(UNFINISHED)) and path.stat().st_mtime < before:
                        yield path.name

    def _delete(self, names: Iterable[str]) -> None:
        for name in names:
            try:
                (self._folder / name).unlink(missing_ok=True)
            except OSError as error:
                log.error("file_not_deleted", cause=error.strerror)


def _write(descriptor: int, chunk: bytes) -> None:
    left = memoryview(chunk)
    while left:
        left = left[os.write(descriptor, left) :]
