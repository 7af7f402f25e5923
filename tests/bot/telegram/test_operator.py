"""The welcome and the page about the self-check say in a chat who runs the installation and how to reach them."""

from __future__ import annotations

import pytest

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.operations.operator import Operator
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.botapi import BotApi
from tests.people.chat import TOKEN, data, say


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("operator", [Operator("Park & Co", "help@example.org"), Operator("", "010 5555"), Operator()])
async def test_the_operator_is_named(
    sqlite_url: str, wording: Wording, renderer: Renderer, operator: Operator, language: str
) -> None:
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer, operator=operator).polling():
            person = api.person(1001, language_code=language)
            names, contacts = (
                wording.say(phrase("web-operator", name=operator.name), language),
                wording.say(phrase("operator-contact", contact=operator.contact), language),
            )
            await say(api, person, "/start")
            is_signed(person.screen, operator, names, contacts)
            await say(api, person, "/about")
            is_signed(person.screen, operator, names, contacts)
            await say(api, person, "/start")
            await person.tap(data("consent"))
            assert contacts not in person.screen
        assert api.violations == []


def is_signed(screen: str, operator: Operator, names: str, contacts: str) -> None:
    """The screen says what there is to say, and nothing else of it."""
    assert (names in screen) == bool(operator.name)
    assert (contacts.strip() in screen) == bool(operator.contact)
