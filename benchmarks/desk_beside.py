"""`python -m benchmarks.desk_beside`: what 100 people who tap lose while an officer works on a large campaign.

Spans without and with the officer take turns, so that the noise of a busy machine is in both. The bot has one core for all that
it does, the people another. The officer opens a page, reads it for some seconds, and opens the next.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from benchmarks.__main__ import BOT_CORE, LOAD_CORE
from benchmarks.association import Association, fill
from benchmarks.fake_telegram import FakeTelegram
from benchmarks.measure import BUILD, WARM_S, running
from benchmarks.people import Tally
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS
from storage.database import migrate, open_database
from tests.people.desk_visitor import COOKIE, DeskVisitor, desk_visitor
from tests.ports import free_port

PAGES = ("work", "work?district=District+05&stuck=7", "funnel", "work?state=in_progress", "funnel?district=District+05")


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.desk_beside")
    parser.add_argument("--institutions", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long a span lasts")
    parser.add_argument("--reads", type=float, default=5.0, help="the seconds from one page of the officer to the next")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    for size in options.institutions:
        file = BUILD / "association.db"
        file.unlink(missing_ok=True)
        association = asyncio.run(_filled(f"sqlite:///{file.resolve()}", size))
        os.sched_setaffinity(0, {LOAD_CORE})
        ratios = asyncio.run(_beside(file, association, options.rounds, options.seconds, options.reads))
        print(f"{size:,} institutions: {statistics.median(ratios):.2f} of the taps ({', '.join(f'{r:.2f}' for r in ratios)})")


async def _filled(url: str, size: int) -> Association:
    await migrate(url)
    async with open_database(url) as database:
        return await fill(database, size)


async def _beside(file: Path, association: Association, rounds: int, seconds: float, reads: float) -> Sequence[float]:
    """Return, for each pair of spans, the taps with the officer divided by those without."""
    port = free_port()
    subject = replace(SUBJECTS["xingjie sqlite webhook"], environment={"WEB_PORT": str(port)})
    telegram, ratios, pages = FakeTelegram(100), list[float](), cycle(PAGES)
    async with (
        running(subject, telegram, "", BOT_CORE, file),
        desk_visitor(f"http://127.0.0.1:{port}") as visitor,
    ):
        visitor.client.cookie_jar.update_cookies({COOKIE: association.session})
        await asyncio.sleep(WARM_S)
        for number in range(rounds):
            rates = {}
            # The first of a pair changes from round to round: what the machine does meanwhile may grow or end.
            for works in (False, True) if number % 2 else (True, False):
                officer = asyncio.create_task(_work(visitor, association.campaign, pages, reads)) if works else None
                rates[works] = await _rate(telegram, seconds)
                if officer is not None:
                    officer.cancel()
                    with suppress(asyncio.CancelledError):
                        await officer
            ratios.append(rates[True] / rates[False])
    return ratios


async def _work(visitor: DeskVisitor, campaign: int, pages: Iterator[str], reads: float) -> None:
    for page in pages:
        await visitor.page(f"/desk/campaigns/{campaign}/{page}")
        await asyncio.sleep(reads)


async def _rate(telegram: FakeTelegram, seconds: float) -> float:
    telegram.people.tally, since = Tally(), time.perf_counter()
    await asyncio.sleep(seconds)
    return telegram.people.tally.taps / (time.perf_counter() - since)


if __name__ == "__main__":
    main()
