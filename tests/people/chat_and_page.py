"""A chat and the desk's page over one database, and an officer who uses both."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.campaign.officers import Act
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import serving

START = re.compile(r'readonly value="https://t\.me/\w+\?start=(desk-[\w-]{22})"')
LINK = re.compile(r"https://check\.example\.org(/desk/in/[\w-]{22})")


@dataclass
class Both:
    """A chat, a page, and Ann, the administrator of North, at its desk."""

    api: BotApi
    conversation: Conversation
    ann: DeskVisitor
    address: str

    async def starts(self, visitor: DeskVisitor) -> str:
        """The line that a link made on the page sends in the chat."""
        status, html = await visitor.post("/desk/sessions/link", purpose="connect")
        found = START.search(html)
        assert status == 200
        assert found
        return f"/start {found[1]}"

    async def acts(self) -> list[Act]:
        """What was logged of North, the newest first."""
        assert self.conversation.desk is not None
        return [line.act for line in (await self.conversation.desk.log.page(self.ann.cookie)).lines]


@asynccontextmanager
async def chat_and_page(database_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Both]:
    """Serve both over the database of a URL; Ann has joined."""
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(database_url) as conversation,
        serving(conversation, wording, renderer) as address,
        desk_visitor(address) as ann,
    ):
        conversation.elsewhere.faces.page_url = "https://check.example.org"
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            await api.until(lambda: bool(conversation.elsewhere.faces.bot_name))
            await ann.joins(await first_invitation(conversation), "Ann")
            yield Both(api, conversation, ann, address)
        assert api.violations == []


def person_of(both: Both, number: int = 1001) -> Person:
    """The account of that number, in English."""
    return both.api.person(number, language_code="en")
