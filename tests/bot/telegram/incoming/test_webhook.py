"""Requests to the webhook that are incomplete, or have no chat, neither block it nor come again forever."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

import pytest
from aiohttp import ClientSession

from bot.connections import deadlines as connections
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import Address
from tests.botapi import BotApi
from tests.people.chat import TOKEN
from tests.ports import free_port

# A tap on a card in a chat that Telegram does not know any more.
LOST = {
    "update_id": 4,
    "callback_query": {
        "id": "9",
        "from": {"id": 7001, "is_bot": False, "first_name": "Ann", "language_code": "zh-hans"},
        "chat_instance": "1",
        "data": "0||consent|",
        "message": {"message_id": 5, "date": 0, "chat": {"id": 71001, "type": "private", "first_name": "Ann"}},
    },
}
HEAD = b"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: Secret-1\r\nContent-Length: 100\r\n\r\n"


@pytest.mark.parametrize("begun", [b"", HEAD[:40]])
async def test_half_a_head_is_cut_off(
    begun: bytes, sqlite_url: str, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "FIRST_S", 0.0)
    monkeypatch.setattr(connections, "SWEEP_S", 0.01)
    port = free_port()
    async with asyncio.timeout(20), BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        async with telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(begun)
            with suppress(ConnectionResetError):
                assert await reader.read() == b""
            writer.close()


async def test_a_tap_in_a_chat_that_is_gone_is_stored_and_does_not_come_again(
    sqlite_url: str, wording: Wording, renderer: Renderer
) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}/telegram"
    async with asyncio.timeout(20), BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        async with telegram.webhook(address, "Secret-1", "127.0.0.1", port), ClientSession() as session:
            headers = {"X-Telegram-Bot-Api-Secret-Token": "Secret-1", "Content-Type": "application/json"}
            async with session.post(address, data=json.dumps(LOST), headers=headers) as response:
                assert response.status == 200
        assert await conversation.my_data(Address("telegram", "7001"))
