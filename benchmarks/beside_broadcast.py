"""How long taps wait beside a running broadcast: `python -m benchmarks.beside_broadcast`.

A hundred people tap, each after a second of thought, for some seconds: once while a broadcast to 5,000 others is paused, and
once while it runs at its pace. Rounds of both take turns, and each pair has its own ratio: the noise of a minute is in both.
Nobody finishes within 25 seconds, so no cards are drawn beside it. Bot and load are on one core each, as in
`python -m benchmarks`.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlmodel import update

from benchmarks.fake_telegram import TRUE, FakeTelegram
from benchmarks.measure import BUILD, WARM_S, cpu_s, running
from benchmarks.people import Tally
from benchmarks.questions import write_questions
from benchmarks.subjects import SUBJECTS, Subject
from storage.database import migrate, open_database
from storage.deliveries.batches import Batches
from storage.tables import DeliveryRow, RespondentRow
from tests.faults.broadcast_parts import FIRST_CHAT, broadcast_to

RECIPIENTS = 5_000
PEOPLE, THOUGHT_S = 100, 1.0
BOT_CORE, LOAD_CORE = (0, 1) if (os.cpu_count() or 1) > 1 else (None, None)
NOON = 12


class Telegram(FakeTelegram):
    """The fake server, which counts the messages of the broadcast."""

    def __init__(self) -> None:
        super().__init__(PEOPLE, pause_s=THOUGHT_S)
        self.written = 0

    def _done(self, method: str, params: dict[str, Any]) -> bytes:
        if method == "sendmessage" and int(params["chat_id"]) > FIRST_CHAT:
            self.written += 1
            return TRUE
        return super()._done(method, params)


@dataclass(frozen=True, slots=True)
class Round:
    """What one round showed: answers and messages a second, the share of its core that the bot used, and how long taps waited.

    Waits are in milliseconds.
    """

    answers_per_s: float
    written_per_s: float
    core: float
    p50_ms: float
    p99_ms: float

    def __str__(self) -> str:
        waits = f"p50 {self.p50_ms:.1f} ms, p99 {self.p99_ms:.1f} ms"
        return f"{self.answers_per_s:.0f} answers and {self.written_per_s:.1f} messages a second, core {self.core:.1%}, {waits}"


async def prepare(paused: Path, runs: Path) -> None:
    """Make two equal databases with a broadcast; in the first one it is paused."""
    for file in (paused, runs):
        file.unlink(missing_ok=True)
        url = f"sqlite:///{file.resolve()}"
        await migrate(url)
        batch = await broadcast_to(url, RECIPIENTS, datetime.now(UTC).date())
        async with open_database(url) as database:
            async with database.writing() as db:
                await db.exec(update(RespondentRow).values(timezone=_noon()))
                await db.exec(update(DeliveryRow).values(due_at=datetime.now(UTC) - timedelta(days=1)))
            if file == paused:
                assert await Batches(database).pause(batch)


def _noon() -> str:
    """Return a time zone in which it is about noon, so that people there are written to."""
    ahead = (NOON - datetime.now(UTC).hour + 11) % 24 - 11
    return f"Etc/GMT{-ahead:+d}"


async def measure(subject: Subject, file: Path, seconds: float) -> Round:
    """Make one round."""
    telegram = Telegram()
    async with running(subject, telegram, "", BOT_CORE, file) as process:
        await asyncio.sleep(WARM_S + THOUGHT_S)
        telegram.people.tally, written, since = Tally(), telegram.written, time.perf_counter()
        spent = cpu_s(process)
        await asyncio.sleep(seconds)
        waits, lasted = sorted(telegram.people.tally.waits), time.perf_counter() - since
        written, spent = telegram.written - written, cpu_s(process) - spent
    p50, p99 = waits[len(waits) // 2] * 1000, waits[len(waits) * 99 // 100] * 1000
    return Round(len(waits) / lasted, written / lasted, spent / lasted, p50, p99)


def main() -> None:
    """Make the rounds, and print each and the medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--way", choices=("webhook", "polling"), default="webhook")
    wanted = parser.parse_args()
    BUILD.mkdir(parents=True, exist_ok=True)
    write_questions(BUILD / "questions.json")
    files = {"without": BUILD / "paused.db", "beside": BUILD / "running.db"}
    asyncio.run(prepare(*files.values()))
    if LOAD_CORE is not None:
        os.sched_setaffinity(0, {LOAD_CORE})
    rounds: dict[str, list[Round]] = {name: [] for name in files}
    for number in range(wanted.rounds):
        for name, file in files.items():
            found = asyncio.run(measure(SUBJECTS[f"xingjie sqlite {wanted.way}"], file, wanted.seconds))
            rounds[name].append(found)
            print(f"{number + 1}/{wanted.rounds} {name}: {found}", flush=True)
    _print_ratios(rounds["without"], rounds["beside"])


def _print_ratios(without: list[Round], beside: list[Round]) -> None:
    pairs = list(zip(without, beside, strict=True))
    for name in ("p50_ms", "p99_ms"):
        before, after = (statistics.median(getattr(each, name) for each in some) for some in (without, beside))
        ratio = statistics.median(getattr(theirs, name) / getattr(ours, name) for ours, theirs in pairs)
        print(f"{name}: {before:.1f} without, {after:.1f} beside the broadcast; median of the pairs' ratios {ratio:.2f}")
    cost_ms = statistics.median((theirs.core - ours.core) / theirs.written_per_s * 1000 for ours, theirs in pairs)
    print(f"a message takes {cost_ms:.1f} ms of the processor")


if __name__ == "__main__":
    main()
