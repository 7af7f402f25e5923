"""The real web application over a real conversation."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from aiohttp import ClientSession, CookieJar

from bot.conversation import Conversation, open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.people.page_server import serving
from tests.people.visitor import OURS


@pytest_asyncio.fixture
async def conversation(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation over an empty embedded database and an empty folder of files."""
    async with open_conversation(sqlite_url, data_dir=tmp_path / "data") as conversation:
        yield conversation


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    """Where the page is served."""
    async with serving(conversation, wording, renderer) as address:
        yield address


@pytest_asyncio.fixture
async def client(address: str) -> AsyncIterator[ClientSession]:
    """A browser without eyes: it keeps cookies, and follows no redirect by itself."""
    async with ClientSession(address, cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        yield session
