"""Sends files in the background, each once at a time to a chat: no tap waits for one."""

from __future__ import annotations

from collections.abc import Awaitable, Coroutine
from typing import Any

import structlog
from aiogram import Bot

from bot.documents.renderer import FAILED
from bot.operations.background import Background
from bot.telegram.outgoing.errors import Forbidden, TelegramError
from bot.words.wording import Wording
from flows.dialogue import Phrase, Refusal

log = structlog.get_logger()


class BackgroundFiles:
    """What is being made and sent. A person reads why a file does not come: something before said that it does."""

    def __init__(self, bot: Bot, wording: Wording) -> None:
        self._bot = bot
        self._wording = wording
        self.sending = Background()
        self._in_progress: set[tuple[int, str, int]] = set()

    def start(self, chat: int, kind: str, language: str, work: Coroutine[Any, Any, None], number: int = 0) -> None:
        """Start to make and send a file, unless this one is under way to the chat. Logs call it `kind`, without its number."""
        if (chat, kind, number) in self._in_progress:
            work.close()
            return
        self._in_progress.add((chat, kind, number))
        self.sending.start(self._once(chat, kind, number, language, work))

    async def telling(self, chat: int, kind: str, language: str, work: Awaitable[None]) -> None:
        """Do the work of one file. If it fails, tell the person."""
        try:
            await work
        except Forbidden:
            log.info("blocked")
        except Refusal as refusal:
            log.info("document_refused", kind=kind, error=type(refusal).__name__)
            await self._say(chat, refusal.why, language)
        except Exception as error:
            log.error("document_failed", kind=kind, error=type(error).__name__)
            await self._say(chat, FAILED, language)

    async def _once(self, chat: int, kind: str, number: int, language: str, work: Awaitable[None]) -> None:
        try:
            await self.telling(chat, kind, language, work)
        finally:
            self._in_progress.discard((chat, kind, number))

    async def _say(self, chat: int, why: Phrase, language: str) -> None:
        try:
            await self._bot.send_message(chat, self._wording.say(why, language))
        except TelegramError as error:
            log.info("document_failure_not_told", error=str(error))
