"""The cheapest way to an HTTP server: what it may answer, and which of its addresses."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import ExitStack, asynccontextmanager, suppress
from typing import Any

import pytest

from bot.telegram.outgoing.http_client import ConnectionCut, HttpClient, NotConnected, StaleConnection

Address = tuple[Any, ...]
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}", b"{}"),
        (b"HTTP/1.1 200 OK\r\ncontent-length:2\r\nConnection: close\r\n\r\n{}", b"{}"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", b""),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=1\r\nabc\r\n1\r\nd\r\n0\r\n\r\n", b"abcd"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}", None),
        (b"HTTP/1.1 200 OK\r\n\r\n", None),
        (b"SSH-2.0-OpenSSH\r\n\r\n", None),
        (b"", None),
    ],
)
async def test_what_a_server_may_answer(answer: bytes, body: bytes | None) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        assert json.loads(await reader.readexactly(2)) == {}
        for number in range(len(answer)):  # a byte at a time: nothing may depend on how it is cut
            writer.write(answer[number : number + 1])
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    wire = HttpClient(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/base/")
    for _ in range(2):
        if body is None:
            with pytest.raises(ConnectionCut):
                await wire.post("/bot", b"{}", 5)
        else:
            assert await wire.post("/bot", b"{}", 5) == (200, body)
    await wire.close()
    server.close()
    await server.wait_closed()


async def test_an_address_that_never_answers_delays_a_call_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a name with an IPv6 address that leads nowhere: the next address is tried beside the first."""
    async with serving(answer) as port:
        with ExitStack() as stack:
            _resolve(monkeypatch, "api.example", _silent(stack), ("127.0.0.1", port))
            wire = HttpClient(f"http://api.example:{port}")
            async with asyncio.timeout(5):
                assert await wire.post("/bot", b"{}", 5) == (200, b"{}")
            await wire.close()


@pytest.mark.parametrize("host", ["name.invalid", "x" * 70, "127.0.0.1"])
async def test_if_nobody_listens_nothing_was_sent(host: str) -> None:
    wire = HttpClient(f"http://{host}:9")
    with pytest.raises(NotConnected):
        await wire.post("/bot", b"{}", 5)


async def test_what_must_not_arrive_twice_is_posted_once() -> None:
    """A kept connection that ends without a byte may have carried it."""
    posted = 0

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal posted
        while await reader.readuntil(b"\r\n\r\n{}"):
            posted += 1
            if posted == 2:
                return
            writer.write(OK)

    async with serving(serve) as port:
        wire = HttpClient(f"http://127.0.0.1:{port}")
        await wire.post("/bot", b"{}", 5)
        with pytest.raises(StaleConnection):
            await wire.post("/bot", b"{}", 5, repeats=False)
        assert posted == 2
        assert await wire.post("/bot", b"{}", 5) == (200, b"{}")
        await wire.close()


async def test_a_connection_that_was_idle_for_long_is_not_trusted_with_it() -> None:
    async with serving(answer) as port:
        wire = HttpClient(f"http://127.0.0.1:{port}")
        await wire.post("/bot", b"{}", 5)
        kept = wire._take_idle(repeats=False)
        assert kept is not None
        wire._idle.append(kept)
        kept.used_at -= 1000.0
        assert wire._take_idle(repeats=False) is None
        assert wire._take_idle(repeats=True) is kept
        kept.close()
        await wire.close()


async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer every request on a connection."""
    while await reader.readuntil(b"\r\n\r\n{}"):
        writer.write(OK)


@asynccontextmanager
async def serving(serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]) -> AsyncIterator[int]:
    """The port of a server whose connections are served until either side ends them."""
    served = set[asyncio.Task[None]]()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        served.add(task)
        with suppress(asyncio.IncompleteReadError):
            await serve(reader, writer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(one, "127.0.0.1", 0)
    yield server.sockets[0].getsockname()[1]
    server.close()
    if served:
        await asyncio.wait(served)
    await server.wait_closed()


def _silent(stack: ExitStack) -> Address:
    """An address whose connections hang: the queue of those that are to be accepted is full."""
    server = stack.enter_context(socket.socket())
    server.bind(("127.0.0.1", 0))
    server.listen(0)
    address: Address = server.getsockname()
    for _ in range(2):
        filler = stack.enter_context(socket.socket())
        filler.setblocking(False)
        filler.connect_ex(address)
    return address


def _resolve(monkeypatch: pytest.MonkeyPatch, name: str, *addresses: Address) -> None:
    loop = asyncio.get_running_loop()

    async def getaddrinfo(host: str, port: int, **_: Any) -> list[tuple[int, int, int, str, Address]]:
        assert host == name
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", address) for address in addresses]

    monkeypatch.setattr(loop, "getaddrinfo", getaddrinfo)
