"""One installation of the page with its files, and what its visitors do."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from aiohttp import ClientSession, web

from bot.attachments.disk_room import DiskRoom
from bot.attachments.limits import MB, FreeSpaceLimits, Quota
from bot.attachments.stored_files import EvidenceFiles
from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.serving import answering_probes, file_probes
from bot.settings import Settings
from bot.web.app import web_app
from bot.words.wording import Wording
from flows.dialogue import Address, Reply, phrase
from tests.people.page_server import SECRET
from tests.people.uploads import PDF, send
from tests.people.visitor import offered, open_browser, page, post

WHO = Address("web", "somebody")


@dataclass
class House:
    """The page of one installation, the folders it keeps things in, and how many bytes the test says are free."""

    address: str
    conversation: Conversation
    data: Path
    free: int = 1000 * MB

    @property
    def files(self) -> EvidenceFiles:
        assert self.conversation.files is not None
        return self.conversation.files

    @property
    def folder(self) -> Path:
        return self.data / "evidence"

    @asynccontextmanager
    async def browser(self) -> AsyncIterator[ClientSession]:
        async with open_browser(self.address) as session:
            yield session

    async def ready(self) -> str:
        async with ClientSession() as session, session.get(f"{self.address}readyz") as response:
            return await response.text()


@asynccontextmanager
async def house(
    data: Path,
    wording: Wording,
    renderer: Renderer,
    quota: Quota | None = None,
    free_space_limits: FreeSpaceLimits | None = None,
    real: bool = False,
) -> AsyncIterator[House]:
    """Serve the page over the SQLite database and the files in one folder; unless `real`, the test says what is free."""
    url = f"sqlite:///{data}/xingjie.db"
    async with open_conversation(url, data_dir=data, quota=quota, free_space_limits=free_space_limits) as conversation:
        app = web_app(conversation, wording, SECRET, None, renderer)
        async with answering_probes(app, Settings(database_url=url), conversation) as readiness:
            assert conversation.files is not None
            for probe in file_probes(conversation.files, keep_s=0):
                readiness.add(probe)
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            try:
                at = House(f"http://127.0.0.1:{runner.addresses[0][1]}/", conversation, data)
                if not real:
                    conversation.files.room = DiskRoom(data, data / "xingjie.db", free_space_limits, lambda _: at.free)
                yield at
            finally:
                await runner.cleanup()


async def name_evidence_next(client: ClientSession, data: bytes = PDF) -> tuple[int, str]:
    """Answer the question that is asked now with rung 3, and send a file as its evidence."""
    shown = await page(client)
    if "screen-dating" in shown:
        await post(client, shown, reply=offered(shown, "leave"))
        shown = await page(client)
    await post(client, shown, reply=offered(shown, "rate", "3"))
    shown = await page(client)
    await post(client, shown, reply=first_offered(shown, "evidence"))
    return await send(client, await page(client), data)


def first_offered(html: str, trigger: str) -> str:
    """The encoded reply of the first button with this trigger."""
    replies = (Reply.decode(text) for text in re.findall(r'name="reply" value="([^"]*)"', html))
    return next(reply.encode() for reply in replies if reply and reply.trigger == trigger)


def sentence(wording: Wording, key: str, **args: int) -> str:
    """A sentence as the page shows it: in English, its free_space_limits escaped."""
    return escape(wording.say(phrase(key, **args), "en"))


async def forget(client: ClientSession) -> tuple[int, str]:
    asked = await page(client, "/command?name=forget")
    return await post(client, asked, reply=offered(asked, "forget"))


def sized(size: int) -> bytes:
    """Return a PDF with `size` bytes."""
    return PDF.ljust(size, b"x")
