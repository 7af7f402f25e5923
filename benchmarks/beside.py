"""How many answers a second are stored beside a hundred reports that are asked for at the same time.

Run it with `.venv/bin/python -m benchmarks.beside`: a hundred people answer for some seconds; then a hundred others, each with
a finished assessment of their own, ask for their reports in one moment, and it goes on until the last report has come. A bare
aiogram handler is measured in the same minutes. Bot and load are on one core each, as in `python -m benchmarks`.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from benchmarks.fake_telegram import FakeTelegram
from benchmarks.filled import finish
from benchmarks.measure import BUILD, PEAK, WARM_S, Load, measure, memory_mb, running
from benchmarks.people import Tally
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS, Subject
from flows.dialogue import Reply

ASKERS = range(2_000_000, 2_000_100)
CALM_S = 6.0
PATIENCE_S = 300.0
ROUNDS = 3
WAYS = ("webhook", "polling")
BOT_CORE, LOAD_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (None, None)


@dataclass(frozen=True, slots=True)
class Beside:
    """Answers a second before and while the reports are made, how long these took, and memory before and after in MB."""

    calm: float
    beside: float
    reports_s: float
    bot_mb: tuple[float, float]
    helpers_mb: tuple[float, float]

    def __str__(self) -> str:
        bot, helpers = (f"{before:.0f} to {after:.0f} MB at most" for before, after in (self.bot_mb, self.helpers_mb))
        return (
            f"{self.calm:.0f} answers/s, {self.beside:.0f} beside {len(ASKERS)} reports, which took {self.reports_s:.1f} s;"
            f" the bot {bot}, its workers {helpers}"
        )


async def beside(subject: Subject, turn: int) -> Beside:
    """One round of one way, the askers standing on this turn. Raises TimeoutError if the reports do not come."""
    telegram = FakeTelegram(100)
    async with running(subject, telegram, "", BOT_CORE, BUILD / "finished.db") as process:
        await asyncio.sleep(WARM_S)
        calm, _ = await _rate(telegram, lambda: asyncio.sleep(CALM_S))
        before = memory_mb(process, PEAK)
        for who in ASKERS:
            telegram.people.tap(who, Reply(turn, "", "document", "report").encode())
        busy, took = await _rate(telegram, lambda: _delivered(telegram))
        after = memory_mb(process, PEAK)
    return Beside(calm, busy, took, (before[0], after[0]), (before[1], after[1]))


async def _rate(telegram: FakeTelegram, while_: Callable[[], Awaitable[None]]) -> tuple[float, float]:
    """Answers a second while something lasts, and how long it lasted."""
    telegram.people.tally, since = Tally(), time.perf_counter()
    await while_()
    lasted = time.perf_counter() - since
    return len(telegram.people.tally.waits) / lasted, lasted


async def _delivered(telegram: FakeTelegram) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while telegram.documents < len(ASKERS):  # noqa: ASYNC110 a look is cheap, and nobody waits
            await asyncio.sleep(0.05)


def main() -> None:
    """Interleaved rounds of both ways, each beside the bare handler."""
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    (BUILD / "finished.db").unlink(missing_ok=True)
    turn = finish(BUILD / "finished.db", ASKERS)
    if LOAD_CORE is not None:
        os.sched_setaffinity(0, {LOAD_CORE})
    ratios: dict[str, list[float]] = {way: [] for way in WAYS}
    for number in range(ROUNDS):
        for way in WAYS:
            ours = asyncio.run(beside(SUBJECTS[f"xingjie sqlite {way}"], turn))
            bare = asyncio.run(measure(SUBJECTS[f"bare aiogram {way}"], Load(), "", BOT_CORE))
            ratios[way].append(ours.beside / bare.answers_per_s)
            print(f"{number + 1}/{ROUNDS} {way}: {ours}; bare handler {bare.answers_per_s:.0f} answers/s", flush=True)
    for way in WAYS:
        print(f"{way}: beside the reports {statistics.median(ratios[way]):.1f} times the bare handler's")


if __name__ == "__main__":
    main()
