"""Updates reach a bot by polling and by webhook, and faults come when they are asked for."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)

from . import BotApi, Person
from .echo import bot_for, call, hooked, polling

pytestmark = pytest.mark.asyncio


async def talk(api: BotApi, person: Person) -> None:
    """One conversation that both ways of delivery must carry alike."""
    await person.send("/start")
    assert person.screen == "Hi"
    assert person.buttons == [["One", "Two"]]
    await person.tap("Tw")
    assert person.screen == "You chose go:Two"
    assert person.buttons == [["Three"]]
    await api.until(lambda: person.toasts == ["done"])
    await person.send("ok")
    assert [message.text for message in person.messages] == ["/start", "You chose go:Two", "ok", "ok"]
    await person.send_document("a.txt", b"abc")
    last = person.messages[-1]
    assert last.text == "back"
    assert last.file_id
    assert api.file(last.file_id).data == b"cba"
    await api.idle()
    assert api.violations == []
    for sent in api.called("sendMessage", "sendDocument"):
        assert sent.ok
    for message in person.messages:
        api.schema.check(message.raw, "Message", "Message")


async def test_polling_conversation() -> None:
    async with BotApi() as api, polling(api):
        await talk(api, api.person(id=1001, language_code="zh-hans", first_name="Li"))


async def test_webhook_conversation_with_the_answer_in_the_response() -> None:
    async with BotApi() as api, hooked(api):
        await talk(api, api.person(id=1001, language_code="en"))
        assert [c.ok for c in api.called("answerCallbackQuery")] == [True]
        assert api.called("answerCallbackQuery")[0].params["text"] == "done"


async def test_failed_webhook_is_tried_again_in_order_and_a_bounded_number_of_times() -> None:
    async with BotApi(webhook_attempts=3, webhook_backoff=0.001) as api, hooked(api, failures=2) as seen:
        person = api.person(id=1)
        await asyncio.gather(person.send("a"), person.send("b"))
        assert [m.text for m in person.messages if m.from_bot] == ["a", "b"]
        first = seen[0]
        assert seen == [first, first, first, first + 1]
    async with BotApi(webhook_attempts=2, webhook_backoff=0.001) as api, hooked(api, failures=9):
        await api.person(id=1).send("lost")
        assert len(api.undelivered) == 1
        info = (await call(api, "getWebhookInfo"))[1]["result"]
        assert info["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_wrong_secret_is_not_served() -> None:
    async with BotApi(webhook_attempts=1) as api, hooked(api):
        url = api._delivery.webhook.url if api._delivery.webhook else ""
        await call(api, "setWebhook", url=url, secret_token="other")
        await api.person(id=1).send("hello")
        assert len(api.undelivered) == 1
        assert not api.called("sendMessage")


@pytest.mark.parametrize("way", [polling, hooked])
async def test_taps_at_once_and_redelivery(way: Any) -> None:
    async with BotApi() as api, way(api):
        person = api.person(id=1)
        await person.send("/start")
        await person.tap_at_once("One", times=3)
        await api.idle()
        answers = api.called("answerCallbackQuery")
        assert len({answer.params["callback_query_id"] for answer in answers}) == 3
        assert api.unmodified == 2
        old = {"update_id": 700_000_001, "message": person.messages[0].raw}
        await api.handled([api.redeliver(old)])
        assert [m.text for m in person.messages] == ["/start", "You chose go:One", "Hi"]


async def test_polls_conflict_and_offset_confirms() -> None:
    async with BotApi() as api:
        person = api.person(id=1)
        first = asyncio.create_task(call(api, "getUpdates", timeout=30))
        await api.until(lambda: api.polling)  # the first must be in the server before the second
        second = asyncio.create_task(call(api, "getUpdates", timeout=30))
        status, body = await first
        assert status == 409
        assert body["description"].startswith("Conflict: terminated by other getUpdates request")
        await person.send("/start now", wait=False)
        update = (await second)[1]["result"][0]
        assert update["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
        assert (await call(api, "getUpdates"))[1]["result"] == [update]
        assert (await call(api, "getUpdates", offset=update["update_id"] + 1))[1]["result"] == []
        await api.idle()
        await call(api, "setWebhook", url="https://example.org/hook", allowed_updates=["callback_query"])
        status, body = await call(api, "getUpdates")
        assert (status, body["error_code"]) == (409, 409)
        await person.send("not allowed, so dropped")
        await call(api, "deleteWebhook")
        assert (await call(api, "getUpdates"))[1]["result"] == []


async def test_every_kind_of_message_and_a_group_reach_the_bot() -> None:
    async with BotApi() as api, hooked(api) as seen:
        person = api.person(id=1)
        await person.send_sticker()
        await person.send_voice()
        await person.send_photo(caption="look")
        await person.send_in_group(-1001, "hello /start@test_bot")
        assert len(seen) == 4
        assert [m.text for m in api.messages(-1001)] == ["hello /start@test_bot"] * 2
        await person.send("/start")
        first = person.messages[-1]
        await person.tap("One")
        with pytest.raises(LookupError, match="there are"):
            await person.tap("One")
        await person.tap("go:One", message=first)  # the keyboard they saw before the edit
        with pytest.raises(LookupError, match="no button"):
            await person.tap(lambda item: item["text"].startswith("Z"))


async def test_faults_on_demand() -> None:
    async with BotApi() as api, bot_for(api) as bot:
        person = api.person(id=1)
        api.person(id=2)
        api.fail_next("sendMessage", 429, "Too Many Requests: retry after 3", retry_after=3, chat_id=1)
        await bot.send_message(2, "untouched")
        with pytest.raises(TelegramRetryAfter) as refused:
            await bot.send_message(1, "x")
        assert refused.value.retry_after == 3
        api.fail_next("sendMessage", 502, "Bad Gateway")
        with pytest.raises(TelegramServerError):
            await bot.send_message(1, "x")
        api.drop_next("sendMessage")
        api.drop_next("sendMessage", after=True)
        for shown in ([], ["x"]):
            with pytest.raises(TelegramNetworkError):
                await bot.send_message(1, "x")
            assert [m.text for m in person.messages] == shown
        api.block(1)
        with pytest.raises(TelegramForbiddenError, match="bot was blocked by the user"):
            await bot.send_message(1, "x")
        api.unblock(1)
        await bot.send_message(1, "y")
        api.fail_next("getMe", 409, "Conflict")
        with pytest.raises(TelegramConflictError):
            await bot.get_me()
        assert not api.violations
