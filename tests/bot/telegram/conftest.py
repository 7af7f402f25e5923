"""The bot over the strict Bot API server, by long polling and by webhook; nothing may break one of Telegram's rules."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterator
from functools import cache
from types import SimpleNamespace

import pytest

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import TOKEN, TRANSPORTS
from tests.ports import free_port


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """Let all sessions of aiogram share what it reads the certificates of the world into: reading them takes 40 ms each time."""
    with pytest.MonkeyPatch.context() as patched:
        once = SimpleNamespace(create_default_context=cache(ssl.create_default_context))
        patched.setattr("aiogram.client.session.aiohttp.ssl", once)
        yield


@pytest.fixture(params=TRANSPORTS)
async def api(request: pytest.FixtureRequest, sqlite_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[BotApi]:
    """The Bot API server with the bot serving on it."""
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        port = free_port()
        serving = (
            telegram.polling()
            if request.param == "polling"
            else telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
        )
        async with serving:
            yield api
        assert api.violations == []
