"""Clients that send nothing, or half of something, do not hold their connections for ever."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from bot import connections as silent
from bot.connections import FIRST_S, IDLE_S, Connections, sweeping
from bot.conversation import Conversation
from bot.documents.press import Press
from bot.web import app as application
from bot.web.app import CONNECTIONS, web_app
from bot.wording import Wording
from tests.bot.web.conftest import SECRET


class Clock:
    """A clock that goes when told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_silent_connection_is_overdue_and_a_closed_one_forgotten() -> None:
    clock = Clock()
    connections = Connections(clock)
    assert connections.overdue(["silent", "closed"]) == []
    clock.now = FIRST_S + 1
    assert connections.overdue(["silent"]) == ["silent"]
    assert connections.overdue(["closed"]) == []


async def test_a_connection_in_use_is_kept(wording: Wording, conversation: Conversation) -> None:
    clock = Clock()
    connections = Connections(clock)
    in_use: list[list[object]] = []

    async def handler(request: web.Request) -> web.Response:
        clock.now += IDLE_S * 2
        in_use.append(connections.overdue([request.protocol]))
        return web.Response()

    app = web.Application(middlewares=[connections.watch])
    app.router.add_get("/", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
    assert in_use == [[]]
    assert runner.server is not None
    assert connections.overdue(runner.server.connections) == []
    clock.now += IDLE_S + 1
    assert len(connections.overdue(runner.server.connections)) == 1
    writer.close()
    await runner.cleanup()


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
async def test_a_client_that_never_sends_a_whole_head_is_cut_off(
    begun: bytes, conversation: Conversation, wording: Wording, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silent, "FIRST_S", 0.0)
    monkeypatch.setattr(silent, "SWEEP_S", 0.01)
    app = web_app(conversation, wording, SECRET, None, press)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with sweeping(runner, app[CONNECTIONS]), asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
        writer.write(begun)
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
    await runner.cleanup()


async def test_a_body_that_never_comes_is_answered_calmly(
    conversation: Conversation, wording: Wording, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(application, "BODY_S", 0.05)
    runner = web.AppRunner(web_app(conversation, wording, SECRET, None, press), access_log=None, lingering_time=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    head = "POST / HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 100\r\n"
    writer.write((head + "Content-Type: application/x-www-form-urlencoded\r\n\r\ntoken=").encode())
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    await runner.cleanup()
