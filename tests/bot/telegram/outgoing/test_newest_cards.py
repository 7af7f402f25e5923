"""One card of a chat lives; the others go, also after two days or a restart, and if they are pinned."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

import pytest

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.dialogue import Address
from tests.botapi import BotApi, Person
from tests.people.chat import TOKEN, begun, data, my_data, name_of, question_of, say

TWO_DAYS_S = 48 * 3600 + 60

# Serves a bot with this token over the given server; every call is a start of its own.
Serve = Callable[..., AbstractAsyncContextManager[Any]]


@pytest.fixture
def serve(wording: Wording, renderer: Renderer) -> Serve:
    def serve(api: BotApi, conversation: Conversation, token: str = TOKEN) -> AbstractAsyncContextManager[Any]:
        return TelegramFace(token, api.url, conversation, wording, renderer).polling()

    return serve


def live(person: Person) -> list[int]:
    """The messages with buttons."""
    return [message.id for message in person.messages if message.buttons]


async def one_lives(api: BotApi, person: Person) -> None:
    await api.until(lambda: len(live(person)) == 1)


async def pin(api: BotApi, person: Person, number: int) -> None:
    """Pin a message, of which Telegram makes a message of its own."""
    pinned = next(message.raw for message in person.messages if message.id == number)
    note = api.world.post(api.chat(person.id), person.user, {"pinned_message": pinned})
    await api.handled([api.give("message", note, lane=person.id)])


async def test_a_card_that_is_too_old_to_be_deleted_loses_its_buttons(api: BotApi) -> None:
    person = await begun(api)
    (old,) = live(person)
    for _ in range(2):
        api.world.age(person.id, TWO_DAYS_S)
        await say(api, person, "/start")
        await one_lives(api, person)
    assert old in [message.id for message in person.messages]
    await person.tap(data("rate", "3"))
    assert question_of(person) == 2


async def test_a_restart_knows_the_newest_card(serve: Serve, sqlite_url: str) -> None:
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        async with serve(api, conversation):
            person = await begun(api)
            await say(api, person, "3")
            await one_lives(api, person)
            await person.tap(data("rate", "3"))
        async with serve(api, conversation):
            await say(api, person, "/start")
            await one_lives(api, person)
        async with serve(api, conversation):
            await person.tap(data("rate", "3"))
            await say(api, person, "/result")
            await one_lives(api, person)
        assert api.violations == []


async def test_a_tap_stores_nothing_as_long_as_its_card_is_the_newest(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    person = await begun(api)
    await say(api, person, "3")
    await one_lives(api, person)

    asked = list[object]()

    async def replace(_: object, newest: object, _bot: int) -> dict[Address, Any]:
        asked.append(newest)
        return {}

    monkeypatch.setattr("storage.respondents.newest_cards.NewestCards.replace", replace)
    for _ in range(3):
        await person.tap(data("rate", "3"))
    assert asked == []
    (card,) = await my_data(api, person, "cards")
    assert card["message"] == live(person)[0]


async def test_the_card_that_was_tapped_last_lives(serve: Serve, sqlite_url: str) -> None:
    """An old card lies above, because it could not be taken away: a person who taps it goes on there."""
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        async with serve(api, conversation):
            person = await begun(api)
            (old,) = live(person)
            api.fail_next("deleteMessage", 400, "Bad Request: message can't be deleted")
            api.fail_next("editMessageReplyMarkup", 400, "Bad Request: message can't be edited")
            await say(api, person, "3")
            await api.until(lambda: len(api.called("editMessageReplyMarkup")) == 1)
        async with serve(api, conversation):
            shown = next(message for message in person.messages if message.id == old)
            await person.tap(data("rate", "1"), message=shown)
            await api.until(lambda: live(person) == [old])
            await person.tap(data("rate", "3"))
            assert [rating["level"] for rating in await my_data(api, person, "ratings")] == [3, 3]


@pytest.mark.parametrize("restart", [False, True])
async def test_a_pinned_card_stays_without_buttons(serve: Serve, sqlite_url: str, restart: bool) -> None:
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation:
        async with serve(api, conversation):
            person = await begun(api)
            (pinned,) = live(person)
            before = len(person.messages)
            await pin(api, person, pinned)
            if not restart:
                await say(api, person, "3")
                await one_lives(api, person)
            assert len(person.messages) == before + (1 if restart else 3)  # the note is not answered
        async with serve(api, conversation):
            await say(api, person, "/start")
            await one_lives(api, person)
            assert pinned in [message.id for message in person.messages]
            assert live(person) != [pinned]


async def test_another_bot_leaves_our_numbers_alone(serve: Serve, sqlite_url: str) -> None:
    """The same database with a new token: message 3 of its chat is not the card that we sent as message 3."""
    async with open_conversation(sqlite_url) as conversation:
        async with BotApi(token=TOKEN) as api, serve(api, conversation):
            person = await begun(api)
            await say(api, person, "/start")
            await one_lives(api, person)
        async with BotApi(token="43:OTHER") as api, serve(api, conversation, "43:OTHER"):
            person = api.person(1001)
            for _ in range(3):
                await say(api, person, "/start")
            await one_lives(api, person)
            assert len(api.called("deleteMessage")) == 2
            assert all(call.ok for call in api.called("deleteMessage"))


async def test_a_forgotten_person_begins_with_a_new_card(api: BotApi) -> None:
    person = await begun(api)
    await say(api, person, "/forget")
    await person.tap(data("forget"))
    await say(api, person, "/start")
    await one_lives(api, person)
    assert name_of(person) == "consent"
    await person.tap(data("consent"))
    await say(api, person, "/start")
    await one_lives(api, person)


async def test_a_stranger_has_one_card_too(api: BotApi) -> None:
    person = api.person(1001)
    for _ in range(3):
        await say(api, person, "/start")
    await one_lives(api, person)
