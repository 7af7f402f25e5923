"""Another bot (a new token) over the same database: its messages are numbered from 1 again, and count all the same."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import Address
from tests.botapi import BotApi
from tests.people.chat import begun, data, give, question_of, say, sent

HIGH = 2**31
PDF = b"%PDF-1.7\n%%EOF"


@asynccontextmanager
async def serving(token: str, conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[BotApi]:
    async with BotApi(token=token) as api, TelegramFace(token, api.url, conversation, wording, renderer).polling():
        yield api
    assert api.violations == []


async def test_lines_files_and_commands_to_the_new_bot_are_taken(sqlite_url: str, wording: Wording, renderer: Renderer) -> None:
    async with open_conversation(sqlite_url) as conversation:
        async with serving("42:TEST", conversation, wording, renderer) as api:
            person = await begun(api)
            line = sent(person, text="3", message_id=HIGH)
            await give(api, message=line)
            await api.until(lambda: question_of(person) == 2)
            await give(api, message=line)
            await api.idle()
            assert question_of(person) == 2
        async with serving("43:TEST", conversation, wording, renderer) as api:
            person = api.person(1001, language_code="zh-hans")
            await say(api, person, "3")
            assert question_of(person) == 3
            typed = next(message for message in reversed(person.messages) if message.text == "3")
            await give(api, message=typed.raw)
            await api.until(lambda: question_of(person) == 3)
            await person.tap(data("evidence", "demand-management"))
            await person.send_document("plan.pdf", PDF)
            await api.until(lambda: "plan.pdf" in person.screen)
            await say(api, person, "/quick")
        stored = await conversation.my_data(Address("telegram", "1001"))
    assert stored is not None
    assert '"counter": "43"' in stored
    assert f'"heard": {HIGH}' not in stored
    assert '"mode": "quick"' in stored
    assert '"file_name": "plan.pdf"' in stored
