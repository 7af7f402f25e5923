"""The bot's own username, asked of Telegram beside all else."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import structlog
from aiogram.types import User

log = structlog.get_logger()


class OwnName:
    """Our username in small letters, once Telegram has told it; until then, nobody waits for it."""

    def __init__(self, ask: Callable[[], Awaitable[User]]) -> None:
        """`ask` is the call of getMe."""
        self._ask = ask
        self._name: str | None = None
        self._asking: asyncio.Task[None] | None = None

    def known(self) -> str | None:
        """Our username; None while it is not known. Then it is being asked for, so that it is known the next time."""
        if self._name is None and (self._asking is None or self._asking.done()):
            self._asking = asyncio.create_task(self._learn())
        return self._name

    async def close(self) -> None:
        """Stop asking."""
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.wait([self._asking])

    async def _learn(self) -> None:
        try:
            self._name = ((await self._ask()).username or "").lower()
        except Exception as error:
            log.info("own_name_unknown", error=type(error).__name__)  # asked again by the next command that names a bot
