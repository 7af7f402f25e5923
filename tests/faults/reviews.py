"""Reviews while the processes that submit, decide and issue are killed: nothing lost, nothing doubled, no half-issued result.

`python -m tests.faults.reviews` lets two processes move the cases of some institutions on, on SQLite and on PostgreSQL, and kills
both at random moments. After each kill what is stored is compared with what was acknowledged: every acknowledged step is in the
log, the log replays, a result exists exactly if the log has its issue, and the answers carry what was verified. It prints figures
as JSON. `--kills 200` makes a longer run.
"""

from __future__ import annotations

import argparse
import asyncio
import fcntl
import json
import random
import sys
import tempfile
import time
from asyncio.subprocess import Process
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import sqlalchemy as sa

from storage.database import migrate, open_database
from tests.faults.review_parts import Findings, Prepared, look, prepared, work
from tests.postgres import own
from tests.warm.starting import python

LOOK_S = 0.005
PROCESSES = 2


@dataclass(frozen=True)
class Plan:
    """How a run goes. A process is killed at a random moment within `within_s` after it has moved its first case."""

    institutions: int
    cases: int = 2
    kills: int = 10
    within_s: float = 0.3
    seed: int = 0


@dataclass(frozen=True)
class Figures:
    """What a run showed. `wrong` adds up what is wrong after each kill and at the end; `silent` is as in `Findings`, at the end."""

    kills: int
    cases: int
    issued: int
    entries: int
    lost: int
    doubled: int
    half: int
    answers: int
    silent: int
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept. A process that is killed leaves one step at most that nobody has read about."""
        wrong = (self.lost, self.doubled, self.half, self.answers)
        return not any(wrong) and self.issued == self.cases and 0 <= self.silent <= self.kills


async def run(url: str, plan: Plan, folder: Path) -> Figures:
    """Let processes move cases on, kill them, compare, and let the last ones finish."""
    began, dice = time.monotonic(), random.Random(plan.seed)
    given, file, acknowledged = await prepared(url, plan.institutions, plan.cases), folder / "cases.json", folder / "said"
    given.write(file)
    acknowledged.touch()
    kills, found = 0, list[Findings]()
    while kills < plan.kills:
        living = [await _started(url, file, acknowledged, dice.random()) for _ in range(PROCESSES)]
        before = acknowledged.stat().st_size
        while acknowledged.stat().st_size == before and not _ended(living):  # noqa: ASYNC110 - other processes write it
            await asyncio.sleep(LOOK_S)
        await asyncio.sleep(dice.uniform(0, plan.within_s))
        kills += await _killed(living, acknowledged)
        found.append(await _looked(url, given, acknowledged))
        if found[-1].issued == len(given.links):
            break
    living = [await _started(url, file, acknowledged, dice.random()) for _ in range(PROCESSES)]
    assert [await process.wait() for process in living] == [0] * PROCESSES
    found.append(await _looked(url, given, acknowledged))
    return Figures(
        kills=kills,
        cases=len(given.links),
        issued=found[-1].issued,
        entries=found[-1].entries,
        lost=sum(each.lost for each in found),
        doubled=sum(each.doubled for each in found),
        half=sum(each.half for each in found),
        answers=sum(each.answers for each in found),
        silent=found[-1].silent,
        seconds=round(time.monotonic() - began, 1),
    )


async def _started(url: str, file: Path, acknowledged: Path, seed: float) -> Process:
    arguments = ("worker", url, str(file), str(acknowledged), str(int(seed * 1e9)))
    return await asyncio.create_subprocess_exec(*python("tests.faults.reviews"), *arguments)


def _ended(living: list[Process]) -> bool:
    return all(process.returncode is not None for process in living)


async def _killed(living: list[Process], acknowledged: Path) -> int:
    """Kill all of them, and return how many were still alive."""
    alive = [process for process in living if process.returncode is None]
    for process in alive:
        process.kill()
    for process in living:
        await process.wait()
    with acknowledged.open("rb") as said:
        await asyncio.to_thread(fcntl.flock, said, fcntl.LOCK_EX)
    return len(alive)


async def _looked(url: str, given: Prepared, acknowledged: Path) -> Findings:
    if url.startswith("postgresql"):
        await _quiet(url)
    return await look(url, given, acknowledged)


async def _quiet(url: str) -> None:
    """Wait until the server has ended what a killed process was in the middle of."""
    others = sa.text("SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()")
    async with open_database(url) as database:
        while True:
            async with database.reading() as db:
                if not await db.scalar(others):
                    return
            await asyncio.sleep(LOOK_S)


async def measured(institutions: int, kills: int, seed: int, only: str = "") -> bool:
    """Make both runs, and print the figures. Return whether every promise was kept."""
    clean = True
    with tempfile.TemporaryDirectory() as name, ExitStack() as open_servers:
        for engine in ("sqlite", "postgresql"):
            if only not in engine:
                continue
            folder = Path(name) / engine
            folder.mkdir(mode=0o700)
            sqlite = f"sqlite:///{folder / 'x.db'}"
            url = sqlite if engine == "sqlite" else open_servers.enter_context(own(folder / "server")).get_uri()
            await migrate(url)
            figures = await run(url, Plan(institutions, kills=kills, seed=seed), folder)
            clean = clean and figures.is_clean
            print(json.dumps({"run": f"reviews, {engine}", **asdict(figures)}), flush=True)
    return clean


def main() -> int:
    """Make the runs. Return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--institutions", type=int, default=40)
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="only runs whose engine holds this")
    wanted = parser.parse_args()
    return 0 if asyncio.run(measured(wanted.institutions, wanted.kills, wanted.seed, wanted.only)) else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["worker"]:
        url, file, acknowledged, seed = sys.argv[2:]
        asyncio.run(work(url, Path(file), Path(acknowledged), int(seed)))
    else:
        sys.exit(main())
