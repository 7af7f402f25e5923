"""Reads multipart/form-data as browsers send it, part by part, in bounded memory.

Browsers put a file's name between quotation marks as it is, semicolons, backslashes and UTF-8 included; of all characters they
replace only the quotation mark and line breaks, by %22, %0D and %0A. Some programs write `\\"` instead.
"""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

HEAD_AT_MOST = 8 * 1024
PREAMBLE_AT_MOST = 1024
BOUNDARY = re.compile(r';\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))', re.IGNORECASE)
DISPOSITION = re.compile(r"^content-disposition:\s*form-data(.*)$", re.IGNORECASE | re.MULTILINE)
# A quotation mark after a backslash ends the value all the same if the header ends there or another parameter follows.
PARAMETER = r';\s*{}="((?:[^"]|(?<=\\)"(?!\s*(?:;\s*[\w-]+\*?=|$)))*)"'
NAME, FILENAME = (re.compile(PARAMETER.format(name), re.IGNORECASE) for name in ("name", "filename"))
ESCAPES = {"%22": '"', "%0D": "\r", "%0A": "\n", '\\"': '"'}
ESCAPED = re.compile("|".join(map(re.escape, ESCAPES)), re.IGNORECASE)


class MalformedMultipart(Exception):
    """A body that is not multipart/form-data, or is cut off."""


@dataclass(frozen=True, slots=True)
class PartHead:
    """The head of one part; `filename` is None for a field without a file, and "" if no file was chosen."""

    name: str
    filename: str | None


class MultipartReader:
    """The parts of one body. `read` returns the next bytes, b"" at the end. Ask for a part's head, then for its content."""

    def __init__(self, content_type: str, read: Callable[[], Awaitable[bytes]]) -> None:
        """Raises MalformedMultipart if the header of the request names no boundary."""
        found = BOUNDARY.search(content_type)
        if found is None:
            raise MalformedMultipart
        self._boundary = b"\r\n--" + (found[1] or found[2]).encode("utf-8", "replace")
        self._read = read
        # The first boundary has no line break before it.
        self._buffer = bytearray(b"\r\n")
        self._has_begun = False

    async def next(self) -> PartHead | None:
        """Return the head of the next part, None after the last. Raises MalformedMultipart."""
        if not self._has_begun:
            self._has_begun = True
            await self._until(self._boundary, PREAMBLE_AT_MOST)
        after = await self._take(2)
        if after == b"--":
            return None
        if after != b"\r\n":
            raise MalformedMultipart
        head = (await self._until(b"\r\n\r\n", HEAD_AT_MOST)).decode("utf-8", "replace")
        return _part(head)

    async def content(self) -> AsyncIterator[bytes]:
        """Give the content of the current part as it comes in. Raises MalformedMultipart if the body ends within it."""
        while (end := self._buffer.find(self._boundary)) < 0:
            # What may be the beginning of the boundary stays.
            ready = len(self._buffer) - len(self._boundary) + 1
            if ready > 0:
                chunk = bytes(self._buffer[:ready])
                del self._buffer[:ready]
                yield chunk
            await self._more()
        chunk = bytes(self._buffer[:end])
        del self._buffer[: end + len(self._boundary)]
        if chunk:
            yield chunk

    async def _until(self, mark: bytes, at_most: int) -> bytes:
        """Return what comes before a mark, and step over it."""
        while (end := self._buffer.find(mark)) < 0:
            if len(self._buffer) > at_most:
                raise MalformedMultipart
            await self._more()
        return (await self._take(end + len(mark)))[:end]

    async def _take(self, count: int) -> bytes:
        while len(self._buffer) < count:
            await self._more()
        taken = bytes(self._buffer[:count])
        del self._buffer[:count]
        return taken

    async def _more(self) -> None:
        chunk = await self._read()
        if not chunk:
            raise MalformedMultipart
        self._buffer += chunk


def _part(head: str) -> PartHead:
    """Read the head of a part. Raises MalformedMultipart if it has no name."""
    disposition = DISPOSITION.search(head)
    name = NAME.search(disposition[1]) if disposition else None
    if disposition is None or name is None:
        raise MalformedMultipart
    filename = FILENAME.search(disposition[1])
    return PartHead(_plain(name[1]), _plain(filename[1]) if filename else None)


def _plain(value: str) -> str:
    return ESCAPED.sub(lambda found: ESCAPES[found[0].upper()], value)
