"""The page in a real browser. All tests here share one event loop, and with it one browser and one driver of it."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.people.chromium import chromium_path
from tests.people.desk_screen import Served
from tests.people.desk_visitor import first_invitation
from tests.people.page_server import FAST, serving, serving_over
from tests.people.phone import Phones

LAUNCH = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    # What nobody looks at: a translator, hints, a process in reserve for each navigation, a page held back until it is painted.
    "--disable-features=Translate,OptimizationHints,MediaRouter,SpareRendererForSitePerProcess,RenderDocument,PaintHolding",
)


@pytest_asyncio.fixture(loop_scope="session")
async def address(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[str]:
    """Serve the page over an empty embedded database and an empty folder of files; its address."""
    async with serving_over(sqlite_url, tmp_path, wording, limits=FAST) as address:
        yield address


@pytest.fixture(scope="session")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one headless Chromium for all tests of a run; its address. Without Chromium: skipped, with CI=true failed."""
    found = chromium_path()
    if found is None:
        why = "no Chromium on this machine: the page is not tested in a browser"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    profile = tmp_path_factory.mktemp("chromium")
    command = [found, "--headless", "--remote-debugging-port=0", f"--user-data-dir={profile}", *LAUNCH, "about:blank"]
    # A group of its own: what is found may be a script that starts the browser.
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    listening = "DevTools listening on "
    yield next(line for line in process.stderr if line.startswith(listening)).removeprefix(listening).strip()
    os.killpg(process.pid, signal.SIGTERM)
    process.communicate()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def connection(chromium: str) -> AsyncIterator[Browser]:
    """A connection to the browser, for all tests of a run."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.connect_over_cdp(chromium)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def browser(connection: Browser) -> AsyncIterator[Browser]:
    """The browser; whatever a test opened in it is closed at its end."""
    before = set(connection.contexts)
    yield connection
    for context in set(connection.contexts) - before:
        await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def all_phones(connection: Browser) -> AsyncIterator[Phones]:
    """The phones of a run."""
    yield Phones(connection)


@pytest_asyncio.fixture(loop_scope="session")
async def phones(all_phones: Phones) -> AsyncIterator[Phones]:
    """The phones, each as if it were new."""
    yield all_phones
    await all_phones.put_back()


@pytest_asyncio.fixture(loop_scope="session")
async def served(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[Served]:
    """Serve the page over an empty database with an invitation to a new association."""
    renderer = Renderer(wording, tmp_path)
    async with open_conversation(sqlite_url) as conversation, serving(conversation, wording, renderer) as address:
        link = await first_invitation(conversation, "华东中小企业服务协会 East & West <Association>")
        assert conversation.desk is not None
        yield Served(address, link.lstrip("/"), conversation.desk.access.database, conversation.desk)
    await renderer.close()
