"""The end of aiogram's session: TLS is waited for, and nothing else is."""

from __future__ import annotations

import asyncio

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile

from bot.telegram.outgoing.aiogram_session import BotApiSession
from bot.telegram.outgoing.bot_api import BotApi as Client
from tests.botapi import BotApi
from tests.people.chat import TOKEN


@pytest.mark.parametrize("secure", [False, True])
async def test_only_tls_is_waited_for(monkeypatch: pytest.MonkeyPatch, secure: bool) -> None:
    waited = list[float]()

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    async with BotApi(token=TOKEN) as api:
        client = Client(TOKEN, api.url)
        session = BotApiSession(client, api.url)
        bot = Bot(TOKEN, session=session)
        await bot.get_me()
        api.person(1)
        await bot.send_document(1, BufferedInputFile(b"x", "x.txt"))  # a file needs a connection of aiogram's own
        kept = await session.create_session()
        with monkeypatch.context() as patch:
            patch.setattr(asyncio, "sleep", sleep)
            patch.setattr(session, "_uses_tls", secure)
            await session.close()
            await session.close()
        await client.close()
        assert kept.closed
    assert bool(waited) is secure


@pytest.mark.parametrize(("url", "secure"), [("https://api.telegram.org", True), ("http://127.0.0.1:8081", False)])
async def test_tls_is_known_by_the_address(url: str, secure: bool) -> None:
    assert BotApiSession(Client(TOKEN, url), url)._uses_tls is secure
