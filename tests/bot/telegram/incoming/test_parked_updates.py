"""What takes long steps aside: one person's slow file or long wait holds up nobody else, and a crash loses none of it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import cast

import pytest
from aiogram import Bot, Dispatcher

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.operations import shutdown_deadline as closing
from bot.telegram.face import TelegramFace
from bot.telegram.incoming import chat_queues as chats
from bot.telegram.incoming import polling, registration
from bot.telegram.incoming.chat_queues import Admission, ChatQueues
from bot.telegram.incoming.parked_updates import ParkedUpdates
from bot.telegram.incoming.parse import IncomingUpdate, Tap
from bot.telegram.incoming.routing import UpdateRouter
from bot.telegram.incoming.taps import TapHandler
from bot.telegram.incoming.telegram_status import TelegramStatus
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import PDF, TOKEN, begun, data, my_data, naming_evidence, question_of, say
from tests.ports import free_port

LONG_S = 60
TAP = Tap(7, "q", 1001, "zh", 1001, 5, "data")
LINE = {"update_id": 8, "message": {"message_id": 6, "chat": {"id": 1001, "type": "private"}, "text": "3"}}

# Serves one bot over the given API server.
Serve = Callable[[BotApi], AbstractAsyncContextManager[TelegramStatus]]


@pytest.fixture
async def conversation(sqlite_url: str) -> AsyncIterator[Conversation]:
    async with open_conversation(sqlite_url) as conversation:
        yield conversation


@pytest.fixture(params=["polling", "webhook"])
def serve(
    request: pytest.FixtureRequest,
    conversation: Conversation,
    wording: Wording,
    renderer: Renderer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Serve:
    """A bot for a Telegram that hands over little at a time, and for a system that ends it soon."""
    monkeypatch.setattr(chats, "LOOK_S", 0.02)
    monkeypatch.setattr(polling, "AT_MOST", 3)
    monkeypatch.setattr(registration, "CONNECTIONS", 1)
    monkeypatch.setattr(closing, "DRAIN_S", 0.1)

    def serve(api: BotApi) -> AbstractAsyncContextManager[TelegramStatus]:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer, folder=tmp_path)
        if request.param == "polling":
            return telegram.polling()
        port = free_port()
        return telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)

    return serve


def parked(folder: Path) -> list[Path]:
    return list(folder.glob("parked/42/*.json"))


async def test_others_are_served_while_one_card_has_to_wait(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        async with serve(api):
            slow = await begun(api)
            api.fail_next("editMessageText", 429, "Too Many Requests", retry_after=LONG_S, chat_id=slow.id)
            await slow.tap(data("rate", "3"), wait=False)
            monkeypatch.setattr(chats, "HOLD_S", 0.05)
            for number in range(2, 8):
                await say(api, api.person(1000 + number), "/start")
            assert question_of(slow) == 1
            file = min(parked(tmp_path))  # others may be there for a moment
            assert file.stat().st_mode & 0o777 == 0o600
            monkeypatch.setattr(chats, "HOLD_S", 2.0)
            # A second word of the same person waits behind the first, and holds up nobody either.
            await slow.tap(data("rate", "4"), wait=False)
            await say(api, api.person(1009), "/start")
        monkeypatch.setattr(closing, "DRAIN_S", 5.0)
        monkeypatch.setattr(chats, "HOLD_S", 2.0)
        async with serve(api) as link:
            await link.served.wait()
            await api.until(lambda: question_of(slow) == 2)
            await say(api, slow, "/start")
    assert parked(tmp_path) == []


async def test_a_file_that_takes_long_survives_a_crash(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        async with serve(api):
            slow = await naming_evidence(api)
            api.slow_next("download", LONG_S)
            await slow.send_document("plan.pdf", PDF, wait=False)
            await api.until(lambda: bool(api.called("getFile")))
            monkeypatch.setattr(chats, "HOLD_S", 0.05)
            for number in range(2, 8):
                await say(api, api.person(1000 + number), "/start")
            assert parked(tmp_path)
        monkeypatch.setattr(closing, "DRAIN_S", 5.0)
        monkeypatch.setattr(chats, "HOLD_S", 2.0)
        async with serve(api) as link:
            await link.served.wait()
            await api.until(lambda: slow.messages[-1].from_bot)
            (row,) = await my_data(api, slow, "evidence")
            assert row["file_name"] == "plan.pdf"
    assert parked(tmp_path) == []


async def test_a_card_that_waited_is_shown_when_telegram_takes_it(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api, serve(api):
        slow = await begun(api)
        monkeypatch.setattr(chats, "HOLD_S", 0.05)
        api.fail_next("editMessageText", 429, "Too Many Requests", retry_after=1, chat_id=slow.id)
        await slow.tap(data("rate", "3"), wait=False)
        await api.until(lambda: question_of(slow) == 2)
        await api.idle()
        assert slow.toasts == []


@pytest.mark.parametrize("tap", [TAP, Tap(7, "q", 1001, "en", 1001, 0, "", is_own=False)])
def test_parked_updates_are_read_as_they_were_and_in_their_order(tmp_path: Path, tap: Tap) -> None:
    first, second = IncomingUpdate(7, 1001, tap, {}), IncomingUpdate(8, 1001, None, LINE)
    files = ParkedUpdates(tmp_path / "parked").write([first, second])
    again = ParkedUpdates(tmp_path / "parked")
    assert list(again.read_all()) == [(files[0], first), (files[1], second)]
    (third,) = again.write([first])
    assert third.name > files[1].name
    again.delete(files[0])
    files[1].write_bytes(b'{"update_id":')  # cut off: it was never confirmed
    assert [file for file, _ in ParkedUpdates(tmp_path / "parked").read_all()] == [third]
    assert not files[1].exists()


async def nothing(_toast: object) -> None:
    """No toast is shown late here."""


async def test_an_update_that_cannot_be_parked_stays_with_telegram(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "HOLD_S", 0.0)
    monkeypatch.setattr(chats, "LOOK_S", 0.01)
    (tmp_path / "file").touch()
    queues, release, looked = ChatQueues(ParkedUpdates(tmp_path / "file" / "x"), nothing), asyncio.Event(), asyncio.Event()
    monkeypatch.setattr(ParkedUpdates, "write", _telling(ParkedUpdates.write, looked))
    held = queues.add(IncomingUpdate(1, 1, None, {}), lambda: waited(release))
    await asyncio.wait_for(looked.wait(), 10)
    assert not held.outcome.done()
    release.set()
    assert (await asyncio.wait_for(held.outcome, 10)).shown
    await queues.close(1)


def _telling(keep: Callable[..., list[Path]], event: asyncio.Event) -> Callable[..., list[Path]]:
    loop = asyncio.get_running_loop()

    def told(*args: object) -> list[Path]:
        try:
            return keep(*args)
        finally:
            loop.call_soon_threadsafe(event.set)

    return told


async def waited(event: asyncio.Event) -> None:
    await event.wait()


async def test_an_endless_update_is_given_up_and_the_chat_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chats, "GIVEN_UP_S", 0.0)
    monkeypatch.setattr(chats, "LOOK_S", 0.01)
    queues, done = ChatQueues(None, nothing), asyncio.Event()
    stuck = queues.add(IncomingUpdate(1, 1, None, {}), lambda: waited(asyncio.Event()))
    await asyncio.wait_for(stuck.outcome, 10)
    done.set()
    await asyncio.wait_for(queues.add(IncomingUpdate(2, 1, None, {}), lambda: waited(done)).outcome, 10)
    assert queues.admit(1, 1) is Admission.ACCEPTED
    await queues.close(1)


async def test_after_a_quiet_week_the_numbers_may_begin_lower(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            person = await begun(api)
            first = api.quiet_week(117_314_199)
            await say(api, person, "/start")
            await say(api, person, "/help")
            await api.idle()
        assert api.called("getUpdates")[-1].params["offset"] == first + 2
        assert len(api.called("sendMessage")) == 3


async def test_a_number_that_was_refused_may_come_back_after_a_quiet_week() -> None:
    now, heard = [0.0], []
    dispatcher = Dispatcher(disable_fsm=True)
    dispatcher.message.register(lambda message: heard.append(message.message_id))
    updates = UpdateRouter(cast(TapHandler, None), dispatcher, Bot(TOKEN), now=lambda: now[0])
    chat = {"id": 1001, "type": "private"}
    update = IncomingUpdate(8, 1001, None, {"update_id": 8, "message": {"message_id": 6, "date": 0, "chat": chat, "text": "3"}})
    updates.record_refusal(8)
    await updates.handle_pushed(update)
    assert heard == []
    now[0] = 7 * 24 * 3600.0
    await updates.handle_pushed(update)
    assert heard == [6]
    await updates.close(1)
