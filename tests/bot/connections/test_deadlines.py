"""Until when a connection may be silent."""

from __future__ import annotations

import asyncio

from aiohttp import web

from bot.connections.deadlines import FIRST_S, IDLE_S, ConnectionDeadlines
from tests.bot.connections.clock import Clock


def test_a_silent_connection_is_overdue_and_a_closed_one_forgotten() -> None:
    clock = Clock()
    connections = ConnectionDeadlines(clock)
    assert connections.find_overdue(["silent", "closed"]) == []
    clock.now = FIRST_S + 1
    assert connections.find_overdue(["silent"]) == ["silent"]
    assert connections.find_overdue(["closed"]) == []


async def test_a_connection_in_use_is_kept() -> None:
    clock = Clock()
    connections = ConnectionDeadlines(clock)
    in_use: list[list[object]] = []

    async def handler(request: web.Request) -> web.Response:
        clock.now += IDLE_S * 2
        in_use.append(connections.find_overdue([request.protocol]))
        return web.Response()

    app = web.Application(middlewares=[connections.watch])
    app.router.add_get("/", handler)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    reader, writer = await asyncio.open_connection("127.0.0.1", runner.addresses[0][1])
    writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    assert await reader.readline() == b"HTTP/1.1 200 OK\r\n"
    assert in_use == [[]]
    assert runner.server is not None
    assert connections.find_overdue(runner.server.connections) == []
    clock.now += IDLE_S + 1
    assert len(connections.find_overdue(runner.server.connections)) == 1
    writer.close()
    await runner.cleanup()
