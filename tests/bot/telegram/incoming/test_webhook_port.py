"""The webhook's port: slow, packed and silent requests end, and no response names its software."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from bot.connections import bodies
from bot.connections import deadlines as silent
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.people.chat import TOKEN
from tests.ports import free_port

SECRET = "Secret-1"


@pytest.fixture
async def port(sqlite_url: str, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    """Where the webhook listens."""
    monkeypatch.setattr(silent, "SWEEP_S", 0.02)
    port = free_port()
    async with BotApi(token=TOKEN) as api, open_conversation(sqlite_url) as conversation, asyncio.timeout(20):
        telegram = TelegramFace(TOKEN, api.url, conversation, wording, renderer)
        async with telegram.webhook(f"http://127.0.0.1:{port}/telegram", SECRET, "127.0.0.1", port):
            yield port


async def answer(port: int, headers: str, body: bytes) -> bytes:
    """What comes back until the connection is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n{headers}\r\n"
    writer.write(head.encode() + body)
    try:
        return await reader.read()
    except ConnectionResetError:
        return b""
    finally:
        writer.close()


async def test_a_body_that_never_comes_is_answered(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "BODY_S", 0.05)
    assert (await answer(port, "Content-Length: 100\r\n", b"{")).startswith(b"HTTP/1.1 408")


async def test_a_client_that_says_nothing_is_cut(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silent, "FIRST_S", 0.0)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        assert await reader.read() == b""
    except ConnectionResetError:
        pass
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", b"not packed"),
        ("Content-Encoding: gzip\r\n", gzip.compress(b'{"update_id": 1}', mtime=0)),
        ("", b"nonsense"),
    ],
)
async def test_nonsense_is_400_and_names_no_software(port: int, headers: str, body: bytes) -> None:
    found = (await answer(port, f"Content-Length: {len(body)}\r\nConnection: close\r\n{headers}", body)).lower()
    assert found.startswith(b"http/1.1 400")
    assert b"server:" not in found


async def test_a_body_beyond_any_update_is_413(port: int) -> None:
    found = await answer(port, f"Content-Length: {2**21}\r\nConnection: close\r\n", b"x" * 2**21)
    assert found.startswith((b"HTTP/1.1 413", b""))
