"""The ways of running the bot that get faults, and one round of each: a fresh database, people, faults, and the report."""

from __future__ import annotations

import asyncio
from pathlib import Path

from storage.database import migrate
from tests.faults.bots import Bots
from tests.faults.database import Postgres, Sqlite
from tests.faults.report import Report
from tests.faults.run import Plan, Tell, run
from tests.postgres import own

PEOPLE = 300
WAYS = (
    Plan("sqlite, webhook", webhook=True, processes=1, people=PEOPLE, seed=0),
    Plan("sqlite, polling", webhook=False, processes=1, people=PEOPLE, seed=0),
    Plan("postgresql, two processes by webhook", webhook=True, processes=2, people=PEOPLE, seed=0),
    Plan("postgresql, polling", webhook=False, processes=1, people=PEOPLE, seed=0),
)


def one_round(plan: Plan, folder: Path, tell: Tell) -> Report:
    """Make one run in an empty folder. `tell` gets its figures so far, now and then."""
    bots = Bots(folder)
    try:
        if plan.name.startswith("sqlite"):
            return asyncio.run(run(plan, Sqlite(folder / "xingjie.db"), folder, bots, tell))
        with own(folder / "postgres") as server:
            server.psql("CREATE DATABASE faults;")
            database = Postgres(server, "faults")
            asyncio.run(migrate(database.url))
            return asyncio.run(run(plan, database, folder, bots, tell))
    finally:
        bots.close()
