"""`python -m benchmarks.desk_beside`: what 100 people who tap lose while an officer works on a large campaign.

Spans without and with the officer take turns, so that the noise of a busy machine is in both. The bot has one core for all that
it does, the people another. The officer opens a page, reads it for some seconds, and opens the next.

It prints what remains of the taps, and what remains by processor time: that of a tap without the officer divided by that with
them, in which the officer's pages are. A busy machine changes the second number less.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import cycle
from pathlib import Path

from benchmarks.__main__ import BOT_CORE, LOAD_CORE
from benchmarks.desk import Stored, databases, filled
from benchmarks.fake_telegram import FakeTelegram
from benchmarks.measure import BUILD, WARM_S, cpu_s, running
from benchmarks.people import Tally
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS
from tests.people.desk_visitor import COOKIE, DeskVisitor, desk_visitor
from tests.ports import free_port

PAGES = ("work", "work?district=District+05&stuck=7", "funnel", "work?state=in_progress", "funnel?district=District+05")


@dataclass(frozen=True, slots=True)
class Span:
    """Some seconds of taps: how many a second, and the processor time of the bot and the database server for one."""

    taps_per_s: float
    cpu_ms_per_tap: float


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.desk_beside")
    parser.add_argument("--institutions", type=int, nargs="+", default=[5_000, 50_000])
    parser.add_argument("--database", nargs="+", default=["sqlite", "postgresql"])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seconds", type=float, default=10.0, help="how long a span lasts")
    parser.add_argument("--reads", type=float, default=5.0, help="the seconds from one page of the officer to the next")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    for engine in options.database:
        os.sched_setaffinity(0, {BOT_CORE, LOAD_CORE})
        with databases(engine) as (new_url, server):
            for size in options.institutions:
                url = new_url(f"beside_{size}")
                stored = Stored(url, asyncio.run(filled(url, size)), size, server)
                os.sched_setaffinity(0, {LOAD_CORE})
                pairs = asyncio.run(_beside(stored, options.rounds, options.seconds, options.reads))
                taps = [beside.taps_per_s / alone.taps_per_s for alone, beside in pairs]
                spent = [alone.cpu_ms_per_tap / beside.cpu_ms_per_tap for alone, beside in pairs]
                print(
                    f"{engine}, {size:,} institutions: {_told(taps)} of the taps, {_told(spent)} by processor time", flush=True
                )


async def _beside(stored: Stored, rounds: int, seconds: float, reads: float) -> list[tuple[Span, Span]]:
    """Return pairs of spans, each without the officer and with them."""
    port, is_file = free_port(), stored.server is None
    subject = replace(SUBJECTS["xingjie sqlite webhook"], environment={"WEB_PORT": str(port)})
    file = Path(stored.url.removeprefix("sqlite:///")) if is_file else None
    telegram, pairs, pages = FakeTelegram(100), list[tuple[Span, Span]](), cycle(PAGES)
    async with (
        running(subject, telegram, "" if is_file else stored.url, BOT_CORE, file) as bot,
        desk_visitor(f"http://127.0.0.1:{port}") as visitor,
    ):
        visitor.client.cookie_jar.update_cookies({COOKIE: stored.association.session})
        await asyncio.sleep(WARM_S)
        for number in range(rounds):
            spans = dict[bool, Span]()
            # The first of a pair changes from round to round: what the machine does meanwhile may grow or end.
            for works in (False, True) if number % 2 else (True, False):
                officer = asyncio.create_task(_work(visitor, stored.association.campaign, pages, reads)) if works else None
                spans[works] = await _span(telegram, seconds, bot, stored.server)
                if officer is not None:
                    officer.cancel()
                    with suppress(asyncio.CancelledError):
                        await officer
            pairs.append((spans[False], spans[True]))
    return pairs


async def _work(visitor: DeskVisitor, campaign: int, pages: Iterator[str], reads: float) -> None:
    for page in pages:
        await visitor.page(f"/desk/campaigns/{campaign}/{page}")
        await asyncio.sleep(reads)


async def _span(telegram: FakeTelegram, seconds: float, *processes: int | None) -> Span:
    def spent() -> float:
        return sum(cpu_s(process) for process in processes if process is not None)

    telegram.people.tally, since, before = Tally(), time.perf_counter(), spent()
    await asyncio.sleep(seconds)
    taps = telegram.people.tally.taps
    return Span(taps / (time.perf_counter() - since), (spent() - before) * 1000 / taps)


def _told(ratios: Sequence[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({', '.join(f'{ratio:.2f}' for ratio in ratios)})"


if __name__ == "__main__":
    main()
