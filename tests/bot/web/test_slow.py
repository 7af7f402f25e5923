"""Clients that are slow, silent or greedy: each wait for them ends, and others are served meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import islice
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.connections import deadlines as silent
from bot.connections.deadlines import ConnectionDeadlines
from bot.connections.limited_server import ConnectionLimits
from bot.connections.pace import TransferLimits
from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.operations import metrics
from bot.web.app import web_app
from bot.web.uploads import UploadLimits
from bot.words.wording import Wording
from tests.people.page_server import ROOM, SECRET, listening
from tests.people.raw_client import connected, field_part, file_part, head, status, upload_head
from tests.people.uploads import evidence, naming_evidence, send, upload_address
from tests.people.visitor import field, open_browser, page

FOR_EVER = TransferLimits(grace_s=600, least_per_s=1, stalled_s=600, total_s=600)
PATIENT = UploadLimits(file=FOR_EVER)
HURRIED = TransferLimits(grace_s=0.1, least_per_s=1e9, stalled_s=0.1, total_s=60)


class Serving:
    """Serves a page with bounds of a test's own."""

    def __init__(self, conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
        self._parts = (conversation, wording, renderer)

    @asynccontextmanager
    async def __call__(
        self, bounds: UploadLimits = PATIENT, connections: ConnectionDeadlines | None = None, room: ConnectionLimits = ROOM
    ) -> AsyncIterator[tuple[int, ClientSession]]:
        conversation, wording, renderer = self._parts
        app = web_app(conversation, wording, SECRET, None, renderer, bounds=bounds, connections=connections)
        async with listening(app, room) as port, asyncio.timeout(20), browser(port) as client:
            yield port, client


@asynccontextmanager
async def browser(port: int) -> AsyncIterator[ClientSession]:
    async with open_browser(f"http://127.0.0.1:{port}/") as session:
        yield session


@pytest.fixture
def serving(conversation: Conversation, wording: Wording, renderer: Renderer) -> Serving:
    return Serving(conversation, wording, renderer)


async def test_a_forbidden_upload_is_answered_before_its_body_arrives(serving: Serving) -> None:
    async with serving() as (port, client), browser(port) as other:
        await naming_evidence(other)
        address = await upload_address(other, await page(other))
        wrong = str(address.update_query(token="0" * 64))
        for target, sender, expected in ((wrong, other, 403), (str(address), client, 200)):
            async with connected(port) as (reader, writer):
                writer.write(upload_head(sender, target))
                assert await status(reader) == expected


async def test_the_fields_of_an_upload_have_one_deadline(serving: Serving) -> None:
    async with serving(UploadLimits(fields_s=0.2, file=FOR_EVER)) as (port, client):
        asked = await naming_evidence(client)
        async with connected(port) as (reader, writer):
            writer.write(upload_head(client, str(await upload_address(client, asked))))
            answer = asyncio.create_task(status(reader))
            while not answer.done():  # a byte now and then does not count as progress
                writer.write(b"-")
                await asyncio.sleep(0.02)
            assert answer.result() == 408


@pytest.mark.parametrize("drips", [True, False])
async def test_a_file_has_a_least_rate_and_leaves_nothing(serving: Serving, tmp_path: Path, drips: bool) -> None:
    async with serving(UploadLimits(file=HURRIED)) as (port, client):
        asked = await naming_evidence(client)
        fields = b"".join(field_part(name, field(asked, name)) for name in ("turn",))
        async with connected(port) as (reader, writer):
            writer.write(
                upload_head(client, str(await upload_address(client, asked))) + fields + file_part("a.pdf") + b"%PDF-1.7"
            )
            answer = asyncio.create_task(status(reader))
            while not answer.done():
                if drips:
                    writer.write(b"x")
                await asyncio.sleep(0.02)
            assert answer.result() == 408
        assert list((tmp_path / "data" / "evidence").iterdir()) == []
        assert (await send(client, await page(client), b"%PDF-1.7\n" + b"x" * 3000))[0] == 303
        assert len(await evidence(client)) == 1


async def test_open_uploads_are_limited_for_a_person_and_for_an_address(serving: Serving) -> None:
    async with serving(UploadLimits(file=FOR_EVER, fields_s=600, by_address=3)) as (port, client), browser(port) as other:
        target, others = [str(await upload_address(one, await naming_evidence(one))) for one in (client, other)]
        async with AsyncExitStack() as stack:

            async def begin(sender: ClientSession, address: str) -> asyncio.StreamReader:
                reader, writer = await stack.enter_async_context(connected(port))
                writer.write(upload_head(sender, address))
                # The page answers a request that comes after this one: the upload has begun.
                await page(sender)
                return reader

            for _ in range(2):
                await begin(client, target)
            assert await status(await begin(client, target)) == 429
            await begin(other, others)
            assert await status(await begin(other, others)) == 429
        # All are closed: their places are free again.
        async with connected(port) as (reader, writer):
            writer.write(upload_head(client, target, length=0))
            assert await status(reader) == 403


async def test_a_body_that_no_handler_reads_holds_no_connection(serving: Serving, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silent, "BODY_AND_ANSWER_S", 0.1)
    monkeypatch.setattr(silent, "SWEEP_S", 0.02)
    connections = ConnectionDeadlines()
    async with serving(connections=connections) as (port, _), connected(port) as (reader, writer):
        writer.write(head("POST", "/", Content_Type="application/x-www-form-urlencoded", Content_Length="100") + b"token=")
        assert await status(reader) == 0


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
async def test_heads_that_never_end_leave_room_for_people(serving: Serving, begun: bytes) -> None:
    async with serving(room=ConnectionLimits(at_most=30, by_address=None)) as (port, client), AsyncExitStack() as stack:
        answers = []
        for _ in range(100):
            reader, writer = await stack.enter_async_context(connected(port))
            writer.write(begun)
            answers.append(asyncio.create_task(status(reader)))
        for _ in range(5):
            await page(client)
        # The clients that were silent for longest have made room.
        assert [await answer for answer in islice(asyncio.as_completed(answers), 70)] == [0] * 70
        for answer in answers:
            answer.cancel()


async def test_the_connections_of_one_address_are_limited(serving: Serving) -> None:
    failed: list[dict[str, object]] = []
    async with serving(room=ConnectionLimits(at_most=100, by_address=5)) as (port, _), AsyncExitStack() as stack:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failed.append(context))
        readers = [(await stack.enter_async_context(connected(port)))[0] for _ in range(8)]
        answers = [asyncio.create_task(status(reader)) for reader in readers]
        cut_off = [await answer for answer in asyncio.as_completed(answers[5:])]
        assert cut_off == [0, 0, 0]
        assert not any(answer.done() for answer in answers[:5])
        assert failed == []
        for answer in answers:
            answer.cancel()


