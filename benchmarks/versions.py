"""Processor time of a tap in several versions, loaded at the same time.

    python -m benchmarks.versions CHECKOUT... [--rounds 3] [--taps 4000] [--ways webhook polling]

In each round the bots of all checkouts run at once on one core, and people tap each of them as fast as it lets them. So the
noise of the machine is in all figures. Printed are the microseconds a tap of each version, its memory at the peak, and its
ratio to the first checkout: the median of the rounds. Of the processor, only the bot's own process counts, not the one that
draws.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.checkout import bot_of
from benchmarks.fake_telegram import FakeTelegram
from benchmarks.measure import PEAK, memory_mb
from tests.ports import free_port

TICKS = os.sysconf("SC_CLK_TCK")
PEOPLE = 50
# Forty of each person: everybody has finished once, so what is made ready once is ready.
WARM_TAPS = 2_000
START_AT_MOST_S = 300.0
BOT_CORE, LOAD_CORE = 0, 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """A bot's process and the people who tap it."""

    process: int
    telegram: FakeTelegram

    async def until(self, taps: int) -> None:
        """Wait until the people have tapped so often in all."""
        while self.telegram.people.tally.taps < taps:  # noqa: ASYNC110 - a look is cheap
            await asyncio.sleep(0.01)

    async def measured(self, taps: int) -> float:
        """Return the microseconds of processor time a tap, once the bot is warm."""
        await self.until(WARM_TAPS)
        before, since = _cpu_s(self.process), self.telegram.people.tally.taps
        await self.until(since + taps)
        return (_cpu_s(self.process) - before) / (self.telegram.people.tally.taps - since) * 1e6


@asynccontextmanager
async def loaded(checkout: Path, webhook: bool) -> AsyncIterator[Loaded]:
    """Run a checkout's bot while people tap. Raises TimeoutError if it does not get ready."""
    telegram = FakeTelegram(PEOPLE)
    port = free_port()
    settings = {"BOT_TOKEN": "42:BENCH", "TELEGRAM_API_URL": await telegram.start(), "WEB_PORT": "0"}
    if webhook:
        settings |= {"WEBHOOK_PORT": str(port), "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook"}
    with tempfile.TemporaryDirectory() as folder, bot_of(checkout, folder, settings, core=BOT_CORE) as process:
        try:
            async with asyncio.timeout(START_AT_MOST_S):
                await telegram.ready.wait()
            yield Loaded(process, telegram)
        finally:
            telegram.people.goes_on = False
    await telegram.stop()


async def measure(checkouts: list[Path], webhook: bool, taps: int) -> tuple[list[float], list[float]]:
    """Return the microseconds a tap and the MB at the peak of each checkout, all loaded at the same time."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(loaded(checkout, webhook)) for checkout in checkouts]
        for bot in bots:
            bot.telegram.people.begin()
        spent = await asyncio.gather(*(bot.measured(taps) for bot in bots))
        return list(spent), [sum(memory_mb(bot.process, PEAK)) for bot in bots]


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.versions")
    parser.add_argument("checkouts", nargs="+", type=Path, help="the first one is what the others are compared with")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--taps", type=int, default=4_000, help="how many taps of each bot are measured in a round")
    parser.add_argument("--ways", nargs="+", default=["webhook", "polling"])
    options = parser.parse_args()
    checkouts = [checkout.resolve() for checkout in options.checkouts]
    os.sched_setaffinity(0, {LOAD_CORE})
    rounds: dict[str, list[list[float]]] = defaultdict(list)
    for number in range(options.rounds):
        for way in options.ways:
            found, memory = asyncio.run(measure(checkouts, way == "webhook", options.taps))
            rounds[way].append(found)
            load = f"{_line(memory)} MB, load {os.getloadavg()[0]:.1f}"
            print(f"{number + 1}/{options.rounds} {way}: {_line(found)} µs a tap, {load}", flush=True)
    for way, each in rounds.items():
        ratios = [statistics.median(found[place] / found[0] for found in each) for place in range(len(checkouts))]
        medians = [statistics.median(found[place] for found in each) for place in range(len(checkouts))]
        print(f"{way}: {_line(medians)} µs a tap; ratios " + ", ".join(f"{ratio:.3f}" for ratio in ratios))


def _line(found: list[float]) -> str:
    return ", ".join(f"{each:.0f}" for each in found)


def _cpu_s(process: int) -> float:
    """Return the seconds of processor time that a process has used, with all its threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    main()
