"""Only Telegram's updates are taken: a wrong or missing secret is refused, and nothing is handled."""

from __future__ import annotations

import pytest
from aiohttp import ClientSession

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.serving import webhook_secret
from bot.settings import Settings
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import TOKEN
from tests.ports import free_port

SECRET = "Secret-1"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
UPDATE = {
    "update_id": 1,
    "message": {
        "message_id": 1,
        "date": 1,
        "chat": {"id": 5, "type": "private", "first_name": "Ann"},
        "from": {"id": 5, "is_bot": False, "first_name": "Ann"},
        "text": "/start",
    },
}


@pytest.mark.parametrize("headers", [{}, {HEADER: ""}, {HEADER: "Secret-2"}, {HEADER: "Secret-11"}, {HEADER: "é"}])
async def test_a_stranger_cannot_speak_for_telegram(
    headers: dict[str, str], sqlite_url: str, wording: Wording, renderer: Renderer
) -> None:
    port = free_port()
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        url = f"http://127.0.0.1:{port}/telegram"
        async with telegram.webhook(url, SECRET, "127.0.0.1", port), ClientSession() as session:
            person = api.person(5)
            async with session.post(url, json=UPDATE, headers=headers) as response:
                assert response.status in (401, 403)
            assert api.called("sendMessage") == []
            async with session.post(url, json=UPDATE, headers={HEADER: SECRET}) as response:
                assert response.status == 200
            assert [message.from_bot for message in person.messages] == [True]


def test_every_process_has_the_same_secret_and_it_is_not_the_token() -> None:
    one, other = (Settings(bot_token=token) for token in ("42:ONE", "42:TWO"))
    assert webhook_secret(one) == webhook_secret(Settings(bot_token="42:ONE"))
    assert webhook_secret(one) != webhook_secret(other)
    assert "ONE" not in webhook_secret(one)
    assert webhook_secret(Settings(bot_token="42:ONE", webhook_secret="given")) == "given"
