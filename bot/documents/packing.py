"""Packs many documents into one zip, which never needs more memory than a few of them.

The zip grows in a temporary file without a name. The system deletes it when the process ends, however it ends, so that no list
of links is left on the disk.
"""

from __future__ import annotations

import asyncio
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import structlog

from bot.documents.fair_queue import Asker
from bot.documents.renderer import DocumentFailed, Renderer
from bot.documents.worker import Rendered
from flows.dialogue import phrase

MB = 1024 * 1024
PACKAGE_BYTES = 100 * MB
# The most zips that one process makes at the same time.
AT_ONCE = 4
# The oldest moment that a zip can hold. The files tell nothing about when they were made.
UNDATED = (1980, 1, 1, 0, 0, 0)
FILE_MODE = 0o600
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A file of a zip: its name, with `/` after a folder, and what is rendered. `write` is called in a thread."""

    name: str
    write: Callable[[], Rendered]


class Packer:
    """Makes the zips of one process. `folder` is where the temporary files are, `has_room` whether its disk has room."""

    def __init__(
        self, renderer: Renderer, folder: Path, has_room: Callable[[], bool] = lambda: True, at_most: int = PACKAGE_BYTES
    ) -> None:
        self._renderer = renderer
        self._folder = folder
        self._has_room = has_room
        self._at_most = at_most
        self._making: set[Asker] = set()

    async def pack(self, files: Iterable[PackedFile], asker: Asker, at_once: int) -> BinaryIO:
        """Return a zip of files, open at its beginning; the caller closes it. `at_once` of them are rendered in one turn.

        Raises DocumentFailed if a file cannot be made, the disk is full, the zip gets too large, the asker waits for another
        one, or too many are being made.
        """
        if asker in self._making or len(self._making) >= AT_ONCE:
            raise DocumentFailed(phrase("document-package-waits"))
        self._making.add(asker)
        try:
            return await self._packed(files, asker, at_once)
        except OSError as error:
            log.error("package_not_made", folder=str(self._folder), cause=error.strerror)
            raise DocumentFailed from error
        finally:
            self._making.discard(asker)

    async def _packed(self, files: Iterable[PackedFile], asker: Asker, at_once: int) -> BinaryIO:
        async with AsyncExitStack() as stack:
            file = await asyncio.to_thread(self._open)
            stack.callback(file.close)
            archive = zipfile.ZipFile(file, "w")
            stack.callback(archive.close)
            for some in _batches(files, at_once):
                await asyncio.to_thread(self._require_room, file)
                made = await self._renderer.render_some(await asyncio.to_thread(_written, some), asker)
                await asyncio.to_thread(_add, archive, some, made)
            await asyncio.to_thread(archive.close)
            await asyncio.to_thread(file.seek, 0)
            stack.pop_all()
            return file

    def _open(self) -> BinaryIO:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return tempfile.TemporaryFile(dir=self._folder)

    def _require_room(self, file: BinaryIO) -> None:
        if file.tell() > self._at_most:
            raise DocumentFailed(phrase("document-package-too-large"))
        if not self._has_room():
            raise DocumentFailed(phrase("document-package-no-room"))


def _batches(files: Iterable[PackedFile], size: int) -> Iterator[list[PackedFile]]:
    left = iter(files)
    while some := list(islice(left, size)):
        yield some


def _written(files: list[PackedFile]) -> list[Rendered]:
    return [file.write() for file in files]


def _add(archive: zipfile.ZipFile, files: list[PackedFile], made: list[bytes]) -> None:
    for file, content in zip(files, made, strict=True):
        entry = zipfile.ZipInfo(file.name, UNDATED)
        entry.external_attr = FILE_MODE << 16
        # Pictures and documents are compressed already.
        archive.writestr(entry, content, zipfile.ZIP_STORED)
