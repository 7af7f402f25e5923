"""The program that serves the page, and the browser that looks at it, each a real process."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from aiohttp import ClientError, ClientSession
from playwright.async_api import Browser, async_playwright

from benchmarks.checkout import START_AT_MOST_S, bot_of
from storage.associations.operator import invite_administrator
from storage.database import Database, open_database
from tests.people.chromium import CHROMIUMS, chromium_path
from tests.ports import free_port

LAUNCH = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update")
# Who runs it: their line belongs to every page of a real installation.
OPERATOR = {"OPERATOR_NAME": "Yunhe Service Centre", "OPERATOR_CONTACT": "help@example.org"}


@asynccontextmanager
async def serving(checkout: Path) -> AsyncIterator[str]:
    """Serve the page of a checkout over an empty database while the body runs; its address.

    Raises TimeoutError if it does not get ready.
    """
    async with _serving(checkout) as (address, _):
        yield address


@asynccontextmanager
async def serving_a_desk(checkout: Path) -> AsyncIterator[tuple[str, str, Database]]:
    """As `serving`; the address, the path of an invitation that makes the first officer of an association, and the database.

    The database is open in this process too, as if another process of the program ran.
    """
    async with _serving(checkout) as (address, folder), open_database(f"sqlite:///{folder}/x.db") as database:
        invited = await invite_administrator(database, "East & West")
        assert invited.link is not None
        yield address, f"desk/invited/{invited.link.token}", database


@asynccontextmanager
async def _serving(checkout: Path) -> AsyncIterator[tuple[str, str]]:
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    with tempfile.TemporaryDirectory() as folder, bot_of(checkout, folder, {"WEB_PORT": str(port), **OPERATOR}):
        await _ready(address)
        yield address, folder


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start a headless Chromium while the body runs. Raises FileNotFoundError if this machine has none."""
    found = chromium_path()
    if found is None:
        raise FileNotFoundError(f"none of these is installed: {', '.join(CHROMIUMS)}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=list(LAUNCH))
        yield browser
        await browser.close()


async def _ready(address: str) -> None:
    async with asyncio.timeout(START_AT_MOST_S), ClientSession() as session:
        while True:
            with suppress(ClientError):
                async with session.get(f"{address}healthz") as response:
                    if response.status == 200:
                        return
            await asyncio.sleep(0.05)
