"""Short fault runs for each way of running the bot: afterwards exactly what people saw acknowledged is stored."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import migrate
from tests.faults.bots import Bots
from tests.faults.database import Postgres, Sqlite
from tests.faults.process import BotProcess
from tests.faults.report import Report
from tests.faults.run import Plan, run
from tests.postgres import own, place

PEOPLE = 40
LONG = pytest.mark.long("a run of a few people by webhook on SQLite")


@pytest.fixture(scope="module")
def bots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bots]:
    """The parent of all bots here."""
    bots = Bots(tmp_path_factory.mktemp("bots"))
    yield bots
    bots.close()


# The longest first: see tests/conftest.py.


@LONG
def test_two_processes_on_postgresql_share_everybody(tmp_path: Path, bots: Bots) -> None:
    script = ("kill", "restart", "locked", "stop", "stopping")
    plan = Plan("postgresql, two processes", webhook=True, processes=2, people=PEOPLE, between=30, seed=13, script=script)
    with tempfile.TemporaryDirectory(dir=place()) as folder, own(Path(folder) / "data") as server:
        server.psql("CREATE DATABASE faults;")
        database = Postgres(server, "faults")
        asyncio.run(migrate(database.url))
        check(asyncio.run(run(plan, database, tmp_path, bots)), kills=1)


@LONG
def test_by_polling_no_kill_loses_an_update(tmp_path: Path, bots: Bots) -> None:
    script = ("storm", "kill", "lying", "starting", "outage")
    plan = Plan("sqlite, polling", webhook=False, processes=1, people=PEOPLE, between=30, seed=12, script=script)
    report = asyncio.run(run(plan, Sqlite(tmp_path / "xingjie.db"), tmp_path, bots))
    check(report, kills=1)
    assert report.used["went to the chat"]  # somebody used the page and a chat


@LONG
def test_by_webhook_on_sqlite_every_answer_counts_once(tmp_path: Path, bots: Bots) -> None:
    script = ("storm", "locked", "clock", "full", "frozen", "kill", "readonly", "nospace", "broken", "stopping")
    plan = Plan("sqlite, webhook", webhook=True, processes=1, people=PEOPLE, between=30, seed=11, script=script)
    check(asyncio.run(run(plan, Sqlite(tmp_path / "xingjie.db"), tmp_path, bots)), kills=1)


@LONG
def test_without_telegram_the_page_is_served_and_without_its_database_nothing_is_acknowledged(
    tmp_path: Path, bots: Bots
) -> None:
    plan = Plan(
        "sqlite, webhook",
        True,
        1,
        PEOPLE,
        seed=15,
        between=30,
        script=("first_minute", "removed", "replaced", "garbled"),
        born=False,
    )
    check(asyncio.run(run(plan, Sqlite(tmp_path / "xingjie.db"), tmp_path, bots)), kills=2)


@LONG
def test_by_polling_numbers_that_fall_bring_nothing_twice(tmp_path: Path, bots: Bots) -> None:
    plan = Plan("sqlite, polling", False, 1, PEOPLE, seed=14, between=30, script=("quiet_week", "quiet_week"), born=False)
    check(asyncio.run(run(plan, Sqlite(tmp_path / "xingjie.db"), tmp_path, bots)))


@LONG
def test_two_first_starts_on_one_folder_both_serve(tmp_path: Path, bots: Bots) -> None:
    async def start() -> None:
        environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'xingjie.db'}", "WEB_PORT": "0", "LOG_FORMAT": "json"}
        both = [BotProcess(bots, tmp_path, 0, environment) for _ in range(2)]
        try:
            await asyncio.gather(*(process.start() for process in both))
            assert all(await asyncio.gather(*(process.is_ready() for process in both)))
            for process in both:
                await process.stop()
        finally:
            for process in both:
                await process.end()

    asyncio.run(start())


def test_a_kill_and_a_locked_database_lose_nothing_of_a_few_people(tmp_path: Path, bots: Bots) -> None:
    plan = Plan("sqlite, webhook", True, 1, people=6, seed=16, between=6, script=("kill", "locked"), born=False)
    check(asyncio.run(run(plan, Sqlite(tmp_path / "xingjie.db"), tmp_path, bots)), kills=1)


def check(report: Report, kills: int = 0) -> None:
    assert report.oddities == []
    assert report.is_clean, report
    assert report.kills >= kills
    assert report.answers > 0
