"""Rich cards over real HTTP: tried out with a sample, turned on by its button only, turned off, refused, tapped twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from tests.botapi import BotApi, Person, Seen
from tests.people.chat import TOKEN, begun, data, my_data, say

Json = dict[str, Any]


def blocks_of(message: Seen) -> list[Json]:
    """The blocks of a rich message, none of a plain one."""
    blocks: list[Json] = message.raw.get("rich_message", {}).get("blocks", [])
    return blocks


def rich_messages(person: Person) -> list[Seen]:
    return [message for message in person.messages if blocks_of(message)]


async def offered(api: BotApi, mode: str = "full") -> tuple[Person, Seen]:
    """Somebody in a run who asked for the new cards, and the sample that came."""
    person = await begun(api, language="en", mode=mode)
    await say(api, person, "/language")
    await person.tap(data("open", "rich"))
    await api.until(lambda: bool(rich_messages(person)))
    (sample,) = rich_messages(person)
    return person, sample


async def turned_on(api: BotApi, mode: str = "full") -> tuple[Person, Seen]:
    """Somebody whose app shows the sample, and who says so; the sample as it was."""
    person, sample = await offered(api, mode)
    await person.tap(data("rich", "on"), message=sample)
    await api.until(lambda: newest_asks(person))
    return person, sample


def newest_asks(person: Person) -> bool:
    """Whether the newest rich message is a question."""
    found = rich_messages(person)
    return bool(found) and any("·0·" in row or "0" in row for row in found[-1].buttons)


def signs(message: Seen) -> list[str]:
    """The signs of a result's cells: of the tables whose lines have headings."""
    tables = [block["cells"] for block in blocks_of(message) if block["type"] == "table"]
    rows = [row for table in tables if table[0][0].get("is_header") for row in table]
    return [cell["text"] for row in rows for cell in row if "text" in cell and not cell.get("is_header")]


async def answers(api: BotApi, person: Person) -> list[int]:
    """The rungs that are stored, in order of size."""
    return sorted(rating["level"] for rating in await my_data(api, person, "ratings"))


async def test_the_sample_is_sent_once_and_has_one_button(api: BotApi) -> None:
    _, sample = await offered(api)
    assert [len(row) for row in sample.buttons] == [1]
    assert [block["type"] for block in blocks_of(sample)] == ["heading", "table", "paragraph", "buttons"]
    assert len(api.called("sendRichMessage")) == 1


async def test_without_the_tap_on_the_sample_every_card_stays_plain(api: BotApi) -> None:
    person, _ = await offered(api)
    await say(api, person, "/start")
    await person.tap(data("rate", "2"))
    await say(api, person, "3")
    assert len(api.called("sendRichMessage")) == 1
    assert not [call for call in api.called("editMessageText") if "rich_message" in call.params]
    assert await answers(api, person) == [2, 3]


async def test_a_rich_question_has_a_button_for_each_sentence_and_folds_its_explanation(api: BotApi) -> None:
    person, _ = await turned_on(api)
    await person.tap(data("rate", "2"))
    card = blocks_of(rich_messages(person)[-1])
    rungs = [at for at, block in enumerate(card) if block["type"] == "buttons" and block["buttons"][0]["text"] in "012345"]
    assert len(rungs) == 6
    assert [card[at - 1]["type"] for at in rungs] == ["paragraph"] * 6
    assert [block["type"] for block in card].count("details") == 2
    assert await answers(api, person) == [2]


async def test_each_sentence_of_a_rich_question_leads_to_its_criteria(api: BotApi) -> None:
    person, _ = await turned_on(api)
    rows = [
        [button["text"] for button in block["buttons"]]
        for block in blocks_of(newest_card(person))
        if block["type"] == "buttons"
    ]
    assert ["Criteria" in row for row in rows[:6]] == [False, *[True] * 5]
    await person.tap(data("open", "points.0.3"))
    assert "criteria of rung 3" in newest_card(person).text
    assert await answers(api, person) == []


async def test_a_rich_result_is_a_table_with_a_cell_for_each_subdomain(api: BotApi) -> None:
    person, _ = await turned_on(api, "target-1")
    answered = 0
    while not (cells := signs(rich_messages(person)[-1])):
        answered += newest_asks(person)
        await person.tap(data("rate", "2") if newest_asks(person) else data("go_on"))
    assert sorted(cells) == ["2"] * answered + ["–"] * (27 - answered)


