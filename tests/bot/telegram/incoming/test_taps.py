"""What surrounds a tap: who may push, when an update counts as handled, and what is said while the database is out of reach."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing, contextmanager

import aiohttp
import pytest

import bot.operations.shutdown_deadline
import storage.tap.sqlite
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import TOKEN, begun, data, my_data, name_of, question_of, say
from tests.people.shipped_words import sentence
from tests.ports import free_port

SECRET = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture
async def conversation(sqlite_url: str) -> AsyncIterator[Conversation]:
    async with open_conversation(sqlite_url) as conversation:
        yield conversation


@pytest.mark.parametrize(
    ("method", "path", "secret", "body", "status"),
    [
        ("POST", "/telegram", "", b"{}", 401),
        ("POST", "/telegram", "secret-1", b"{}", 401),
        ("POST", "/telegram", "\u00e9", b"{}", 401),
        ("GET", "/telegram", "Secret-1", b"", 405),
        ("POST", "/", "Secret-1", b"{}", 404),
        ("POST", "/telegram", "Secret-1", b"{", 400),
        ("POST", "/telegram", "Secret-1", b"[" * 100_000, 400),
        ("POST", "/telegram", "Secret-1", b"[1]", 400),
        ("POST", "/telegram", "Secret-1", b'{"update_id": "x", "message": 3}', 200),
        ("POST", "/telegram", "Secret-1", b'{"callback_query": {"message": []}}', 200),
    ],
)
async def test_only_telegram_may_push(
    conversation: Conversation,
    wording: Wording,
    renderer: Renderer,
    method: str,
    path: str,
    secret: str,
    body: bytes,
    status: int,
) -> None:
    port = free_port()
    async with BotApi(token=TOKEN) as api:
        serving = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        serve = serving.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
        async with serve, aiohttp.ClientSession() as session:
            url = f"http://127.0.0.1:{port}{path}"
            async with session.request(method, url, data=body, headers={SECRET: secret}) as got:
                assert got.status == status


async def test_polling_confirms_what_is_handled_and_serves_others_meanwhile(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    async with BotApi(token=TOKEN) as api, TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
        slow, other = await begun(api), await begun(api, 1002)
        api.fail_next("editMessageText", 429, "Too Many Requests: retry after 1", retry_after=1, chat_id=slow.id)
        await slow.tap(data("rate", "3"), wait=False)
        await other.tap(data("rate", "3"), wait=False)
        await api.until(lambda: question_of(other) == 2)
        assert question_of(slow) == 1
        await api.until(lambda: question_of(slow) == 2)
        await api.idle()
        shown = [call.at for call in api.called("editMessageText") if call.ok and call.params["chat_id"] == slow.id][-1]
        before = [call.params["offset"] for call in api.called("getUpdates") if call.at < shown]
        assert max(before) == 700_000_007  # the slow tap's own number: it is not confirmed while its card waits


async def test_a_stop_finishes_what_has_begun(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    async with BotApi(token=TOKEN) as api:
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            person = await begun(api)
            api.fail_next("editMessageText", 429, "Too Many Requests: retry after 1", retry_after=1)
            await person.tap(data("rate", "3"), wait=False)
            await api.until(lambda: not api.called("editMessageText")[-1].ok)
        assert question_of(person) == 2
        await api.idle()


@pytest.mark.parametrize("webhook", [False, True])
async def test_a_stop_waits_for_nobody_forever(
    conversation: Conversation, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch, webhook: bool
) -> None:
    """Telegram asks for a minute's patience, and the system gives ten seconds: what is stored stays, and is shown later."""
    monkeypatch.setattr(bot.operations.shutdown_deadline, "DRAIN_S", 0.2)
    port = free_port()
    async with BotApi(token=TOKEN) as api:
        for number in range(2):
            telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
            hook = telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
            async with asyncio.timeout(10), hook if webhook else telegram.polling():
                if number == 0:
                    person = await begun(api)
                    api.fail_next("editMessageText", 429, "Too Many Requests: retry after 60", retry_after=60)
                    await person.tap(data("rate", "3"), wait=False)
                    await api.until(lambda: not api.called("editMessageText")[-1].ok)
                else:
                    await say(api, person, "/start")
                    assert question_of(person) == 2


def test_all_that_closes_shares_one_span(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bot.operations.shutdown_deadline, "DRAIN_S", 1000.0)
    closing = bot.operations.shutdown_deadline.ShutdownDeadline()
    first, second = closing.seconds_left(), closing.seconds_left()
    assert 1000.0 == first > second > 0
    monkeypatch.setattr(bot.operations.shutdown_deadline, "DRAIN_S", 0.0)
    assert bot.operations.shutdown_deadline.ShutdownDeadline().seconds_left() == 0.0


async def test_a_failed_save_is_shown_and_the_person_can_go_on_later(
    api: BotApi, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storage.tap.sqlite, "BUSY_MS", 50)
    person = await begun(api)
    with locked(sqlite_url):
        await person.tap(data("rate", "3"))
    assert sentence("refusal-unstored") in person.toasts[-1]
    assert question_of(person) == 1
    await person.tap(data("rate", "3"))
    assert question_of(person) == 2
    assert name_of(person) == "rate"


@pytest.mark.parametrize("typed", [False, True])
async def test_what_was_refused_is_not_stored_when_telegram_brings_it_again(
    api: BotApi, sqlite_url: str, monkeypatch: pytest.MonkeyPatch, typed: bool
) -> None:
    """After being told that a 3 is not stored, a person may change their mind: only their next answer counts."""
    monkeypatch.setattr(storage.tap.sqlite, "BUSY_MS", 50)
    person = await begun(api)
    with locked(sqlite_url):
        await (person.send("3") if typed else person.tap(data("rate", "3")))
        await api.idle()
    refused = api.newest
    assert sentence("refusal-unstored") in (person.messages[-1].text if typed else person.toasts[-1])
    await api.handled([api.redeliver(refused)])
    await say(api, person, "/start")
    assert question_of(person) == 1
    await person.tap(data("rate", "4"))
    await api.handled([api.redeliver(refused)])
    assert [rating["level"] for rating in await my_data(api, person, "ratings")] == [4]


@contextmanager
def locked(sqlite_url: str) -> Iterator[None]:
    """Another process holds the file's one write lock."""
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")
