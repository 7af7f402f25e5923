"""Seen from outside: the process lives, says whether it can serve, and counts without a word of anybody."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from aiohttp import ClientSession, web
from prometheus_client.parser import text_string_to_metric_families

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.operations import metrics
from bot.operations.endpoints import Endpoints
from bot.operations.readiness import Probe, Readiness
from bot.serving import answering_probes
from bot.settings import Settings
from bot.web.app import web_app
from bot.words.wording import Wording
from flows.dialogue import Address, Command, Refusal, Typed
from storage.database import migrate
from tests.people.page_server import SECRET
from tests.people.respondents import answer

TOKEN = "a-token-for-the-collector"


@asynccontextmanager
async def served(page: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(page, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def got(address: str, path: str, **headers: str) -> tuple[int, str]:
    async with ClientSession() as session, session.get(address + path, headers=headers) as response:
        return response.status, await response.text()


def samples(text: str) -> dict[str, float]:
    """Every sample as it is written, without those that say when a series began."""
    return {
        sample.name + "".join(f" {value}" for value in sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


async def test_a_process_is_ready_while_its_database_is_there(database_url: str, wording: Wording, renderer: Renderer) -> None:
    settings = Settings(database_url=database_url)
    async with open_conversation(database_url) as conversation:
        page = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(page, settings, conversation) as readiness, served(page) as address:
            assert await got(address, "/healthz") == (200, "ok\n")
            assert await got(address, "/readyz") == (200, "ready\n")
            readiness.add(Probe("telegram", asyncio.Event().wait, keep_s=60, timeout_s=0.01))
            assert await got(address, "/readyz") == (503, "not ready: telegram\n")
            assert (await got(address, "/healthz"))[0] == 200


async def test_a_database_file_that_is_gone_is_not_ready(sqlite_url: str, wording: Wording, renderer: Renderer) -> None:
    async with open_conversation(sqlite_url) as conversation:
        page = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(page, Settings(database_url=sqlite_url), conversation), served(page) as address:
            await answer(conversation, 1, questions=1)
            for side in ("", "-wal", "-shm"):
                os.unlink(sqlite_url.removeprefix("sqlite:///") + side)
            assert await got(address, "/readyz") == (503, "not ready: database\n")
            with pytest.raises(Refusal) as refused:
                await answer(conversation, 2, questions=1)
            assert refused.value.why.key == "refusal-unstored"


async def test_actions_of_people_are_counted(database_url: str, wording: Wording, renderer: Renderer) -> None:
    async with open_conversation(database_url) as conversation:
        page = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(page, Settings(database_url=database_url), conversation), served(page) as address:
            before = samples(metrics.exposition().decode())
            for number in (1, 2):
                await answer(conversation, number, questions=4)
            await conversation.say(Address("web", "person-1"), Typed("+86 138 0000 0000", 7), "zh")
            await conversation.say(Address("web", "person-1"), Command("help"), "zh")
            after = samples((await got(address, "/metrics"))[1])
    grown = {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}
    assert grown["xingjie_updates_total web tap"] == 12
    assert grown["xingjie_updates_total web line"] == 1
    assert grown["xingjie_updates_total web command"] == 3
    assert grown["xingjie_answers_total rated"] == 8
    assert grown["xingjie_commit_seconds_count"] == 12
    assert after["xingjie_queue_depth"] == 0
    assert {name: after[f"xingjie_interviews {name}"] for name in ("open", "decided", "finished")} == {
        "open": 2,
        "decided": 0,
        "finished": 0,
    }


async def test_people_are_counted_once_a_minute_and_a_broken_database_hides_no_counter() -> None:
    asked: list[float] = []
    seconds = [0.0]

    async def census() -> dict[str, int]:
        asked.append(seconds[-1])
        if seconds[-1] > 60:
            raise ConnectionError
        return {"open": 5, "decided": 0, "finished": 0}

    page = web.Application()
    Endpoints(Readiness(), census, None, lambda: seconds[-1]).add_to(page)
    async with served(page) as address:
        for second in (0.0, 59.0, 61.0, 62.0):
            seconds.append(second)
            status, text = await got(address, "/metrics")
            assert (status, samples(text)["xingjie_interviews open"]) == (200, 5)
    assert asked == [0.0, 61.0]


@pytest.mark.parametrize(
    ("token", "headers", "status"),
    [
        (None, {}, 200),
        (None, {"X-Forwarded-For": "192.0.2.1"}, 403),
        (None, {"Forwarded": "for=192.0.2.1"}, 403),
        (None, {"Host": "xingjie.example.org"}, 403),
        (TOKEN, {}, 403),
        (TOKEN, {"Authorization": "Bearer wrong"}, 403),
        (TOKEN, {"Authorization": "Bearer é"}, 403),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200),
        (TOKEN, {"Authorization": f"Bearer {TOKEN}", "X-Forwarded-For": "192.0.2.1"}, 200),
    ],
)
async def test_who_may_read_the_counters(token: str | None, headers: dict[str, str], status: int) -> None:
    async def census() -> dict[str, int]:
        return {}

    page = web.Application()
    Endpoints(Readiness(), census, token).add_to(page)
    async with served(page) as address:
        assert (await got(address, "/metrics", **headers))[0] == status


@pytest.mark.parametrize(("token", "headers", "status"), [(None, {}, 403), (TOKEN, {"Authorization": f"Bearer {TOKEN}"}, 200)])
async def test_a_public_page_gives_its_counters_for_a_token_only(
    token: str | None, headers: dict[str, str], status: int
) -> None:
    """A proxy may pass a request on without a trace: it then looks like one of this machine."""

    async def census() -> dict[str, int]:
        return {}

    page = web.Application()
    Endpoints(Readiness(), census, token, is_public=True).add_to(page)
    async with served(page) as address:
        assert (await got(address, "/metrics", **headers))[0] == status


async def test_the_setting_of_a_public_address_closes_the_counters(
    sqlite_url: str, wording: Wording, renderer: Renderer
) -> None:
    settings = Settings(database_url=sqlite_url, public_url="https://xingjie.example.org")
    async with open_conversation(sqlite_url) as conversation:
        page = web_app(conversation, wording, SECRET, settings.public_url, renderer)
        async with answering_probes(page, settings, conversation), served(page) as address:
            assert (await got(address, "/metrics"))[0] == 403


async def test_no_label_holds_anything_of_a_person(sqlite_url: str) -> None:
    async with open_conversation(sqlite_url) as conversation:
        await answer(conversation, 3, questions=2)
    metrics.count_telegram_call("sendMessage", ValueError("a secret"))
    for family in text_string_to_metric_families(metrics.exposition().decode()):
        for sample in family.samples:
            assert sample.labels.keys() <= {"face", "kind", "method", "state", "le"}
            assert not any(word in value for value in sample.labels.values() for word in ("person", "secret"))


@pytest.mark.parametrize(
    ("revision", "says"), [("0001", (503, "not ready: database\n")), ("9999", (200, "ready\n"))], ids=["behind", "ahead"]
)
async def test_a_database_that_went_back_is_not_ready_and_one_that_went_on_is(
    postgres: object, wording: Wording, renderer: Renderer, revision: str, says: tuple[int, str]
) -> None:
    """A newer version is rolled out one process after another: migrated first, then the old ones serve until they are replaced."""
    name = f"goes_to_{revision}"
    postgres.psql(f"CREATE DATABASE {name};")  # type: ignore[attr-defined]
    url = postgres.get_uri(database=name)  # type: ignore[attr-defined]
    await migrate(url)
    async with open_conversation(url) as conversation:
        page = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(page, Settings(database_url=url), conversation), served(page) as address:
            postgres.psql(f"\\c {name}\nUPDATE alembic_version SET version_num = '{revision}';")  # type: ignore[attr-defined]
            assert await got(address, "/readyz") == says