async def test_plain_turns_rich_cards_off(api: BotApi) -> None:
    person, _ = await turned_on(api)
    await say(api, person, "/plain")
    before = len(api.called("sendRichMessage"))
    await person.tap(data("rate", "2"))
    assert "rich_message" not in api.called("editMessageText")[-1].params
    assert len(api.called("sendRichMessage")) == before
    assert await answers(api, person) == [2]


def newest_card(person: Person) -> Seen:
    return [message for message in person.messages if message.buttons][-1]


async def test_turning_rich_cards_off_edits_the_rich_message_into_a_plain_one(api: BotApi) -> None:
    person, _ = await turned_on(api)
    await person.tap(data("rate", "2"))
    await say(api, person, "/language")
    rich = newest_card(person)
    assert blocks_of(rich)
    await person.tap(data("rich", "off"))
    plain = newest_card(person)
    assert plain.id == rich.id
    assert not blocks_of(plain)
    assert plain.raw["text"]
    assert plain.raw["reply_markup"]["inline_keyboard"]
    edited = api.called("editMessageText")[-1].params
    assert edited.keys() & {"text", "rich_message"} == {"text"}
    await say(api, person, "/start")
    await person.tap(data("rate", "3"))
    assert not blocks_of(newest_card(person))
    assert await answers(api, person) == [2, 3]


@pytest.mark.long("a rich card that Telegram refuses is shown plain")
async def test_a_question_that_was_edited_into_a_plain_one_goes_on_plain_and_can_become_rich_again(api: BotApi) -> None:
    person, _ = await turned_on(api)
    rich = newest_card(person)
    api.fail_next("editMessageText", 400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED")
    await person.tap(data("rate", "2"))
    plain = newest_card(person)
    assert (plain.id, blocks_of(plain)) == (rich.id, [])
    await person.tap(data("rate", "5"), message=rich)  # a button of the rich form, which is gone
    assert await answers(api, person) == [2]
    await person.tap(data("rate", "3"), message=plain)
    again = next(message for message in person.messages if message.id == rich.id)
    assert blocks_of(again)
    assert "text" not in again.raw
    assert "reply_markup" not in again.raw
    assert await answers(api, person) == [2, 3]


async def test_a_rich_card_that_telegram_refuses_is_shown_plain_and_that_is_stored(api: BotApi) -> None:
    person, _ = await turned_on(api)
    api.fail_next("editMessageText", 400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED")
    await person.tap(data("rate", "2"))
    newest = [message for message in person.messages if message.buttons][-1]
    assert not blocks_of(newest)
    assert "Question 2" in newest.text.replace("\u00a0", " ")
    api.fail_next("sendRichMessage", 400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED")
    await say(api, person, "3")
    assert not blocks_of([message for message in person.messages if message.buttons][-1])
    assert await answers(api, person) == [2, 3]


async def test_a_sample_that_telegram_refuses_changes_nothing(api: BotApi) -> None:
    person = await begun(api, language="en")
    await say(api, person, "/language")
    api.fail_next("sendRichMessage", 400, "Bad Request: RICH_MESSAGE_CONTENT_REQUIRED")
    await person.tap(data("open", "rich"))
    await api.until(lambda: "nothing has changed" in person.messages[-1].text)
    await say(api, person, "2")
    assert not rich_messages(person)
    assert await answers(api, person) == [2]


async def test_two_taps_and_stale_taps_on_a_rich_card_count_once(api: BotApi) -> None:
    person, sample = await turned_on(api)
    first = rich_messages(person)[-1]
    await person.tap_at_once(data("rate", "2"), times=2)
    await person.tap(data("rate", "5"), message=first)
    assert await answers(api, person) == [2]
    await person.tap(data("rich", "on"), message=sample)
    assert await answers(api, person) == [2]


@asynccontextmanager
async def serving(api: BotApi, url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[None]:
    """A process of the bot, which ends with the body."""
    async with (
        open_conversation(url) as conversation,
        TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling(),
    ):
        yield


async def test_a_restart_between_keeps_rich_cards(sqlite_url: str, wording: Wording, renderer: Renderer) -> None:
    async with BotApi(token=TOKEN) as api:
        async with serving(api, sqlite_url, wording, renderer):
            person, _ = await turned_on(api)
        async with serving(api, sqlite_url, wording, renderer):
            await person.tap(data("rate", "4"))
            assert "rich_message" in api.called("editMessageText")[-1].params
            assert await answers(api, person) == [4]
        assert api.violations == []
