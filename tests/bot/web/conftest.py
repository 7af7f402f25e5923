"""The real web application over a real conversation."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import ClientSession

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.people.page_server import serving
from tests.people.visitor import open_browser


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
    """A browser without a screen: it keeps cookies, and follows a redirect only if told to."""
    async with open_browser(address) as session:
        yield session


@pytest.fixture
def data(sqlite_url: str) -> Path:
    """A folder with an empty database at head."""
    return Path(sqlite_url.removeprefix("sqlite:///")).parent


@pytest.fixture
def small_disk(tmp_path: Path, at_head: Path) -> Iterator[Path]:
    """A file system of 24 MB with an empty database at head; skipped if this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "none", str(folder)]
    tried = subprocess.run(mount, capture_output=True, text=True, check=False) if shutil.which("mount") else None
    if tried is None or tried.returncode:
        pytest.skip(f"no small disk can be mounted: {tried.stderr.strip() if tried else 'there is no mount'}")
    try:
        shutil.copyfile(at_head, folder / "xingjie.db")
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
