"""The real web application over a real conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession, CookieJar, web

from bot.connections.door import PageRunner, Room
from bot.connections.idle import sweeping
from bot.conversation import Conversation, opened
from bot.documents.renderer import Renderer
from bot.web.app import CONNECTIONS, web_app
from bot.words.wording import Wording
from tests.bot.web.visitor import OURS

SECRET = b"a secret of thirty-two bytes ...."
ROOM = Room(at_most=1000, by_address=None)


@pytest_asyncio.fixture
async def conversation(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation over an empty embedded database and an empty folder of files."""
    async with opened(sqlite_url, data_dir=tmp_path / "data") as conversation:
        yield conversation


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    """Where the page is served."""
    async with serving(conversation, wording, renderer) as address:
        yield address


@asynccontextmanager
async def serving(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    """Serve the page while the body runs; its address."""
    async with listening(web_app(conversation, wording, SECRET, None, renderer)) as port:
        yield f"http://127.0.0.1:{port}/"


@asynccontextmanager
async def listening(app: web.Application, room: Room = ROOM) -> AsyncIterator[int]:
    """Serve a page as the program does while the body runs; its port."""
    runner = PageRunner(app, app[CONNECTIONS], room)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with sweeping(runner, app[CONNECTIONS]):
            yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@pytest_asyncio.fixture
async def client(address: str) -> AsyncIterator[ClientSession]:
    """A browser without eyes: it keeps cookies, and follows no redirect by itself."""
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        yield session
