"""A person taps through Telegram: whole runs, typed numbers, stale and doubled taps, faults of the network."""

from __future__ import annotations

import asyncio
import io

import openpyxl
import pytest

from bot.documents.renderer import DocumentFailed, Renderer
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.botapi import BotApi
from tests.people.chat import begun, data, my_data, my_data_files, name_of, question_of, run_through, say
from tests.people.shipped_words import sentence


@pytest.mark.parametrize(("language", "stars"), [("zh-hans", sentence("stars", star=2)), ("en", "★★☆☆☆ 2 stars")])
async def test_a_whole_full_run_in_one_card(api: BotApi, language: str, stars: str) -> None:
    person = await begun(api, language=language)
    await run_through(person, "2")
    assert stars in person.screen
    assert len([message for message in person.messages if message.from_bot and not message.file_id]) == 1


async def test_a_whole_quick_run(api: BotApi) -> None:
    person = await begun(api, mode="quick")
    await run_through(person, "1")
    assert name_of(person) == "verdict"
    await person.tap(data("verdict"))
    assert sentence("stars", star=1) in person.screen


async def test_commands_are_registered_for_each_language(api: BotApi) -> None:
    await api.until(lambda: len(api.called("setMyShortDescription")) == 2)
    registered = {call.params.get("language_code"): call.params["commands"] for call in api.called("setMyCommands")}
    assert set(registered) == {None, "zh", "en"}
    assert all(call.params["scope"] == {"type": "all_private_chats"} for call in api.called("setMyCommands"))


@pytest.mark.parametrize(
    "command",
    ["start", "quick", "full", "resume", "result", "restart", "language", "standard", "help", "about", "privacy", "forget"],
)
async def test_every_command_is_answered(api: BotApi, command: str) -> None:
    person = await begun(api)
    await say(api, person, f"/{command}")
    assert person.messages[-1].from_bot
    assert person.buttons


async def test_my_data_is_a_json_file_and_a_workbook(api: BotApi) -> None:
    person = await begun(api)
    await person.tap(data("rate", "3+"))
    export, workbook = await my_data_files(api, person)
    assert b'"3+"' in export
    sheets = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets
    assert any(cell.value == "3+" for sheet in sheets for row in sheet for cell in row)


