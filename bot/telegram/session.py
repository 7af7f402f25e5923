"""aiogram's HTTP session to a Bot API server, which waits at its end only for a connection that has to take leave."""

from __future__ import annotations

from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer


class Session(AiohttpSession):
    """A session to one Bot API server.

    aiogram waits a quarter of a second after closing, so that TLS can take leave; a server of one's own beside the bot, spoken
    to without TLS, makes a stop or a restart no longer for it.
    """

    def __init__(self, api_url: str) -> None:
        super().__init__(api=TelegramAPIServer.from_base(api_url))
        self._takes_leave = api_url.lower().startswith("https:")

    async def close(self) -> None:
        """Close the connections."""
        if self._takes_leave:
            await super().close()
        elif self._session is not None:
            await self._session.close()
