"""Neighbours on the page: connections that say nothing or drip, uploads without end, many documents of one address."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, CookieJar, TCPConnector

from flows.dialogue import Reply

OURS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}
# Loopback has a whole network of addresses; the neighbour comes from another one than the person who is measured.
NEIGHBOUR = "127.0.0.2"
SILENT = DRIPPING = 500
UPLOADS = 1_030
ASKERS, DOCUMENTS_EACH = 12, 15
BOUNDARY = "neighbour"
# When a connection was closed on them, they come again after this long.
AGAIN_S = 5.0


@dataclass(frozen=True, slots=True)
class Page:
    """Where the page is served."""

    url: str

    @property
    def place(self) -> tuple[str, int]:
        """Host and port."""
        parts = urlsplit(self.url)
        return parts.hostname or "", parts.port or 80


# Prepares a neighbour at a page, and returns what it does until it is cancelled.
Neighbour = Callable[[Page], Awaitable[Callable[[], Coroutine[None, None, None]]]]


@asynccontextmanager
async def browser(page: Page, address: str) -> AsyncIterator[ClientSession]:
    """Open a browser that keeps cookies and comes from this address."""
    connector = TCPConnector(local_addr=(address, 0), limit=0, force_close=True)
    async with ClientSession(page.url, connector=connector, cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        yield session


async def consent(session: ClientSession) -> None:
    """Become a person that the page knows."""
    await _reply(session, "consent")


async def _html(session: ClientSession) -> str:
    async with session.get("/") as response:
        return await response.text()


async def _reply(session: ClientSession, *triggers: str, value: str | None = None) -> str:
    """Tap the first of these triggers that the page offers; returns which, or "" if none is offered."""
    html = await _html(session)
    for trigger in triggers:
        for text in re.findall(r'name="reply" value="([^"]*)"', html):
            reply = Reply.decode(text)
            if reply and reply.trigger == trigger and (value is None or reply.value == value):
                hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html))
                hidden.pop("made", None)
                async with session.post("/tap", data={**hidden, "reply": text}) as response:
                    await response.read()
                return trigger
    return ""


async def _finish(session: ClientSession) -> str:
    """Answer the quick run to its result; returns the path of the report."""
    await consent(session)
    await _reply(session, "begin", value="quick")
    while True:
        if await _reply(session, "verdict"):
            break
        if not await _reply(session, "rate", value="0") and not await _reply(session, "go_on"):
            break
    return "/document/report"


async def _connections(page: Page, number: int, first: bytes, drip: bytes, every_s: float) -> None:
    """Hold connections open, each sending `first` and then `drip` again and again; reopen those that are closed."""

    async def hold() -> None:
        while True:
            with suppress(OSError):
                reader, writer = await asyncio.open_connection(*page.place, local_addr=(NEIGHBOUR, 0))
                try:
                    writer.write(first)
                    while not reader.at_eof():
                        writer.write(drip)
                        with suppress(TimeoutError):
                            async with asyncio.timeout(every_s):
                                await reader.read(1024)
                finally:
                    writer.close()
            await asyncio.sleep(AGAIN_S)

    await asyncio.gather(*(hold() for _ in range(number)))


async def silent(page: Page) -> Callable[[], Coroutine[None, None, None]]:
    """Open 500 connections that never send a byte."""
    return lambda: _connections(page, SILENT, b"", b"", 60.0)


async def dripping(page: Page) -> Callable[[], Coroutine[None, None, None]]:
    """Open 500 connections that send a byte of a header a second."""
    return lambda: _connections(page, DRIPPING, b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"x", 1.0)


async def uploads(page: Page) -> Callable[[], Coroutine[None, None, None]]:
    """Begin 1,030 uploads that send a byte a second."""
    head = (
        "POST /evidence HTTP/1.1\r\nHost: {}:{}\r\nSec-Fetch-Site: same-origin\r\nContent-Length: 10000000\r\n"
        f"Content-Type: multipart/form-data; boundary={BOUNDARY}\r\n\r\n--{BOUNDARY}\r\n"
        'Content-Disposition: form-data; name="token"\r\n\r\n'
    )
    return lambda: _connections(page, UPLOADS, head.format(*page.place).encode(), b"x", 1.0)


async def documents(page: Page) -> Callable[[], Coroutine[None, None, None]]:
    """Ask for 180 reports of twelve people of one address."""

    async def finished(number: int) -> tuple[str, dict[str, str]]:
        async with browser(page, f"127.0.0.{number + 10}") as session:
            path = await _finish(session)
            return path, {cookie.key: cookie.value for cookie in session.cookie_jar}

    people = [await finished(number) for number in range(ASKERS)]

    async def ask(session: ClientSession, path: str, cookies: dict[str, str]) -> None:
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        with suppress(ClientError):
            async with session.get(path, headers={"Cookie": header}) as response:
                await response.read()

    async def greedy() -> None:
        connector = TCPConnector(local_addr=(NEIGHBOUR, 0), limit=0)
        async with ClientSession(page.url, connector=connector, headers=OURS) as session:
            await asyncio.gather(*(ask(session, *one) for one in people for _ in range(DOCUMENTS_EACH)))

    return greedy


NEIGHBOURS: dict[str, Neighbour] = {
    "500 silent connections": silent,
    "500 dripping connections": dripping,
    "1,030 uploads without end": uploads,
    "180 documents of one address": documents,
}
