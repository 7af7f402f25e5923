"""The program while it sends reminders: it ends when told to, also with a call in flight or beside a PostgreSQL that went away."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sqlite3
import tempfile
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
import pytest

from storage.database import migrate
from storage.errors import DatabaseUnusable, Unstored
from storage.old_jobs import old_jobs
from tests.botapi import BotApi
from tests.botapi.injection import Nonsense
from tests.people.chat import TOKEN
from tests.people.reminded import RESPONDENT, Clock, house
from tests.postgres import own, place
from tests.warm.starting import python

STOP_S = 10.0


@pytest.fixture
def doomed() -> Iterator[Any]:
    """A PostgreSQL server for one test alone, which may stop it."""
    with (
        tempfile.TemporaryDirectory(prefix="xingjie-", dir=place(), ignore_cleanup_errors=True) as folder,
        own(Path(folder) / "data") as server,
    ):
        yield server


def zone_at_nine(now: datetime) -> str:
    """Return a time zone in which a moment lies between nine and ten in the morning."""
    offset = (9 - now.hour + 11) % 24 - 11
    return f"Etc/GMT{-offset:+d}" if offset else "UTC"


@asynccontextmanager
async def sending(url: str, folder: Path) -> AsyncIterator[Process]:
    """Run the program until it has called Telegram with a reminder, and never let that call end."""
    now = datetime.now(UTC)
    timezone = zone_at_nine(now)
    async with house(url, Clock(now)) as at:
        await at.plan(RESPONDENT, now.astimezone(ZoneInfo(timezone)).date(), timezone=timezone)
    async with BotApi(token=TOKEN, patience=45.0) as api:
        api.spoil_next("sendMessage", Nonsense.silence)
        process = await asyncio.create_subprocess_exec(
            *(*python("bot"), "run"),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={
                **os.environ,
                "DATABASE_URL": url,
                "DATA_DIR": str(folder),
                "WEB_PORT": "0",
                "LOG_FORMAT": "json",
                "BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": api.url,
            },
        )
        try:
            await api.until(lambda: bool(api.called("sendMessage")))
            yield process
        finally:
            if process.returncode is None:
                process.kill()
                await process.communicate()


async def ended(process: Process) -> list[bytes]:
    """Tell the program to end; return what it logged until it did, within the time that systemd and Docker give."""
    process.terminate()
    async with asyncio.timeout(STOP_S):
        said, logged = await process.communicate()
    assert b"Stopped" in said
    assert process.returncode == 0
    return logged.splitlines()


@pytest.mark.long("the shorter tests of this file")
async def test_the_program_ends_in_time_with_a_call_in_flight_and_the_next_one_does_not_send_it_again(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    async with sending(f"sqlite:///{folder / 'xingjie.db'}", folder) as process:
        modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
        await ended(process)
    assert {"xingjie.db", "xingjie.db-wal"} <= modes.keys()
    # Whatever the umask, the folder and all in it are their owner's alone.
    assert folder.stat().st_mode & 0o077 == 0
    assert not any(modes.values()), modes
    with closing(sqlite3.connect(folder / "xingjie.db")) as connection:
        assert connection.execute("SELECT state FROM deliveries").fetchall() == [("sending",)]


@pytest.mark.long("the shorter tests of this file")
async def test_it_ends_although_the_database_of_its_reminders_is_gone(doomed: Any, tmp_path: Path) -> None:
    await migrate(doomed.get_uri())
    async with sending(doomed.get_uri(), tmp_path) as process:
        assert process.stderr is not None
        os.kill(doomed.get_pid(), signal.SIGQUIT)  # PostgreSQL's own word for: at once
        async with asyncio.timeout(60):
            noticed = await process.stderr.readline()
        assert all("event" in json.loads(line) for line in [noticed, *await ended(process)])


async def test_a_server_that_is_gone_gives_no_reminders(doomed: Any) -> None:
    await migrate(doomed.get_uri())
    async with house(doomed.get_uri()) as at:
        assert await at.reminding.plan() == 0
        os.kill(doomed.get_pid(), signal.SIGQUIT)
        psutil.Process(doomed.get_pid()).wait(30)
        for ask in (at.reminding.plan, at.worker().work_off):
            with pytest.raises((Unstored, DatabaseUnusable)):
                await ask()


async def test_jobs_of_an_older_version_are_found(database_url: str, postgres: Any) -> None:
    async with house(database_url) as at:
        assert await old_jobs(at.database) is None
        file = at.database.address.file
        if file is not None:
            file.with_name("xingjie-jobs.db").touch()
            assert await old_jobs(at.database) == str(file.with_name("xingjie-jobs.db"))
        else:
            async with at.database.engine.begin() as connection:
                await connection.exec_driver_sql("CREATE SCHEMA dbos")
                await connection.exec_driver_sql("CREATE TABLE dbos.workflow_status (workflow_uuid text)")
            assert await old_jobs(at.database) == "schema dbos"
