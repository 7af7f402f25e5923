"""Whoever connects to the webhook and sends nothing, or half an update, does not hold the connection for ever."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest

from bot import connections
from bot.conversation import opened
from bot.documents.press import Press
from bot.telegram.dispatcher import Telegram
from bot.wording import Wording
from tests.bot.telegram.conftest import TOKEN
from tests.botapi import BotApi
from tests.ports import free_port

HEAD = b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: Secret-1\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize("begun", [b"", HEAD[:40], HEAD + b'{"update_id": 1'])
async def test_half_an_update_is_cut_off(
    begun: bytes, sqlite_url: str, wording: Wording, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "FIRST_S", 0.0)
    monkeypatch.setattr(connections, "SWEEP_S", 0.01)
    port = free_port()
    async with asyncio.timeout(20), BotApi(token=TOKEN) as api, opened(sqlite_url) as conversation:
        telegram = Telegram(TOKEN, api.url, conversation, wording, press)
        async with telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            with suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()
