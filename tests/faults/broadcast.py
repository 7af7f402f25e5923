"""A batch to many people, sent by processes of which one is killed for good: who got the message, how often, how fast.

`python -m tests.faults.broadcast` sends to 2,000 people, 20 a second. On PostgreSQL two processes send and one of them is killed.
On SQLite one process sends, is killed and is started again. Halfway the batch is paused for a second. It prints figures as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from asyncio.subprocess import Process
from bisect import bisect_left
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Call, Worker
from storage.database import migrate
from storage.deliveries.leases import Delivery
from storage.tables import DeliveryRow, DeliveryState
from tests.people.recipients import KIND, Post, post, recipients, stored
from tests.postgres import own
from tests.warm.starting import python

LOOK_S = 0.02
PAUSE_S = 1.0


@dataclass(frozen=True)
class Plan:
    """How a run goes. `call_s` is how long one call takes."""

    people: int
    processes: int
    pace_s: float = 0.05
    lease_s: float = 5.0
    call_s: float = 0.02


@dataclass(frozen=True)
class Made:
    """One call that was made: to whom, when, and by which process and worker."""

    respondent: int
    at: float
    process: int
    worker: str


@dataclass(frozen=True)
class Figures:
    """What a run showed. `never` counts people whom nobody called and whose delivery does not say that it is uncertain."""

    people: int
    sent: int
    uncertain: int
    twice: int
    never: int
    begun_while_paused: int
    most_in_a_second: int
    seconds: float
    taken_over_after_s: float


async def run(url: str, folder: Path, plan: Plan) -> Figures:
    """Send one batch; kill the first process after a quarter, pause after a half."""
    calls = folder / "calls.txt"
    calls.touch()
    async with post(url) as at:
        await stored(at.database, plan.people)
        batch = await at.batches.create(KIND, recipients(plan.people))
        began = time.monotonic()
        async with _workers(url, calls, plan) as (workers, start):
            await _until(lambda: len(_calls(calls)) >= plan.people // 4)
            workers[0].kill()
            await workers[0].wait()
            killed_at = time.time()
            held = await _leased_by(at, {call.worker for call in _calls(calls) if call.process == workers[0].pid})
            if plan.processes == 1:
                await start()
            await _until(lambda: len(_calls(calls)) >= plan.people // 2)
            begun_while_paused = await _paused(at, batch, calls)
            progress = await at.batches.progress(batch)
            while progress is not None and not progress.is_over:
                await asyncio.sleep(LOOK_S)
                progress = await at.batches.progress(batch)
        seconds = time.monotonic() - began
        assert progress is not None
    made = _calls(calls)
    times = Counter(call.respondent for call in made)
    uncertain = progress.counts.get(DeliveryState.uncertain, 0)
    taken = [call.at - killed_at for call in made if call.respondent in held]
    return Figures(
        people=plan.people,
        sent=progress.counts.get(DeliveryState.sent, 0),
        uncertain=uncertain,
        twice=sum(count > 1 for count in times.values()),
        never=max(plan.people - len(times) - uncertain, 0),
        begun_while_paused=begun_while_paused,
        most_in_a_second=_most_in_a_second([call.at for call in made]),
        seconds=round(seconds, 1),
        taken_over_after_s=round(max(taken, default=0.0), 1),
    )


@asynccontextmanager
async def _workers(url: str, calls: Path, plan: Plan) -> AsyncIterator[tuple[list[Process], Callable[[], Awaitable[None]]]]:
    """Start the processes; yield them and a function that starts one more. Kill all at the end."""
    workers: list[Process] = []
    arguments = (url, str(calls), str(plan.pace_s), str(plan.lease_s), str(plan.call_s))

    async def start() -> None:
        workers.append(await asyncio.create_subprocess_exec(*python("tests.faults.broadcast"), "worker", *arguments))

    try:
        for _ in range(plan.processes):
            await start()
        yield workers, start
    finally:
        for worker in workers:
            if worker.returncode is None:
                worker.kill()
                await worker.wait()


async def _leased_by(at: Post, workers: set[str]) -> set[int]:
    """Return to whom the messages go that these workers have leased and not begun."""
    async with at.database.reading() as db:
        rows = await db.exec(select(DeliveryRow).where(DeliveryRow.state == DeliveryState.leased))
        return {row.respondent_id for row in rows if row.leased_by in workers}


async def _paused(at: Post, batch: int, calls: Path) -> int:
    """Pause the batch for a moment; return how many messages were begun after the pause was confirmed."""
    assert await at.batches.pause(batch)
    while DeliveryState.sending in await at.states():  # noqa: ASYNC110 - other processes store it
        await asyncio.sleep(LOOK_S)  # what was begun before the pause is settled
    before = len(_calls(calls))
    await asyncio.sleep(PAUSE_S)
    begun = len(_calls(calls)) - before
    assert await at.batches.resume(batch)
    return begun


async def _until(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - other processes write what is waited for
        await asyncio.sleep(LOOK_S)


def _calls(file: Path) -> list[Made]:
    whole = [line.split() for line in file.read_text().splitlines(keepends=True) if line.endswith("\n")]
    return [Made(int(respondent), float(at), int(process), worker) for respondent, at, process, worker in whole]


def _most_in_a_second(moments: list[float]) -> int:
    ordered = sorted(moments)
    return max(bisect_left(ordered, start + 1) - number for number, start in enumerate(ordered))


class _Telegram:
    """Stands for Telegram: each call takes a while, and is written down when it is made."""

    def __init__(self, calls: Path, worker: str, call_s: float) -> None:
        self._calls = calls.open("a", buffering=1)
        self._worker = worker
        self._call_s = call_s

    async def prepare(self, delivery: Delivery) -> Call | None:
        """Implement Sender."""

        async def call() -> SendReport:
            self._calls.write(f"{delivery.respondent} {time.time()} {os.getpid()} {self._worker}\n")
            await asyncio.sleep(self._call_s)
            return SendReport(SendOutcome.arrived)

        return call


async def _work(url: str, calls: str, pace_s: str, lease_s: str, call_s: str) -> None:
    """Send until killed, one call at a time, so that a kill leaves one message uncertain at most."""
    async with post(url, timedelta(seconds=float(lease_s)), timedelta(seconds=float(pace_s))) as at:
        telegram = _Telegram(Path(calls), at.deliveries.worker, float(call_s))
        worker = Worker(at.deliveries, {KIND: telegram}, calls_at_once=1, idle_s=0.2)
        await worker.run()


async def _measured(people: int) -> None:
    with tempfile.TemporaryDirectory() as name, own(Path(name) / "postgres") as server:
        folder = Path(name)
        for engine, url, processes in (
            ("postgresql, two processes, one killed", server.get_uri(), 2),
            ("sqlite, killed and started again", f"sqlite:///{folder / 'x.db'}", 1),
        ):
            await migrate(url)
            here = folder / engine.split(",")[0]
            here.mkdir(exist_ok=True)
            figures = await run(url, here, Plan(people, processes))
            print(json.dumps({"run": engine, **asdict(figures)}), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        asyncio.run(_work(*sys.argv[2:]))
    else:
        parser = argparse.ArgumentParser(description=__doc__)
        parser.add_argument("--people", type=int, default=2000)
        asyncio.run(_measured(parser.parse_args().people))
