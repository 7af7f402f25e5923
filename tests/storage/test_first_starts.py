"""Several processes start at once on a database that does not exist yet: one migrates, and all start."""

from __future__ import annotations

import asyncio
import sqlite3
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from storage.schema_version import HEAD
from tests.warm.starting import python

PROCESSES = 5
ROUNDS = 6


@pytest.fixture
async def processes() -> AsyncIterator[list[Process]]:
    """Start processes that wait for an address."""
    started = [
        await asyncio.create_subprocess_exec(*python("tests.storage.opening"), stdin=PIPE, stdout=PIPE)
        for _ in range(PROCESSES)
    ]
    assert await asyncio.gather(*(said(process) for process in started)) == ["waiting"] * PROCESSES
    yield started
    for process in started:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


async def said(process: Process) -> str:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().strip()


async def opened_by_all(processes: list[Process], url: str) -> list[str]:
    for process in processes:
        assert process.stdin is not None
        process.stdin.write(f"{url}\n".encode())
    return await asyncio.gather(*(said(process) for process in processes))


async def test_several_first_starts_on_one_folder_all_succeed(processes: list[Process], tmp_path: Path) -> None:
    for number in range(ROUNDS):
        file = tmp_path / str(number) / "xingjie.db"
        assert await opened_by_all(processes, f"sqlite:///{file}") == ["ready"] * PROCESSES
        with closing(sqlite3.connect(file)) as connection:
            assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


@pytest.mark.long("the shorter tests of this file")
async def test_several_first_migrations_of_one_server_all_succeed(processes: list[Process], postgres: Any) -> None:
    for number in range(ROUNDS):
        postgres.psql(f"CREATE DATABASE first_{number};")
        assert await opened_by_all(processes, postgres.get_uri(database=f"first_{number}")) == ["ready"] * PROCESSES
