"""How long one person waits beside a neighbour who is slow or greedy, before and after a change.

    python -m benchmarks.neighbours --before CHECKOUT [--rounds 3] [--only NAME …] [--ways webhook polling]

For each neighbour, both checkouts are started in turn, each with 1,024 open files allowed. One person looks at the page ten
times a second and another one taps in Telegram; a look or tap that takes longer than LATE_S counts as unserved. The figures go
to `build/neighbours.json`.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from aiohttp import ClientError, ClientSession

from benchmarks.checkout import START_AT_MOST_S, bot_of
from benchmarks.neighbours_telegram import TOKEN, Neighbourhood
from benchmarks.neighbours_web import NEIGHBOURS, Page, browser, consent
from benchmarks.people import Tally
from tests.ports import free_port

SECONDS = 8.0
LOOKS_PER_S = 10
LATE_S = 5.0
OPEN_FILES = 1_024
# As many uploads as the limits of one address let through need some time to come together.
SETTLE_S = {"1,030 uploads without end": 45.0}
RESULT = Path("build/neighbours.json")
CHATS = ("a chat that waits 40 s", "an evidence file that takes 45 s")


@dataclass
class Waits:
    """How long looks at the page and taps took, in seconds, and how many were not served in LATE_S."""

    looks: list[float] = field(default_factory=list)
    taps: list[float] = field(default_factory=list)
    unserved_looks: int = 0
    unserved_chats: int = 0


@dataclass(frozen=True, slots=True)
class Running:
    """A bot that serves a page and a fake Telegram."""

    page: Page
    telegram: Neighbourhood


@asynccontextmanager
async def running(checkout: Path, webhook: bool) -> AsyncIterator[Running]:
    """Start a checkout's bot in an empty folder, kill it on leaving. Raises TimeoutError if it does not get ready."""
    telegram = Neighbourhood()
    page_port, hook_port = free_port(), free_port()
    settings = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": await telegram.start(), "WEB_PORT": str(page_port)}
    if webhook:
        settings |= {"WEBHOOK_PORT": str(hook_port), "WEBHOOK_URL": f"http://127.0.0.1:{hook_port}/hook"}
    with tempfile.TemporaryDirectory() as folder, bot_of(checkout, folder, settings, OPEN_FILES):
        try:
            async with asyncio.timeout(START_AT_MOST_S):
                await telegram.ready.wait()
                telegram.people.begin()
                while not telegram.people.first_answer_at:  # noqa: ASYNC110 - a look is cheap
                    await asyncio.sleep(0.05)
            yield Running(Page(f"http://127.0.0.1:{page_port}/"), telegram)
        finally:
            telegram.people.goes_on = False
    await telegram.stop()


async def look(page: Page, waits: Waits) -> None:
    """Look at the page as one known person for SECONDS, each time over a new connection, as on a phone."""
    async with browser(page, "127.0.0.1") as session:
        with suppress(TimeoutError, ClientError, OSError):
            async with asyncio.timeout(LATE_S):
                await consent(session)
        end = time.perf_counter() + SECONDS
        while time.perf_counter() < end:
            begun = time.perf_counter()
            served = await _served(session)
            took = time.perf_counter() - begun
            waits.looks.append(took)
            waits.unserved_looks += not served
            await asyncio.sleep(max(0.0, 1 / LOOKS_PER_S - took))


async def _served(session: ClientSession) -> bool:
    try:
        async with asyncio.timeout(LATE_S), session.get("/") as response:
            await response.read()
            return response.status == 200
    except (TimeoutError, ClientError, OSError):
        return False


async def measure(checkout: Path, name: str, webhook: bool) -> Waits:
    """Measure one round beside one neighbour."""
    waits = Waits()
    async with running(checkout, webhook) as bot:
        task = asyncio.create_task((await NEIGHBOURS[name](bot.page))()) if name in NEIGHBOURS else None
        if name in CHATS:
            await bot.telegram.disturb(name)
        await asyncio.sleep(SETTLE_S.get(name, 1.5))
        bot.telegram.people.tally = Tally()
        await asyncio.gather(look(bot.page, waits), bot.telegram.others())
        waits.taps = [*bot.telegram.people.tally.waits, *bot.telegram.people.unanswered()]
        waits.unserved_chats = bot.telegram.unserved
        if task:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    return waits


def milliseconds(waits: list[float], share: float) -> float:
    """Return the wait that this share of all waits does not exceed, in milliseconds."""
    ordered = sorted(waits) or [float("nan")]
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000, 1)


def figures(waits: Waits) -> dict[str, float]:
    """Return the figures of one neighbour, ready for JSON."""
    return {
        "page_p50_ms": milliseconds(waits.looks, 0.5),
        "page_p99_ms": milliseconds(waits.looks, 0.99),
        "telegram_p50_ms": milliseconds(waits.taps, 0.5),
        "telegram_p99_ms": milliseconds(waits.taps, 0.99),
        "unserved_looks": waits.unserved_looks,
        "unserved_chats": waits.unserved_chats,
        "looks": len(waits.looks),
        "taps": len(waits.taps),
    }


def main() -> None:
    """Measure both checkouts beside every neighbour, in turns, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--before", type=Path, required=True, help="a checkout of the version to compare with")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--ways", nargs="*", default=["webhook", "polling"])
    options = parser.parse_args()
    checkouts = {"before": options.before.resolve(), "after": Path.cwd()}
    names = [name for name in ("nobody", *NEIGHBOURS, *CHATS) if not options.only or name in options.only]
    totals: dict[tuple[str, str, str], Waits] = {}
    for _ in range(options.rounds):
        for name in names:
            for way in options.ways:
                for version, checkout in checkouts.items():
                    found = asyncio.run(measure(checkout, name, way == "webhook"))
                    total = totals.setdefault((name, way, version), Waits())
                    total.looks += found.looks
                    total.taps += found.taps
                    total.unserved_looks += found.unserved_looks
                    total.unserved_chats += found.unserved_chats
                    print(f"{name:34} {way:8} {version:7} {figures(found)}", flush=True)
    rows = [{"neighbour": name, "way": way, "version": version, **figures(w)} for (name, way, version), w in totals.items()]
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(json.dumps(rows, indent=1))
    for row in rows:
        print(row)


if __name__ == "__main__":
    main()
