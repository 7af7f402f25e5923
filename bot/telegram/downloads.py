"""A file that a person sent to the bot: read once to see what it is; it stays with Telegram."""

from __future__ import annotations

from datetime import datetime

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import Message
from aiohttp import ClientError

from bot.attachments import MB, SIZE_AT_MOST, Inspection, Unfit
from flows.dialogue import Attachment, phrase

PREFIX = "telegram:"
CHUNK_BYTES = 256 * 1024
DOWNLOAD_S = 60
UNREACHABLE = phrase("file-unreachable")


async def inspected(bot: Bot, message: Message) -> Attachment:
    """The photo (its largest size) or document of a message. Raises Unfit where it is not taken or cannot be read."""
    file_id, name, size = _sent(message)
    inspection = Inspection(name, size)
    try:
        path = (await bot.get_file(file_id)).file_path
        if not path:
            raise Unfit(UNREACHABLE)
        url = bot.session.api.file_url(bot.token, path)
        async for chunk in bot.session.stream_content(url, timeout=DOWNLOAD_S, chunk_size=CHUNK_BYTES, raise_for_status=True):
            inspection.feed(chunk)
    except TelegramAPIError as error:
        if "file is too big" in error.message:
            raise Unfit(phrase("file-too-big", size=-(-max(size, SIZE_AT_MOST + 1) // MB), most=SIZE_AT_MOST // MB)) from error
        raise Unfit(UNREACHABLE) from error
    except (ClientError, TimeoutError, OSError) as error:
        raise Unfit(UNREACHABLE) from error
    return inspection.finished(PREFIX + file_id)


def _sent(message: Message) -> tuple[str, str, int]:
    """Id, name and size of what a message carries; a photo has no name of its own and gets its day."""
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        sent_at: datetime = message.date
        return largest.file_id, f"photo-{sent_at:%Y-%m-%d}.jpg", largest.file_size or 0
    assert message.document is not None
    return message.document.file_id, message.document.file_name or "", message.document.file_size or 0
