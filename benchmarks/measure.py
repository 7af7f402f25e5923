"""One bot under load for a few seconds: answers a second, waits, processor time, memory."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.fake_telegram import FakeTelegram
from benchmarks.people import Tally
from benchmarks.subjects import Subject
from tests.ports import free_port

TICKS = os.sysconf("SC_CLK_TCK")
WARM_S = 1.5
NOW, PEAK = "VmRSS", "VmHWM"
START_AT_MOST_S = 120.0
BUILD = Path("build/bench")


@dataclass(frozen=True, slots=True)
class Load:
    """How many people, for how long, how slow the Bot API is, and what is stored before they come."""

    people: int = 100
    seconds: float = 6.0
    delay_s: float = 0.0
    # The database to begin with; None begins with an empty one.
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
    """Start a bot, load it, end it. Raises RuntimeError if it dies or never gets ready."""
    telegram = FakeTelegram(load.people, load.delay_s)
    began = time.perf_counter()
    async with running(subject, telegram, database_url, core, load.filled) as process:
        start_s = telegram.people.first_answer_at - began
        await asyncio.sleep(WARM_S)
        pictures = telegram.pictures
        telegram.people.tally, cpu, since = Tally(), cpu_s(process), time.perf_counter()
        await asyncio.sleep(load.seconds)
        tally, spent, lasted = telegram.people.tally, cpu_s(process) - cpu, time.perf_counter() - since
        pictures = telegram.pictures - pictures
        rss, helpers = memory_mb(process, PEAK)
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


@asynccontextmanager
async def running(
    subject: Subject, telegram: FakeTelegram, database_url: str, core: int | None, filled: Path | None
) -> AsyncIterator[int]:
    """A bot's process while the body runs, from its first answer on; all people have begun. Raises as `measure`."""
    process = _started(subject, await telegram.start(), database_url, core, filled)
    try:
        async with asyncio.timeout(START_AT_MOST_S):
            await telegram.ready.wait()
            telegram.people.begin()
            while not telegram.people.first_answer_at:
                if process.poll() is not None:
                    raise RuntimeError(f"{subject.name} ended with {process.returncode}")
                await asyncio.sleep(0.02)
        yield process.pid
    finally:
        telegram.people.goes_on = False
        process.send_signal(signal.SIGKILL)
        process.wait()
        await telegram.stop()


def memory_mb(process: int, which: str) -> tuple[float, float]:
    """The memory, NOW or at its PEAK so far, of a bot, and of all that it has started."""
    return _status_mb(process, which), sum(_status_mb(child, which) for child in _children(process))


def _started(subject: Subject, url: str, database_url: str, core: int | None, filled: Path | None) -> subprocess.Popen[bytes]:
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
    """The processor time of a bot and of all that it has started, also of what has ended."""
    return _own_s(process) + sum(_child_s(child) for child in _children(process))


def _child_s(process: int) -> float:
    try:
        return cpu_s(process)
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has just ended, so its parent's time holds its own


def _own_s(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / TICKS


def _status_mb(process: int, which: str) -> float:
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(which))


def _children(process: int) -> list[int]:
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]
