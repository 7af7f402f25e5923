"""Shows a stranger's file as pictures of its pages, drawn in a process of its own, with limits for memory and time."""

from __future__ import annotations

import asyncio
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import structlog
from msgspec import MsgspecError, msgpack

from bot.attachments.formats.kinds import JPEG, PDF, PNG, WEBP
from bot.evidence_views.answer import Answer
from bot.evidence_views.faults import NotShown, ViewFault
from bot.evidence_views.limits import ANSWER_BYTES, AT_ONCE, PAGES_AT_ONCE, WAIT_S

SHOWN_TYPES = frozenset(kind.media_type for kind in (PDF, JPEG, PNG, WEBP))
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Views:
    """Pictures (PNG) of the pages of a file from page `first` on, and how many pages it has; with `has_more`, even more."""

    pictures: tuple[bytes, ...]
    first: int
    pages: int
    has_more: bool


class EvidenceViewer:
    """Draws the pages of evidence files, AT_ONCE files at the same time."""

    def __init__(self, wait_s: float = WAIT_S) -> None:
        self._wait_s = wait_s
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def pages_of(self, file: Path, media_type: str, first: int = 1, count: int = PAGES_AT_ONCE) -> Views:
        """Return pictures of `count` pages of a file from page `first` on; fewer, if they are large or the file ends.

        `media_type` is what the inspection of the file found. Raises NotShown if there is nothing to show: then the file can
        only be downloaded.
        """
        if media_type not in SHOWN_TYPES:
            raise NotShown(ViewFault.other_kind)
        async with self._turn:
            answer = await self._asked(file, media_type, first, min(count, PAGES_AT_ONCE))
        if answer.fault is not None:
            raise NotShown(answer.fault)
        if not answer.pictures or not all(picture.startswith(PNG_SIGNATURE) for picture in answer.pictures):
            raise NotShown(ViewFault.damaged)
        return Views(answer.pictures, first, answer.pages, answer.has_more)

    async def _asked(self, file: Path, media_type: str, first: int, count: int) -> Answer:
        nothing, pipe = asyncio.subprocess.DEVNULL, asyncio.subprocess.PIPE
        process = await asyncio.create_subprocess_exec(
            *drawing_command(file, media_type, first, count), stdin=nothing, stdout=pipe, stderr=nothing
        )
        assert process.stdout is not None
        written = b""
        try:
            async with asyncio.timeout(self._wait_s):
                written = await _read(process.stdout)
                await process.wait()
        except TimeoutError:
            written = b""
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        try:
            return msgpack.decode(written, type=Answer)
        except MsgspecError:
            ended = process.returncode or 0
            log.warning("evidence_not_drawn", ended_with=ended, media_type=media_type)
            # A signal ends it when it passes its limits; Python's own end means a fault in the file.
            is_ended = ended < 0 or ended == 128 + signal.SIGKILL
            return Answer(fault=ViewFault.too_heavy if is_ended else ViewFault.damaged)


def drawing_command(file: Path, media_type: str, first: int, count: int) -> tuple[str, ...]:
    """Return the command of the process that draws."""
    return sys.executable, "-m", "bot.evidence_views.child", str(file), media_type, str(first), str(count)


async def _read(stream: asyncio.StreamReader) -> bytes:
    """Return what a process writes until it ends, ANSWER_BYTES at most: it may have been taken over by its file."""
    written = bytearray()
    while (chunk := await stream.read(1 << 16)) and len(written) <= ANSWER_BYTES:
        written += chunk
    return bytes(written)
