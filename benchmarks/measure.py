"""One bot under load for a few seconds: answers a second, waits, processor time, memory."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fake_telegram import FakeTelegram
from benchmarks.people import Tally
from benchmarks.subjects import Subject
from tests.ports import free_port

TICKS = os.sysconf("SC_CLK_TCK")
WARM_S = 1.5
START_AT_MOST_S = 120.0
BUILD = Path("build/bench")


@dataclass(frozen=True, slots=True)
class Load:
    """How many people, for how long, how slow the Bot API is, and what is stored before they come."""

    people: int = 100
    seconds: float = 6.0
    delay_s: float = 0.0
    # A database to begin with, where it is not an empty one.
    filled: Path | None = None


@dataclass(frozen=True, slots=True)
class Measured:
    """One round of one bot."""

    answers_per_s: float
    p50_ms: float
    p99_ms: float
    cpu_ms_per_answer: float
    rss_mb: float
    helpers_mb: float
    taps_per_s: float
    start_s: float
    pictures_per_s: float


async def measure(subject: Subject, load: Load, database_url: str, core: int | None) -> Measured:
    """Start a bot, load it, end it. Raises RuntimeError where it dies or never gets ready."""
    telegram = FakeTelegram(load.people, load.delay_s)
    url = await telegram.start()
    began = time.perf_counter()
    process = started(subject, url, database_url, core, load.filled)
    try:
        async with asyncio.timeout(START_AT_MOST_S):
            await telegram.ready.wait()
            telegram.people.begin()
            while not telegram.people.first_answer_at:
                if process.poll() is not None:
                    raise RuntimeError(f"{subject.name} ended with {process.returncode}")
                await asyncio.sleep(0.02)
        start_s = telegram.people.first_answer_at - began
        await asyncio.sleep(WARM_S)
        pictures = telegram.pictures
        telegram.people.tally, cpu, since = Tally(), cpu_s(process.pid), time.perf_counter()
        await asyncio.sleep(load.seconds)
        tally, spent, lasted = telegram.people.tally, cpu_s(process.pid) - cpu, time.perf_counter() - since
        pictures = telegram.pictures - pictures
        rss, helpers = rss_mb(process.pid), sum(rss_mb(child) for child in children(process.pid))
    finally:
        telegram.people.goes_on = False
        process.send_signal(signal.SIGKILL)
        process.wait()
        await telegram.stop()
    waits = sorted(tally.waits) or [float("nan")]
    answers = len(tally.waits)
    return Measured(
        answers_per_s=answers / lasted,
        p50_ms=waits[len(waits) // 2] * 1000,
        p99_ms=waits[len(waits) * 99 // 100] * 1000,
        cpu_ms_per_answer=spent / max(answers, 1) * 1000,
        rss_mb=rss,
        helpers_mb=helpers,
        taps_per_s=tally.taps / lasted,
        start_s=start_s,
        pictures_per_s=pictures / lasted,
    )


def started(subject: Subject, url: str, database_url: str, core: int | None, filled: Path | None) -> subprocess.Popen[bytes]:
    """A bot as a process of its own, on one core or on any, with a database that is filled or empty."""
    folder = BUILD / "run"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if filled is not None:
        shutil.copy(filled, folder / "bench.db")
    port = free_port()
    environment = os.environ | {
        "BOT_TOKEN": "42:BENCH",
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": database_url or f"sqlite:///{folder.resolve()}/bench.db",
        "DATA_DIR": str(folder),
        "WEB_PORT": "0",
        "QUESTIONS": str((BUILD / "questions.json").resolve()),
        "NODE_PATH": str((BUILD / "peers" / "node_modules").resolve()),
        "PYTHONPATH": str(Path.cwd()),
        **subject.environment,
    }
    if subject.webhook:
        environment |= {"WEBHOOK_PORT": str(port), "WEBHOOK_URL": f"http://127.0.0.1:{port}/hook"}
    log = (BUILD / "log.txt").open("ab")
    pin: Callable[[], None] | None = None if core is None else lambda: os.sched_setaffinity(0, {core})
    return subprocess.Popen(subject.command, env=environment, stdout=log, stderr=log, preexec_fn=pin)  # noqa: S603 our own commands


def cpu_s(process: int) -> float:
    """The processor time of a bot and of all that it has started."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(cpu_s(child) for child in children(process))


def rss_mb(process: int) -> float:
    """The highest memory of one process so far."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def children(process: int) -> list[int]:
    """The processes that one has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
