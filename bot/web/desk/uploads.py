"""Reads the forms of the desk that bring a file, or carry a sheet that was read before."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace

from aiohttp import web

from bot.connections.deadlines import ConnectionDeadlines
from bot.roster.limits import FILE_BYTES
from bot.web.csrf import ForgedRequest, is_same_origin
from bot.web.desk.carried_sheet import CARRIED_AT_MOST
from bot.web.desk.cookies import DeskCookies
from bot.web.rate_limits import RateLimiter
from bot.web.uploads import IncomingFile, OpenUploads, Upload, UploadLimits

# A carried sheet, the choice of its columns, and a box for each row whose name occurs several times.
FIELDS, OTHER_BYTES = 400, 64 * 1024
FIELDS_S = 60.0


class DeskUploads:
    """Reads one form after another, within limits of size and time. What is read is kept in memory only."""

    def __init__(
        self,
        cookies: DeskCookies,
        flood: RateLimiter,
        connections: ConnectionDeadlines,
        public_url: str | None,
        bounds: UploadLimits,
    ) -> None:
        self._cookies = cookies
        self._flood = flood
        self._connections = connections
        self._public_url = public_url
        self._bounds = replace(bounds, fields=FIELDS, fields_bytes=CARRIED_AT_MOST + OTHER_BYTES, fields_s=FIELDS_S)
        self._open = OpenUploads(bounds)

    async def read(self, request: web.Request, session: str) -> tuple[Mapping[str, str], bytes | None]:
        """Return the fields and the file: None if none was chosen, with one byte too many if it is too large.

        Raises ForgedRequest for what no page of this session sends, FileRefused if the file is cut off, and UploadTooSlow.
        """
        if not is_same_origin(request.headers, self._public_url):
            raise ForgedRequest
        person = hashlib.sha256(session.encode("utf-8", "replace")).hexdigest()
        with self._open.taken(person, self._flood.address(request)):
            # From here on every wait for the sender has a bound of its own.
            self._connections.suspend(request.protocol)
            upload = Upload(request, self._bounds)
            form = await upload.form()
            if not self._cookies.is_form_of(session, form.fields.get("token", "")):
                raise ForgedRequest
            file = await _whole(upload, form.file) if form.file is not None else None
            await upload.drain()
            return form.fields, file


async def _whole(upload: Upload, file: IncomingFile) -> bytes:
    read = bytearray()
    async for chunk in upload.chunks(file):
        read += chunk
        if len(read) > FILE_BYTES:
            break
    return bytes(read[: FILE_BYTES + 1])
