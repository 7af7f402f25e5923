"""Downloads files that people sent to the bot: only to inspect them, or to hand them over in a review.

Otherwise the file itself stays with Telegram.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import datetime
from functools import partial

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


async def download_and_inspect(bot: Bot, message: Message) -> Attachment:
    """Return the photo (its largest size) or the document of a message, inspected.

    Raises FileRefused if the file is not accepted or cannot be downloaded.
    """
    file_id, name, size = _sent(message)
    Inspection(name, size)  # refuses by name and size, before the download
    try:
        path = (await bot.get_file(file_id)).file_path
        if not path:
            raise FileRefused(UNREACHABLE)
        inspection = await with_retries("download", DOWNLOAD, partial(_downloaded, bot, path, name, size))
    except Refused as refusal:
        if "file is too big" in refusal.why:
            raise FileRefused(
                phrase("file-too-big", size=-(-max(size, SIZE_AT_MOST + 1) // MB), most=SIZE_AT_MOST // MB)
            ) from refusal
        raise FileRefused(UNREACHABLE) from refusal
    except TelegramError as error:
        raise FileRefused(UNREACHABLE) from error
    return await asyncio.to_thread(inspection.finish, PREFIX + file_id)


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


async def _downloaded(bot: Bot, path: str, name: str, size: int) -> Inspection:
    """Download a file and inspect it on the way. Raises TelegramError if it does not arrive whole.

    A proxy may answer 200 with its own page or with half of the file. The `size` that Telegram stated (0 if none) shows that.
    """
    inspection = Inspection(name, size)
    try:
        async for chunk in _chunks(bot, path):
            inspection.feed(chunk)
    except (ClientError, OSError) as error:
        raise from_aiohttp(error) from error
    if size and inspection.size != size:
        raise Unanswered(f"{inspection.size} bytes instead of {size}")
    return inspection


def _sent(message: Message) -> tuple[str, str, int]:
    """Return the id, name and size in bytes of the file in a message. A photo has no name and gets one from its day."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        sent_at: datetime = message.date
        return largest.file_id, f"photo-{sent_at:%Y-%m-%d}.jpg", largest.file_size or 0
    assert message.document is not None
    return message.document.file_id, message.document.file_name or "", message.document.file_size or 0
