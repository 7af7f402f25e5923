"""A form with a file, read as it comes in; and a file handed back, which no browser shows or runs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from aiohttp import BodyPartReader, MultipartReader, web
from aiohttp.client_exceptions import ClientError
from aiohttp.http_exceptions import HttpProcessingError

from bot.attachments import MB, Unfit, ending_of
from bot.web.forgery import Forged
from flows.dialogue import Attachment, phrase

FILE_FIELD = "file"
FIELD_AT_MOST = 64 * 1024
FIELDS_AT_MOST = 10
CHUNK_BYTES = 256 * 1024
# What is read on of a file that was refused, so that its sender can read why; a browser that still sends shows only an error.
DRAINED_AT_MOST = 64 * MB
BROKEN = (OSError, ValueError, AssertionError, ClientError, HttpProcessingError, web.RequestPayloadError)


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form up to its file; `file` is None where none was chosen."""

    fields: dict[str, str]
    file: BodyPartReader | None


async def read_form(request: web.Request) -> Form:
    """The form of a request, its file not yet read. Raises Forged for what no page of ours sends."""
    if request.content_type != "multipart/form-data":
        raise Forged
    fields: dict[str, str] = {}
    try:
        reader: MultipartReader = await request.multipart()
        while (part := await reader.next()) is not None:
            if not isinstance(part, BodyPartReader) or not part.name or len(fields) >= FIELDS_AT_MOST:
                raise Forged
            if part.name == FILE_FIELD:
                return Form(fields, part if part.filename else None)
            fields[part.name] = await _text(part)
    except BROKEN as error:
        raise Forged from error
    return Form(fields, None)


async def chunks(part: BodyPartReader) -> AsyncIterator[bytes]:
    """A file as it comes in. Raises Unfit where it is cut off."""
    try:
        while chunk := await part.read_chunk(CHUNK_BYTES):
            yield chunk
        if not part.at_eof():
            raise Unfit(phrase("file-cut"))
    except BROKEN as error:
        raise Unfit(phrase("file-cut")) from error


async def drain(request: web.Request) -> None:
    """Read on what is still being sent, up to DRAINED_AT_MOST, and forget it."""
    left = DRAINED_AT_MOST
    try:
        while left > 0 and (chunk := await request.content.readany()):
            left -= len(chunk)
    except BROKEN:
        return


def handed_back(file: Attachment, path: Path) -> web.FileResponse:
    """A person's own file: to be saved, never to be opened here."""
    name = f"evidence.{ending_of(file.name)}"
    return web.FileResponse(
        path,
        headers={
            "Content-Type": "application/octet-stream",
            "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(file.name, safe='')}",
        },
    )


async def _text(part: BodyPartReader) -> str:
    read = bytearray()
    while chunk := await part.read_chunk():
        read += chunk
        if len(read) > FIELD_AT_MOST:
            raise web.HTTPRequestEntityTooLarge(FIELD_AT_MOST, len(read))
    return read.decode("utf-8", "replace")
