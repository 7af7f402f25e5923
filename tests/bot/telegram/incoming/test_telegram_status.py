"""Telegram out of reach, a wrong token, a refused webhook: one line names the setting, and it is tried again until it works."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.incoming import polling, registration
from bot.telegram.incoming import telegram_status as links
from bot.telegram.incoming.telegram_status import CONFLICT_S, PASSING_S, NotServed, TelegramProblem, TelegramStatus, problem_of
from bot.telegram.outgoing.errors import NotSent, Refused
from bot.words.wording import Wording
from flows.commands import COMMANDS
from tests.botapi import BotApi, Nonsense
from tests.people.chat import TOKEN, begun
from tests.ports import free_port

REFUSED = "Bad Request: bad webhook: Failed to resolve host"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next try comes soon."""
    monkeypatch.setattr(links, "PAUSE_FIRST_S", 0.01)
    monkeypatch.setattr(links, "PAUSE_MOST_S", 0.05)
    monkeypatch.setattr(registration, "LOOK_S", 0.05)


@pytest.fixture
async def conversation(sqlite_url: str) -> AsyncIterator[Conversation]:
    async with open_conversation(sqlite_url) as conversation:
        yield conversation


class Clock:
    """A clock that goes when told to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


async def is_ready(link: TelegramStatus) -> bool:
    try:
        await link.check()
    except NotServed:
        return False
    return True


async def test_a_link_is_ready_once_it_works_and_while_it_works() -> None:
    clock = Clock()
    link = TelegramStatus("long polling", fresh_s=45, now=clock)
    assert not await is_ready(link)
    link.record_success()
    assert await is_ready(link)
    clock.now += 46
    assert not await is_ready(link)
    link.record_success()
    link.record_failure(problem_of(NotSent("OSError")))
    assert await is_ready(link)  # it may be over at once
    clock.now += PASSING_S
    assert not await is_ready(link)
    link.record_success()
    assert await is_ready(link)


async def test_two_processes_with_one_token_are_not_ready_though_each_gets_updates_now_and_then() -> None:
    clock = Clock()
    link = TelegramStatus("long polling", now=clock)
    link.record_success()
    with capture_logs() as logs:
        for _ in range(3):
            link.record_failure(problem_of(Refused(409, "Conflict: terminated by other getUpdates request")))
            link.record_success()
            assert not await is_ready(link)
    assert ["BOT_TOKEN" in line["why"] for line in logs] == [True]
    clock.now += CONFLICT_S
    link.record_success()
    assert await is_ready(link)


@pytest.mark.parametrize("webhook", [False, True])
@pytest.mark.parametrize(
    ("trouble", "says"),
    [("down", "TELEGRAM_API_URL"), ("token", "BOT_TOKEN"), ("refused", "WEBHOOK_URL"), ("waits", "wait 594 s")],
)
async def test_a_fault_is_named_and_ends_without_a_restart(
    conversation: Conversation,
    wording: Wording,
    renderer: Renderer,
    monkeypatch: pytest.MonkeyPatch,
    trouble: str,
    says: str,
    webhook: bool,
) -> None:
    if trouble == "refused" and not webhook:
        return
    failed, fails, port = asyncio.Event(), TelegramStatus.record_failure, free_port()

    def telling(link: TelegramStatus, trouble: TelegramProblem) -> None:
        fails(link, trouble)
        failed.set()

    monkeypatch.setattr(TelegramStatus, "record_failure", telling)
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        first = "setWebhook" if webhook else "getUpdates"
        match trouble:
            case "down":
                api.outage = Nonsense.html
            case "token":
                api.token = "42:ANOTHER"
            case "refused":
                api.fail_next(first, 400, REFUSED, times=1000)
            case "waits":
                api.fail_next(first, 429, "Too Many Requests: retry after 594", retry_after=594, times=1000)
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        hook = telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port)
        with capture_logs() as logs:
            async with hook if webhook else telegram.polling() as link:
                await failed.wait()
                assert not await is_ready(link)
                if trouble == "waits":
                    return  # it would be asked again in 594 seconds; leaving does not wait for that
                api.outage, api.token = None, TOKEN
                api.faults_to_come.clear()
                await link.served.wait()
                assert await is_ready(link)
                await begun(api)
    assert [says in line["why"] for line in logs if line["event"] == "telegram_not_served"] == [True]


async def test_people_are_served_while_the_bot_may_not_describe_itself(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        for method in ("getMyCommands", "setMyCommands", "setMyDescription"):
            api.fail_next(method, 429, "Too Many Requests: retry after 594", retry_after=594, times=1000)
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling() as link:
            await begun(api)
            assert await is_ready(link)


async def test_unchanged_profile_texts_are_not_sent_again(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        for _ in range(2):
            asked = len(api.called("getMyShortDescription"))
            async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
                await api.until(lambda asked=asked: len(api.called("getMyShortDescription")) == asked + 3)  # type: ignore[misc]
                await api.until(lambda: len(api.called("setMyShortDescription")) == 2)
        commands = api.called("setMyCommands")
        assert [len(call.params["commands"]) for call in commands] == [len(COMMANDS)] * 3
        assert len(api.called("setMyDescription")) == 2  # English for everybody else is English for the English too


async def test_polling_takes_over_from_a_webhook(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        await api.perform("setWebhook", {"url": "https://example.org/old"})
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling() as link:
            await link.served.wait()
            await begun(api)
        assert (await api.perform("getWebhookInfo", {}))["url"] == ""


async def test_a_webhook_that_was_deleted_is_set_again_and_one_of_another_program_is_left(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    port = free_port()
    async with asyncio.timeout(30), BotApi(token=TOKEN) as api:
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        async with telegram.webhook(f"http://127.0.0.1:{port}/telegram", "Secret-1", "127.0.0.1", port) as link:
            await link.served.wait()
            await api.perform("deleteWebhook", {})
            await api.until(lambda: len(api.called("setWebhook")) == 2)
            await begun(api)
            with capture_logs() as logs:
                await api.perform("setWebhook", {"url": "https://example.org/other"})
                looks = len(api.called("getWebhookInfo"))
                await api.until(lambda: len(api.called("getWebhookInfo")) > looks + 2)
            assert not any(call.ok and "127.0.0.1" in call.params["url"] for call in api.called("setWebhook")[3:])
            assert ["another program" in line["why"] for line in logs if "why" in line] == [True]
        assert polling.WAIT_S < links.FRESH_S
