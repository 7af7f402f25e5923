"""Whether memory stays flat under an hour of load, with 100,000 interviews open in the database.

    .venv/bin/python -m benchmarks.soak [--minutes 60] [--people 40] [--delay 0.2]

Our bot on SQLite by webhook; people who have finished go, and others come. A line every two minutes: answers a second, and
what the bot and the process that draws hold now.
"""

from __future__ import annotations

import argparse
import asyncio
import time

from benchmarks.fake_telegram import FakeTelegram
from benchmarks.filled import fill
from benchmarks.measure import BUILD, NOW, memory_mb, running
from benchmarks.people import Tally
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS

OPEN = 100_000
LINE_S = 120.0


async def soak(minutes: float, people: int, delay_s: float) -> None:
    """Load the bot and print lines until the time is over."""
    telegram = FakeTelegram(people, delay_s, others_come=True)
    async with running(SUBJECTS["xingjie sqlite webhook"], telegram, "", None, BUILD / "filled.db") as process:
        end, answers = time.perf_counter() + 60 * minutes, 0
        while (left := end - time.perf_counter()) > 0:
            telegram.people.tally, since = Tally(), time.perf_counter()
            await asyncio.sleep(min(LINE_S, left))
            stored = len(telegram.people.tally.waits)
            answers += stored
            bot, workers = memory_mb(process, NOW)
            print(
                f"{minutes - max(0, end - time.perf_counter()) / 60:5.1f} min: {stored / (time.perf_counter() - since):4.0f}"
                f" answers/s, {answers} in all; the bot holds {bot:.0f} MB, its workers {workers:.0f}",
                flush=True,
            )


def main() -> None:
    """See the module."""
    parser = argparse.ArgumentParser(prog="benchmarks.soak")
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds that each call of the Bot API takes")
    options = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    (BUILD / "filled.db").unlink(missing_ok=True)
    fill(BUILD / "filled.db", OPEN)
    asyncio.run(soak(options.minutes, options.people, options.delay))


if __name__ == "__main__":
    main()