async def test_my_data_says_it_if_the_workbook_cannot_be_made(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    async def failing(*_: object) -> bytes:
        raise DocumentFailed

    monkeypatch.setattr(Renderer, "make_my_data", failing)
    person = await begun(api)
    await say(api, person, "/mydata")
    await api.until(lambda: person.messages[-1].file_id is None and person.messages[-1].from_bot)
    assert person.messages[-2].file_id is not None


async def test_forget_deletes_everything(api: BotApi) -> None:
    person = await begun(api)
    await say(api, person, "/forget")
    await person.tap(data("forget"))
    assert name_of(person) == "consent"
    await say(api, person, "/mydata")
    assert person.messages[-1].file_id is None


async def test_a_typed_number_moves_the_card_below_it(api: BotApi) -> None:
    person = await begun(api)
    await say(api, person, "３+")
    assert question_of(person) == 2
    await api.until(lambda: sum(bool(message.buttons) for message in person.messages) == 1)


async def test_a_message_without_text_gets_a_calm_hint(api: BotApi) -> None:
    person = await begun(api)
    for send in (person.send_sticker, person.send_voice):
        await send()
        await api.until(lambda: person.messages[-1].from_bot)
        assert sentence("notice-type-number", excusable="yes") in person.screen
        assert name_of(person) == "rate"
    for text in ("字" * 4096, "\u202eabc", "👩‍👩‍👧‍👦"):
        await say(api, person, text)
        assert name_of(person) == "rate"
    assert question_of(person) == 1


async def test_double_taps_at_the_same_instant_count_once(api: BotApi) -> None:
    person = await begun(api)
    await person.tap_at_once(data("rate", "3"), times=3)
    assert question_of(person) == 2
    assert len([toast for toast in person.toasts if toast]) == 2


async def test_an_old_button_says_why_and_shows_the_way(api: BotApi, wording: Wording) -> None:
    person = await begun(api)
    old = next(message for message in person.messages if message.buttons)
    await person.tap(data("rate", "3"))
    await person.tap(data("rate", "2"), message=old)
    assert question_of(person) == 2
    assert person.toasts[-1] == wording.say(phrase("refusal-stale"), "zh")


async def test_a_redelivered_update_changes_nothing(api: BotApi) -> None:
    person = await begun(api)
    await say(api, person, "3")
    assert question_of(person) == 2
    typed = next(message for message in reversed(person.messages) if message.text == "3")
    screen = person.screen
    await api.handled([api.redeliver({"update_id": 700_000_003, "message": typed.raw})])
    assert person.screen == screen
    assert question_of(person) == 2


async def test_a_command_that_came_too_early_does_nothing_when_it_is_delivered_again(api: BotApi) -> None:
    """Before consent `/stop` has nothing to stop; delivered once more after it, it would turn the reminders off."""
    person = api.person(1001, language_code="en")
    await say(api, person, "/start")
    await say(api, person, "/stop")
    early = next(message for message in reversed(person.messages) if not message.from_bot)
    await person.tap(data("consent"))
    before = await my_data(api, person, "respondent")
    await api.handled([api.redeliver({"update_id": 700_000_900, "message": early.raw})])
    after = await my_data(api, person, "respondent")
    assert (after["turn"], after["reminders"]) == (before["turn"], before["reminders"])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
async def test_an_invitation_leads_into_its_run(api: BotApi, language: str) -> None:
    """A link like `https://t.me/the_bot?start=quick` sends this command when a person presses Start."""
    person = api.person(1001, language_code=language)
    await say(api, person, "/start quick")
    await person.tap(data("consent", "quick"))
    await person.tap(data("rate", "3"))
    assert question_of(person) == 2
    assert ("Service strategy" in person.screen) == (language == "en")


async def test_a_group_reads_one_line(api: BotApi) -> None:
    person = api.person(1001, language_code="en")
    await person.send_in_group(-500, "/start")
    await api.until(lambda: api.messages(-500)[-1].from_bot)
    assert ["private" in message.text for message in api.messages(-500) if message.from_bot] == [True]


async def test_language_in_the_middle_of_a_question(api: BotApi) -> None:
    person = await begun(api, language="zh-hant")
    assert sentence("strategy") in person.screen
    await say(api, person, "/language")
    await person.tap(data("speak", "en"))
    assert "Service strategy" in person.screen


@pytest.mark.long("the shorter tests of this file")
async def test_retry_after_and_faults_of_telegram_lose_nothing(api: BotApi) -> None:
    person = await begun(api)
    api.fail_next("editMessageText", 429, "Too Many Requests: retry after 1", retry_after=1)
    await person.tap(data("rate", "3"))
    assert question_of(person) == 2
    api.fail_next("editMessageText", 502, "Bad Gateway")
    await person.tap(data("rate", "3"))
    api.drop_next("editMessageText")
    await person.tap(data("rate", "3"))
    assert question_of(person) == 4


async def test_a_refused_edit_becomes_a_new_card(api: BotApi) -> None:
    person = await begun(api)
    api.fail_next("editMessageText", 400, "Bad Request: message can't be edited")
    await person.tap(data("rate", "3"))
    assert question_of(person) == 2


async def test_a_person_who_blocked_the_bot_hurts_nobody(api: BotApi) -> None:
    person, other = await begun(api), await begun(api, 1002)
    api.block(person.id)
    await person.tap(data("rate", "3"))
    await other.tap(data("rate", "3"))
    assert question_of(other) == 2


async def test_many_people_at_once(api: BotApi) -> None:
    people = await asyncio.gather(*(begun(api, number, mode="quick") for number in range(2000, 2010)))
    await asyncio.gather(*(run_through(person, "1") for person in people))
    assert all(name_of(person) == "verdict" for person in people)
