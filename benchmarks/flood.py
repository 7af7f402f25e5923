"""Measures how much a flood slows other people: one person looks at their page, first alone, then during somebody's flood.

    .venv/bin/python -m benchmarks.flood

The server and the flood run in separate processes. The flood has one cookie and 32 connections, each asking as fast as it can.
"""

from __future__ import annotations

import asyncio
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress

from aiohttp import ClientError, ClientSession, CookieJar

SECONDS = 5.0
CONNECTIONS = 32
OURS = {"Sec-Fetch-Site": "same-origin", "Accept-Language": "en"}


async def consenting(session: ClientSession, page: str) -> None:
    """Become a person that the page knows."""
    async with session.get(page) as response:
        html = await response.text()
    token = re.search(r'name="token" value="([^"]*)"', html)
    reply = re.search(r'name="reply" value="([^"]*\|consent\|)"', html)
    assert token
    assert reply
    async with session.post(page, data={"token": token[1], "reply": reply[1]}, headers=OURS):
        return


async def looking(page: str) -> list[float]:
    """One person looks at their page four times a second; the seconds that each look took."""
    took = []
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        await consenting(session, page)
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            begun = time.perf_counter()
            async with session.get(page) as response:
                await response.read()
                assert response.status == 200, response.status
            took.append(time.perf_counter() - begun)
            await asyncio.sleep(0.25)
    return took


async def flooding(page: str) -> None:
    """One person on many connections, until killed."""
    async with ClientSession(cookie_jar=CookieJar(unsafe=True), headers=OURS) as session:
        await consenting(session, page)

        async def one() -> None:
            while True:
                with suppress(ClientError):
                    async with session.get(page) as response:
                        await response.read()

        await asyncio.gather(*(one() for _ in range(CONNECTIONS)))


def said(name: str, took: list[float]) -> None:
    """Print one line."""
    worst = sorted(took)[int(len(took) * 0.99)]
    print(f"{name:8} p50 {statistics.median(took) * 1000:6.1f} ms   p99 {worst * 1000:6.1f} ms   {len(took)} looks")


def main() -> None:
    """Start the server, look alone, look beside the flood, alternately."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/x.db", "DATA_DIR": folder, "WEB_PORT": "0"}
        environment.pop("BOT_TOKEN", None)
        server = subprocess.Popen([sys.executable, "-m", "bot", "run"], env=environment, stdout=subprocess.PIPE, text=True)
        assert server.stdout
        server.stdout.readline()
        page = server.stdout.readline().split(" is at ")[1].split(" ")[0]
        alone: list[float] = []
        beside: list[float] = []
        try:
            for _ in range(3):
                alone += asyncio.run(looking(page))
                flood = subprocess.Popen([sys.executable, "-m", "benchmarks.flood", page])  # noqa: S603 - ourselves
                try:
                    time.sleep(2)  # its burst of 120 is over by then
                    beside += asyncio.run(looking(page))
                    if flood.poll() is not None:
                        raise RuntimeError("the flood ended before the looks did")
                finally:
                    flood.kill()
                    flood.wait()
        finally:
            server.terminate()
            server.wait()
    said("alone", alone)
    said("beside", beside)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        asyncio.run(flooding(sys.argv[1]))
    else:
        main()
