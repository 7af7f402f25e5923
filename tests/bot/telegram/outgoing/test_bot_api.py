"""The one client, against the strict server: each kind of call, and each fault."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import BufferedInputFile
from msgspec.json import Decoder
from msgspec.structs import replace

from bot.telegram.outgoing import retry_policy as policy_module
from bot.telegram.outgoing.aiogram_session import BotApiSession
from bot.telegram.outgoing.bot_api import BotApi
from bot.telegram.outgoing.errors import (
    Forbidden,
    NotSent,
    Refused,
    TelegramError,
    TooManyRequests,
    Unanswered,
    Unreachable,
    raise_for_answer,
    result_of,
)
from bot.telegram.outgoing.retry_policy import POLL, REMINDER, START, TAP, UPLOAD, RetryPolicy, with_retries
from tests.botapi import BotApi as Server
from tests.botapi.injection import Nonsense
from tests.botapi.schema import Upload
from tests.people.chat import TOKEN

WHO = 1001
MARKUP = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}
# Every call of the bot that is JSON, with values that the strict server takes (message 1 and query are put in below).
CALLS: dict[str, dict[str, Any]] = {
    "sendMessage": {"chat_id": WHO, "text": "<b>x</b>", "parse_mode": "HTML", "reply_markup": MARKUP},
    "editMessageText": {"chat_id": WHO, "message_id": 1, "text": "y", "reply_markup": MARKUP},
    "editMessageReplyMarkup": {"chat_id": WHO, "message_id": 1},
    "deleteMessage": {"chat_id": WHO, "message_id": 1},
    "answerCallbackQuery": {"text": "toast"},
    "getMe": {},
    "getFile": {},
    "getUpdates": {"offset": 0, "limit": 1, "timeout": 0},
    "getWebhookInfo": {},
    "setWebhook": {"url": "https://example.org/telegram", "secret_token": "Secret-1"},
    "deleteWebhook": {},
    "setMyCommands": {"commands": [{"command": "start", "description": "Begin"}]},
    "getMyCommands": {},
    "setMyDescription": {"description": "d"},
    "getMyDescription": {},
    "setMyShortDescription": {"short_description": "s"},
    "getMyShortDescription": {},
}
FAULTS = tuple(kind for kind in Nonsense if kind is not Nonsense.silence)


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(policy_module, "FIRST_WAIT_S", 0.001)


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    async with Server(token=TOKEN) as server:
        server.person(WHO)
        yield server
        assert server.violations == []


@pytest.fixture
async def api(server: Server) -> AsyncIterator[BotApi]:
    api = BotApi(TOKEN, server.url)
    await api.call("sendMessage", CALLS["sendMessage"])
    yield api
    await api.close()


def params_of(server: Server, method: str) -> dict[str, Any]:
    if method == "answerCallbackQuery":
        return CALLS[method] | {"callback_query_id": server.world.open_query(WHO)}
    if method == "getFile":
        return {"file_id": server.world.files.keep(Upload("a.txt", b"x", "text/plain"), "document").file_id}
    return CALLS[method]


@pytest.mark.parametrize("method", CALLS)
async def test_each_call_is_carried_out_after_each_fault(server: Server, api: BotApi, method: str) -> None:
    params = params_of(server, method)
    for fault in FAULTS[:3]:
        server.spoil_next(method, fault)
    assert b'"result"' in await api.call(method, params)
    assert [call.ok for call in server.called(method)][-4:] == [False] * 3 + [True]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("after", [False, True])
async def test_a_call_with_an_unreadable_answer_counts_as_unanswered(
    server: Server, api: BotApi, fault: Nonsense, after: bool
) -> None:
    server.spoil_next("sendMessage", fault, times=2 * TAP.tries, after=after)
    with pytest.raises(Unanswered):
        await api.call("sendMessage", CALLS["sendMessage"])
    assert (len(server.messages(WHO)) > 1) is after


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_reminder_is_sent_once(server: Server, api: BotApi, fault: Nonsense) -> None:
    for policy in (REMINDER, replace(TAP, repeats=False)):
        server.spoil_next("sendMessage", fault, after=True)
        with pytest.raises(Unanswered):
            await api.call("sendMessage", CALLS["sendMessage"], policy)
    assert len(server.messages(WHO)) == 3


async def test_an_answer_that_never_comes_is_not_waited_for(server: Server, api: BotApi) -> None:
    server.spoil_next("getMe", Nonsense.silence)
    with pytest.raises(Unanswered):
        await api.call("getMe", {}, POLL, answer_s=0.01)


@pytest.mark.parametrize(
    ("code", "words", "kind"),
    [
        (400, "Bad Request: chat not found", Refused),
        (401, "Unauthorized", Refused),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (404, "Not Found", Refused),
        (409, "Conflict", Refused),
    ],
)
async def test_a_refusal_is_not_tried_again(server: Server, api: BotApi, code: int, words: str, kind: type[Refused]) -> None:
    server.fail_next("sendMessage", code, words)
    with pytest.raises(kind) as refused:
        await api.call("sendMessage", CALLS["sendMessage"])
    assert (type(refused.value), refused.value.code, refused.value.why) == (kind, code, words)
    assert not refused.value.is_echo
    assert words not in str(refused.value)
    assert len(server.called("sendMessage")) == 2


async def test_a_refusal_after_a_lost_answer_may_be_its_echo(server: Server, api: BotApi) -> None:
    server.spoil_next("editMessageText", Nonsense.html, after=True)
    with pytest.raises(Refused, match="400") as refused:
        await api.call("editMessageText", CALLS["editMessageText"])
    assert "not modified" in refused.value.why
    assert refused.value.is_echo


async def test_a_short_wait_is_waited_and_a_long_one_is_not(
    server: Server, api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    slept = list[float]()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    for policy in (TAP, START, REMINDER, POLL):
        slept.clear()
        server.fail_next("getMe", 429, "Too Many Requests", retry_after=int(policy.wait_s) + 1)
        with pytest.raises(TooManyRequests) as asked:
            await api.call("getMe", {}, policy)
        assert asked.value.retry_after == int(policy.wait_s) + 1
        assert slept == []
    server.fail_next("getMe", 429, "Too Many Requests", retry_after=2)
    await api.call("getMe", {}, START)
    assert slept == [2.0]
    server.fail_next("getMe", 429, "Too Many Requests", retry_after=1, times=TAP.tries)
    with pytest.raises(TooManyRequests):
        await api.call("getMe", {})
    assert slept == [2.0] + [1.0] * (TAP.tries - 1)


async def test_nobody_listening_is_known_not_to_have_heard() -> None:
    api = BotApi(TOKEN, "http://127.0.0.1:9")
    with pytest.raises(NotSent):
        await api.call("getMe", {})
    await api.close()


async def test_a_call_that_was_not_sent_may_have_been_before() -> None:
    """The first try is cut, the second does not get out: nobody knows."""
    tries = iter([Unanswered("cut"), NotSent("no way")])

    async def attempt() -> None:
        raise next(tries)

    with pytest.raises(Unanswered):
        await with_retries("getMe", RetryPolicy(tries=2, answer_s=1.0, wait_s=0.0), attempt)


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, b'{"ok":true}', Unanswered),
        (200, b'{"ok":false,"error_code":400,"description":"x"}', Refused),
        (200, b"[]", Unanswered),
        (200, b"[" * 100_000, Unanswered),
        (302, b"", Unanswered),
        (403, b"<html>", Unanswered),
        (404, b"not found", Unanswered),
        (429, b"<html>", Unanswered),
        (429, b'{"ok":false,"error_code":429,"description":"x"}', TooManyRequests),
        (429, b'{"ok":false,"error_code":429,"parameters":{"retry_after":-5}}', TooManyRequests),
        (500, b'{"ok":false,"error_code":500,"description":"x"}', Unanswered),
        (502, b'{"ok":true,"result":{}}', Unanswered),
    ],
)
def test_only_the_bot_apis_own_words_are_believed(status: int, body: bytes, kind: type[TelegramError]) -> None:
    with pytest.raises(kind) as raised:
        raise_for_answer(status, body)
    assert type(raised.value) is kind
    assert not isinstance(raised.value, TooManyRequests) or raised.value.retry_after >= 0


def test_a_result_of_another_kind_counts_as_unanswered() -> None:
    assert result_of(b'{"ok":true,"result":5}', Decoder(int)) == 5
    with pytest.raises(Unreachable):
        result_of(b'{"ok":true,"result":"5"}', Decoder(int))


async def test_aiograms_calls_take_the_same_way(server: Server, api: BotApi) -> None:
    session = BotApiSession(api, server.url)
    bot = Bot(TOKEN, session=session)
    for fault in (Nonsense.html, Nonsense.empty, Nonsense.unparsable):
        server.spoil_next("getMe", fault)
    assert (await bot.get_me()).username == "test_bot"
    file = BufferedInputFile(b"x", "x.txt")
    for fault in (Nonsense.html, Nonsense.unparsable, Nonsense.cut):
        server.spoil_next("sendDocument", fault)
    sent = await bot.send_document(WHO, file, caption="c")
    assert sent.document is not None
    server.spoil_next("sendDocument", Nonsense.empty, times=UPLOAD.tries)
    with pytest.raises(Unanswered):
        await bot.send_document(WHO, file)
    server.block(WHO)
    for call in (bot.send_message(WHO, "x"), bot.send_document(WHO, file)):
        with pytest.raises(Forbidden):
            await call
    await session.close()


async def test_an_upload_that_finds_nobody_was_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    api = BotApi(TOKEN, "http://127.0.0.1:9")
    session = BotApiSession(api, "http://127.0.0.1:9")
    with pytest.raises(NotSent):
        await Bot(TOKEN, session=session).send_document(WHO, BufferedInputFile(b"x", "x.txt"))
    await session.close()
    await api.close()
