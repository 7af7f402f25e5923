"""Asks Telegram for the bot's own username, in the background."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram.types import User

from bot.telegram.outgoing.errors import TelegramError

AGAIN_S = 60.0
log = structlog.get_logger()


class BotUsername:
    """Our username. It is unknown until Telegram has answered; nothing waits for it."""

    def __init__(self, ask: Callable[[], Awaitable[User]], learned: Callable[[str], None] = lambda _: None) -> None:
        """`ask` is the call of getMe; `learned` is called with the username once it is known."""
        self._ask = ask
        self._learned = learned
        self._name = ""

    def is_ours(self, name: str) -> bool:
        """Return whether a username, in any case, is known to be ours."""
        return bool(self._name) and name.lower() == self._name

    async def run(self, served: asyncio.Event) -> None:
        """Wait until `served` is set, then ask; ask again every AGAIN_S seconds until Telegram answers."""
        await served.wait()
        while True:
            try:
                self._name = ((await self._ask()).username or "").lower()
                self._learned(self._name)
                return
            except TelegramError as error:
                log.warning("own_name_unknown", error=type(error).__name__, again_in_s=AGAIN_S)
            await asyncio.sleep(AGAIN_S)
