"""`python -m benchmarks.desk`: how long an officer's pages take in a large campaign, a release, and the preview of a roster.

For each page: the time until it is there at p50 and p95, the processor time that the bot and the database take for it, and its
size. On a busy machine compare processor times: the others hold the waits for other programs.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from aiohttp import ClientError
from sqlalchemy import text

from benchmarks.association import Association, fill
from benchmarks.checkout import bot_of
from benchmarks.measure import cpu_s
from bot.desk.days import today
from flows.standard.loader import shipped
from storage.campaigns.release_making import ReleaseMaker
from storage.database import migrate, open_database
from tests.people.desk_visitor import COOKIE, DeskVisitor, desk_visitor
from tests.ports import free_port

BUILD = Path("build/bench/desk")
START_AT_MOST_S = 60.0
# The pages by their names; {last} is where the last page of the list begins.
PAGES = {
    "work list": "work",
    "its last page": "work?from={last}",
    "stuck in a district": "work?district=District+05&stuck=7",
    "by channel": "work?channel=Group",
    "texts of a district": "chat-groups?district=District+05",
    "funnel": "funnel",
    "funnel of a district": "funnel?district=District+05",
    "funnel of a channel": "funnel?channel=Group",
    "figures": "figures",
}
PREVIEWS = (500, 5_000)


@dataclass(frozen=True, slots=True)
class Stored:
    """An association in a database, and the process of a database server (None: the database is in the bot)."""

    url: str
    association: Association
    size: int
    server: int | None


def main() -> None:
    """See the module."""
    options = _options()
    print("| database | institutions | what | p50 ms | p95 ms | processor ms | kB |\n|---|---|---|---|---|---|---|")
    for engine in options.database:
        with databases(engine) as (new_url, server):
            for size in options.institutions:
                url = new_url(f"desk_{size}")
                stored = Stored(url, asyncio.run(filled(url, size)), size, server)
                for line in asyncio.run(_measured(stored, options.rounds)):
                    print(f"| {engine} | {size:,} | {line} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.desk")
    parser.add_argument("--institutions", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=40)
    return parser.parse_args()


@contextmanager
def databases(engine: str) -> Iterator[tuple[Callable[[str], str], int | None]]:
    """Yield what makes an empty database of a name and returns its address, and the process of the server."""
    shutil.rmtree(BUILD, ignore_errors=True)
    BUILD.mkdir(parents=True, mode=0o700)
    if engine == "sqlite":
        yield lambda name: f"sqlite:///{BUILD.resolve()}/{name}.db", None
        return
    from tests.postgres import own  # an import of seconds, for one of the databases only

    with own((BUILD / "postgres").resolve()) as server:

        def new(name: str) -> str:
            server.psql(f"CREATE DATABASE {name};")
            return str(server.get_uri(database=name))

        yield new, int((BUILD / "postgres" / "postmaster.pid").read_text().split()[0])


async def filled(url: str, size: int) -> Association:
    """Store an association in an empty database, and let the database learn what is in it."""
    await migrate(url)
    async with open_database(url) as database:
        association = await fill(database, size)
        if not url.startswith("sqlite"):
            # PostgreSQL does this in the background as rows come; SQLite needs no statistics here, and has none.
            async with database.engine.begin() as connection:
                await connection.execute(text("ANALYZE"))
    return association


async def _measured(stored: Stored, rounds: int) -> list[str]:
    lines = []
    async with _officer(stored) as (visitor, bot):
        campaign = f"/desk/campaigns/{stored.association.campaign}"

        for name, page in PAGES.items():
            address = f"{campaign}/{page.format(last=stored.size - 50)}"
            if (await visitor.get(address))[0] == 200:
                lines.append(await _timed(name, rounds, partial(visitor.page, address), stored, bot))
        token = {"path": f"{campaign}/roster/upload", "page": f"{campaign}/roster"}
        for rows in PREVIEWS:
            sheet = _sheet(rows)

            async def previewed(file: bytes = sheet) -> str:
                status, html = await visitor.upload(**token, file=file)
                assert status == 200, status
                return html

            lines.append(await _timed(f"preview of {rows:,} rows", max(rounds // 8, 1), previewed, stored, bot))
    lines.append(await _release(stored))
    return lines


async def _timed(name: str, rounds: int, ask: Callable[[], Awaitable[str]], stored: Stored, bot: int) -> str:
    page = await ask()
    waits, before = [], _spent(stored, bot)
    for _ in range(rounds):
        begun = time.perf_counter()
        await ask()
        waits.append((time.perf_counter() - begun) * 1000)
    spent = (_spent(stored, bot) - before) * 1000 / rounds
    p95 = sorted(waits)[min(len(waits) * 95 // 100, len(waits) - 1)]
    return f"{name} | {statistics.median(waits):.0f} | {p95:.0f} | {spent:.0f} | {len(page.encode()) / 1000:.0f}"


async def _release(stored: Stored) -> str:
    """Make the last release, as the job does; the release must not be missing anything."""
    before = _spent(stored, None)
    own, begun = time.process_time(), time.perf_counter()
    async with open_database(stored.url) as database:
        outcome = await ReleaseMaker(database, shipped()).make(stored.association.campaign, today() + timedelta(days=1))
    took, spent = time.perf_counter() - begun, time.process_time() - own + _spent(stored, None) - before
    return f"making a release ({type(outcome).__name__}) | {took * 1000:.0f} | | {spent * 1000:.0f} |"


def _spent(stored: Stored, bot: int | None) -> float:
    return sum(cpu_s(process) for process in (stored.server, bot) if process is not None)


@asynccontextmanager
async def _officer(stored: Stored) -> AsyncIterator[tuple[DeskVisitor, int]]:
    """Serve the page over a database while the body runs; yield the administrator's browser, and the process of the bot."""
    port, folder = free_port(), BUILD / "data"
    folder.mkdir(mode=0o700, exist_ok=True)
    settings = {"DATABASE_URL": stored.url, "WEB_PORT": str(port), "WEB_HOST": "127.0.0.1"}
    with bot_of(Path.cwd(), str(folder.resolve()), settings) as bot:
        async with desk_visitor(f"http://127.0.0.1:{port}") as visitor:
            visitor.client.cookie_jar.update_cookies({COOKIE: stored.association.session})
            await _ready(visitor)
            yield visitor, bot


async def _ready(visitor: DeskVisitor) -> None:
    async with asyncio.timeout(START_AT_MOST_S):
        while True:
            try:
                await visitor.page()
            except (AssertionError, ClientError):
                await asyncio.sleep(0.2)
            else:
                return


def _sheet(rows: int) -> bytes:
    lines = (f"Newcomer {n:05d} of the north,District {n % 60:02d}" for n in range(rows))
    return "\n".join(("Institution,District", *lines)).encode()


if __name__ == "__main__":
    main()
