"""Clients that send nothing, or half of something, do not hold their connections forever."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from bot.connections import bodies
from bot.connections import deadlines as silent
from bot.connections.deadlines import closing_overdue
from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import CONNECTIONS, web_app
from bot.words.wording import Wording
from tests.people.page_server import SECRET


@pytest.mark.parametrize("begun", [b"", b"GET / HTTP/1.1\r\nHost: x\r\n"])
async def test_a_client_that_never_sends_a_whole_head_is_cut_off(
    begun: bytes, conversation: Conversation, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silent, "FIRST_S", 0.0)
    monkeypatch.setattr(silent, "SWEEP_S", 0.01)
    app = web_app(conversation, wording, SECRET, None, renderer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    async with closing_overdue(runner, app[CONNECTIONS]), asyncio.timeout(10):
        reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
        writer.write(begun)
        with suppress(ConnectionResetError):
            assert await reader.read() == b""
        writer.close()
    await runner.cleanup()


async def test_a_body_that_never_comes_is_answered_calmly(
    conversation: Conversation, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bodies, "BODY_S", 0.05)
    runner = web.AppRunner(web_app(conversation, wording, SECRET, None, renderer), access_log=None, lingering_time=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    head = "POST / HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 100\r\n"
    writer.write((head + "Content-Type: application/x-www-form-urlencoded\r\n\r\ntoken=").encode())
    async with asyncio.timeout(10):
        assert (await reader.readline()).startswith(b"HTTP/1.1 408")
    writer.close()
    await runner.cleanup()