def cut() -> float:
    """How many silent connections were cut so far."""
    return metrics.REGISTRY.get_sample_value("xingjie_connections_cut_total", {"kind": "silent"}) or 0.0


async def attached(client: ClientSession, size: int) -> str:
    """Attach a file with this number of bytes; return its address."""
    assert (await send(client, await naming_evidence(client), b"%PDF-1.7\n" + b"x" * (size - 9)))[0] == 303
    (row,) = await evidence(client)
    return "/evidence/" + str(row["file_place"]).removeprefix("web:")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silent, "IDLE_S", 0.2)
    monkeypatch.setattr(silent, "SWEEP_S", 0.02)


SIZE = 6 * 1024 * 1024


async def test_a_slow_download_comes_to_its_end(serving: Serving, impatient: None) -> None:
    async with serving(connections=ConnectionDeadlines(limits=TransferLimits(grace_s=5, least_per_s=1000, stalled_s=2))) as (
        port,
        client,
    ):
        target = await attached(client, SIZE)
        async with connected(port, receive_buffer=32 * 1024) as (reader, writer):
            writer.write(head("GET", target, Cookie="; ".join(f"{c.key}={c.value}" for c in client.cookie_jar)))
            began = asyncio.get_running_loop().time()
            await reader.readuntil(b"\r\n\r\n")
            left = SIZE
            while left and (chunk := await reader.read(32 * 1024)):
                left -= len(chunk)
                await asyncio.sleep(0.004)
            assert left == 0
            assert asyncio.get_running_loop().time() - began > 3 * silent.IDLE_S


async def test_a_reader_that_never_reads_is_let_go(serving: Serving, impatient: None) -> None:
    async with serving(connections=ConnectionDeadlines(limits=TransferLimits(grace_s=60, least_per_s=1, stalled_s=0.2))) as (
        port,
        client,
    ):
        target = await attached(client, SIZE)
        async with connected(port, receive_buffer=4096) as (reader, writer):
            writer.write(head("GET", target, Cookie="; ".join(f"{c.key}={c.value}" for c in client.cookie_jar)))
            before = cut()
            await reader.readexactly(100)
            while cut() == before:  # noqa: ASYNC110 - a counter has no event
                await asyncio.sleep(0.02)
