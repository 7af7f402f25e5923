"""The page, served over real HTTP as the program does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from aiohttp import web

from bot.connections.deadlines import closing_overdue
from bot.connections.limited_server import ConnectionLimits, PageRunner
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.desk.cases import Seal
from bot.documents.renderer import Renderer
from bot.operations.operator import Operator
from bot.web.app import CONNECTIONS, web_app
from bot.web.rate_limits import USUAL, Limit, Limits
from bot.words.wording import Wording

SECRET = b"a secret of thirty-two bytes ...."
# What a phone on a slow network loads in a moment; no page of the interview is larger.
BYTES_AT_MOST = 10_000
# A program that looks at every page is faster than any person.
FAST = replace(USUAL, by_person=Limit(50, 2_000), by_address=Limit(100, 4_000))
# A program that sends everything that can be wrong with every form comes far more often yet.
OFTEN = Limit(10_000, 1_000_000)
UNHURRIED = Limits(OFTEN, OFTEN, OFTEN, OFTEN, OFTEN, OFTEN, OFTEN, OFTEN)
ROOM = ConnectionLimits(at_most=1000, by_address=None)


@asynccontextmanager
async def serving(
    conversation: Conversation,
    wording: Wording,
    renderer: Renderer,
    settle_ms: int = 0,
    operator: Operator | None = None,
    public_url: str | None = None,
    limits: Limits = USUAL,
    seal: Seal | None = None,
) -> AsyncIterator[str]:
    """Serve the page while the body runs; its address. People here read fast: an answer counts at once, unless told not to."""
    app = web_app(
        conversation, wording, SECRET, public_url, renderer, operator=operator, settle_ms=settle_ms, limits=limits, seal=seal
    )
    async with listening(app) as port:
        yield f"http://127.0.0.1:{port}/"


@asynccontextmanager
async def serving_over(
    database: str,
    folder: Path,
    wording: Wording,
    *,
    settle_ms: int = 0,
    operator: Operator | None = None,
    public_url: str | None = None,
    limits: Limits = USUAL,
) -> AsyncIterator[str]:
    """Serve the page over the database at an address, with its files in a folder, while the body runs; the page's address."""
    renderer = Renderer(wording, folder)
    async with (
        open_conversation(database, data_dir=folder / "data") as conversation,
        serving(conversation, wording, renderer, settle_ms, operator, public_url, limits) as address,
    ):
        yield address
    await renderer.close()


@asynccontextmanager
async def listening(app: web.Application, room: ConnectionLimits = ROOM) -> AsyncIterator[int]:
    """Serve a page as the program does while the body runs; its port."""
    runner = PageRunner(app, app[CONNECTIONS], room)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        async with closing_overdue(runner, app[CONNECTIONS]):
            yield runner.addresses[0][1]
    finally:
        await runner.cleanup()
