"""What happens by itself: what is past its time is erased, at every start and once a day."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog

from bot.conversation import Conversation

DAY_S = 24 * 3600
log = structlog.get_logger()


@asynccontextmanager
async def erasing(conversation: Conversation, every_s: float = DAY_S) -> AsyncIterator[None]:
    """Erase what has expired, now and every `every_s` seconds, while the body runs."""
    task = asyncio.create_task(_erase(conversation, every_s))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _erase(conversation: Conversation, every_s: float) -> None:
    while True:
        try:
            erased = await conversation.erase_expired()
            if erased:
                log.info("erased_expired", respondents=erased)
        except Exception:
            log.exception("erasing_failed")  # tomorrow is another day; no person waits for it
        await asyncio.sleep(every_s)
