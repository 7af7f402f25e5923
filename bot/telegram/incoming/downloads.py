"""Downloads files that people sent to the bot: only to inspect them, or to hand them over in a review.

Otherwise the file itself stays with Telegram.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from tempfile import TemporaryFile

import structlog
from aiogram import Bot
from aiogram.types import Message
from aiohttp import ClientError

from bot.attachments.inspection import MB, SIZE_AT_MOST, FileRefused, Inspection
from bot.telegram.outgoing.errors import Refused, TelegramError, Unanswered, from_aiohttp
from bot.telegram.outgoing.retry_policy import DOWNLOAD, with_retries
from flows.dialogue import Attachment, phrase

PREFIX = "telegram:"
CHUNK_BYTES = 256 * 1024
UNREACHABLE = phrase("file-unreachable")
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: Telegram's id, its name, and its size in bytes (0 if Telegram does not say)."""

    file_id: str
    name: str
    size: int


async def download_and_inspect(bot: Bot, message: Message) -> Attachment:
    """Return the photo (its largest size) or the document of a message, inspected.

    Raises FileRefused if the file is not accepted or cannot be downloaded.
    """
    sent = _sent(message)
    Inspection(sent.name, sent.size)  # refuses by name and size, before the download
    try:
        path = (await bot.get_file(sent.file_id)).file_path
        if not path:
            raise FileRefused(UNREACHABLE)
        return await with_retries("download", DOWNLOAD, partial(_downloaded, bot, path, sent))
    except Refused as refusal:
        if "file is too big" in refusal.why:
            raise FileRefused(
                phrase("file-too-big", size=-(-max(sent.size, SIZE_AT_MOST + 1) // MB), most=SIZE_AT_MOST // MB)
            ) from refusal
        raise FileRefused(UNREACHABLE) from refusal
    except TelegramError as error:
        raise FileRefused(UNREACHABLE) from error


async def downloaded(bot: Bot, file: Attachment) -> AsyncIterator[bytes]:
    """Yield the bytes of a file that was sent before. Raises FileRefused if Telegram does not hand it over."""
    try:
        path = (await bot.get_file(file.place.removeprefix(PREFIX))).file_path
        if not path:
            raise FileRefused(UNREACHABLE)
        async for chunk in _chunks(bot, path):
            yield chunk
    except (TelegramError, ClientError, OSError) as error:
        raise FileRefused(UNREACHABLE) from error


def _chunks(bot: Bot, path: str) -> AsyncIterator[bytes]:
    url, limit = bot.session.api.file_url(bot.token, path), int(DOWNLOAD.answer_s)
    return bot.session.stream_content(url, timeout=limit, chunk_size=CHUNK_BYTES, raise_for_status=True)


async def _downloaded(bot: Bot, path: str, sent: Sent) -> Attachment:
    """Download a file and inspect it. It is written to a temporary file, because it is looked into as a whole.

    Raises FileRefused, and TelegramError if it does not arrive whole: a proxy may answer 200 with its own page or with half of
    the file. The size that Telegram stated (0 if none) shows that.
    """
    inspection = Inspection(sent.name, sent.size)
    try:
        with TemporaryFile() as kept:
            async for chunk in _arriving(bot, path):
                inspection.feed(chunk)
                await asyncio.to_thread(kept.write, chunk)
            if sent.size and inspection.size != sent.size:
                raise Unanswered(f"{inspection.size} bytes instead of {sent.size}")
            return await asyncio.to_thread(inspection.finish, PREFIX + sent.file_id, kept)
    except OSError as error:
        log.error("file_not_inspected", cause=error.strerror)
        raise FileRefused(phrase("file-not-kept")) from error


async def _arriving(bot: Bot, path: str) -> AsyncIterator[bytes]:
    """Yield the bytes of a file as they arrive. Raises TelegramError."""
    try:
        async for chunk in _chunks(bot, path):
            yield chunk
    except (ClientError, OSError) as error:
        raise from_aiohttp(error) from error


def _sent(message: Message) -> Sent:
    """Return the file in a message. A photo has no name and gets one from its day."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        sent_at: datetime = message.date
        return Sent(largest.file_id, f"photo-{sent_at:%Y-%m-%d}.jpg", largest.file_size or 0)
    assert message.document is not None
    return Sent(message.document.file_id, message.document.file_name or "", message.document.file_size or 0)
