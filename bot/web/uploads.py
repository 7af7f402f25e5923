"""A form with a file, read as it comes in, within bounds; and a file handed back, which no browser shows or runs."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.attachments.inspection import MB, FileRefused, ending_of
from bot.connections.bodies import BROKEN, require_uncompressed
from bot.connections.pace import USUAL, TransferLimits, TransferPace
from bot.operations.metrics import REFUSED
from bot.web.content_disposition import saved_as
from bot.web.csrf import ForgedRequest
from bot.web.multipart import MalformedMultipart, MultipartReader
from flows.dialogue import Attachment, phrase
from flows.typed_text import without_nul

FILE_FIELD = "file"
FIELDS_AT_MOST, FIELDS_BYTES = 10, 64 * 1024
# What is read on of a file that was refused, so that its sender can read why; a browser that still sends shows only an error.
DRAINED_AT_MOST = 64 * MB


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """How long an upload may take, and how many may be open at once. The fields come before the file."""

    fields_s: float = 10.0
    file: TransferLimits = USUAL
    by_address: int = 20
    by_person: int = 2
    try_again_s: int = 10
    # Of all fields before the file together.
    fields: int = FIELDS_AT_MOST
    fields_bytes: int = FIELDS_BYTES


UPLOAD_LIMITS = UploadLimits()


class UploadTooSlow(web.HTTPRequestTimeout):
    """An upload that came in more slowly than its bounds allow."""


@dataclass(frozen=True, slots=True)
class IncomingFile:
    """A file that is still coming in."""

    name: str
    parts: MultipartReader


@dataclass(frozen=True, slots=True)
class UploadForm:
    """The fields of a form up to its file; `file` is None if none was chosen."""

    fields: dict[str, str]
    file: IncomingFile | None


class OpenUploads:
    """Counts the uploads that are open now."""

    def __init__(self, bounds: UploadLimits) -> None:
        self._bounds = bounds
        self._open: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def taken(self, person: str, address: str | None) -> Iterator[None]:
        """Hold a place while the body runs. Raises HTTPTooManyRequests if the person or the address has none left."""
        wanted = {("person", person): self._bounds.by_person}
        if address is not None:
            wanted["address", address] = self._bounds.by_address
        if any(self._open[key] >= at_most for key, at_most in wanted.items()):
            REFUSED.labels("web").inc()
            raise web.HTTPTooManyRequests(headers={"Retry-After": str(self._bounds.try_again_s)})
        self._open.update(wanted.keys())
        try:
            yield
        finally:
            self._open.subtract(wanted.keys())
            self._open = +self._open


class Upload:
    """One request with a form and perhaps a file. Every wait for its sender is bounded."""

    def __init__(self, request: web.Request, bounds: UploadLimits) -> None:
        self._request = request
        self._bounds = bounds
        self._pace = TransferPace(bounds.file)

    async def form(self) -> UploadForm:
        """Return the form, its file not yet read. Raises ForgedRequest for what no page of ours sends, and UploadTooSlow."""
        if self._request.content_type != "multipart/form-data":
            raise ForgedRequest
        require_uncompressed(self._request)
        try:
            async with asyncio.timeout(self._bounds.fields_s):
                return await self._fields()
        except TimeoutError as error:
            raise UploadTooSlow from error
        except MalformedMultipart as error:
            raise ForgedRequest from error

    async def _fields(self) -> UploadForm:
        fields: dict[str, str] = {}
        left = self._bounds.fields_bytes
        parts = MultipartReader(self._request.headers.get("Content-Type", ""), self._next)
        while (part := await parts.next()) is not None:
            if part.name == FILE_FIELD:
                return UploadForm(fields, IncomingFile(part.filename, parts) if part.filename else None)
            if len(fields) >= self._bounds.fields:
                raise ForgedRequest
            read = await _content(parts, left, self._bounds.fields_bytes)
            left -= len(read)
            fields[without_nul(part.name)] = without_nul(read.decode("utf-8", "replace"))
        return UploadForm(fields, None)

    async def chunks(self, file: IncomingFile) -> AsyncIterator[bytes]:
        """Give the file as it comes in. Raises FileRefused if it is cut off, and UploadTooSlow."""
        try:
            async for chunk in file.parts.content():
                yield chunk
        except MalformedMultipart as error:
            raise FileRefused(phrase("file-cut")) from error

    async def drain(self) -> None:
        """Read on what is still being sent, up to DRAINED_AT_MOST, and forget it."""
        left = DRAINED_AT_MOST
        try:
            while left > 0 and (chunk := await self._next()):
                left -= len(chunk)
        except (UploadTooSlow, MalformedMultipart):
            return

    async def _next(self) -> bytes:
        """Return the next bytes of the body, b"" at its end. Only the time that we wait for the sender counts.

        Raises UploadTooSlow, and MalformedMultipart for a body that is cut off or broken.
        """
        began = time.monotonic()
        try:
            async with asyncio.timeout(max(self._pace.seconds_left(), 0)):
                chunk = await self._request.content.readany()
        except TimeoutError as error:
            raise UploadTooSlow from error
        except BROKEN as error:
            raise MalformedMultipart from error
        self._pace.add_wait(time.monotonic() - began, len(chunk))
        return chunk


def file_download(file: Attachment, path: Path) -> web.FileResponse:
    """Return a person's own file: to be saved, never to be opened here."""
    return web.FileResponse(
        path,
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": saved_as(file.name, f"evidence.{ending_of(file.name)}"),
        },
    )


async def _content(parts: MultipartReader, left: int, at_most: int) -> bytes:
    """Return a field. Raises HTTPRequestEntityTooLarge if it has more than `left` of the bytes that all fields may have."""
    read = bytearray()
    async for chunk in parts.content():
        read += chunk
        if len(read) > left:
            raise web.HTTPRequestEntityTooLarge(at_most, at_most - left + len(read))
    return bytes(read)
