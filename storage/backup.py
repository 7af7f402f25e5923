"""A backup is one SQLite file at head, whatever the database is; it is taken while people answer, and put back whole."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from storage.contents import TableSum, is_empty, sums
from storage.copying import fill, migrate_target, snapshot, sqlite_file
from storage.database import DatabaseUnusable, open_database


async def back_up(url: str, file: Path) -> list[TableSum]:
    """Write everything that the database holds at this moment into a new file; returns what the file holds.

    SQLite is copied by its own online backup, PostgreSQL out of one REPEATABLE READ snapshot; nobody waits meanwhile. Raises
    DatabaseUnusable where `file` exists, where the disk is full (no file is then left), and where the database is not at head.
    """
    _require_new(file)
    source = sqlite_file(url)
    async with _written(file) as part:
        async with snapshot(url) as connection:
            if source is None:
                await migrate_target(_url_of(part))
                async with open_database(_url_of(part)) as database:
                    await fill(connection, database.engine, replace=False)
            else:
                await asyncio.to_thread(_copy_pages, source, part)
        await asyncio.to_thread(_close_up, part)
        async with snapshot(_url_of(part)) as connection:
            return await sums(connection)


async def restore(url: str, file: Path, *, replace: bool) -> list[TableSum]:
    """Put a backup in the place of an empty database, or with `replace` of any; returns what it then holds.

    A SQLite file is written beside the target and renamed over it; PostgreSQL is filled in one transaction: either everything
    is restored or nothing has changed. Raises DatabaseUnusable where `file` is no whole backup of this very version, where the
    target holds anything, where it is in use (SQLite), and where the disk is full.
    """
    await asyncio.to_thread(_require_whole, file)
    target = sqlite_file(url)
    async with snapshot(_url_of(file)) as source:
        if target is None:
            async with open_database(url) as database:
                return await fill(source, database.engine, replace=replace)
        wanted = await sums(source)
    if not replace and not await _holds_nothing(url, target):
        raise DatabaseUnusable(f"{target} is not empty; with --replace everything in it is replaced by the backup")
    target.parent.mkdir(parents=True, exist_ok=True)
    async with _written(target) as part:
        await asyncio.to_thread(_copy_pages, file, part)
        async with snapshot(_url_of(part)) as connection:
            restored = await sums(connection)
        if restored != wanted:
            raise DatabaseUnusable(f"what was written differs from {file}; nothing was changed")
        await asyncio.to_thread(_let_go, target)
    return restored


@asynccontextmanager
async def _written(file: Path) -> AsyncIterator[Path]:
    """A file beside `file` that takes its place when the body ends well, and is gone otherwise. Readable by its owner only."""
    part = file.with_name(f"{file.name}.part")
    try:
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
        yield part
        _sync(part)
        part.replace(file)
        _sync(file.parent)
    except OSError as error:
        raise DatabaseUnusable(f"{file} cannot be written: {error.strerror}; nothing was changed") from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def _copy_pages(source: Path, target: Path) -> None:
    """SQLite's online backup in a single step: one moment of the source, whose writers need not wait."""
    with _plainly(target), closing(_opened(source)) as read, closing(_opened(target)) as write:
        write.execute("PRAGMA synchronous=FULL")
        read.backup(write, pages=-1)


def _close_up(file: Path) -> None:
    """Make the file whole in itself, without a log beside it, and check every page."""
    with _plainly(file), closing(_opened(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
        _check_pages(file, connection)


def _require_whole(file: Path) -> None:
    """Raises DatabaseUnusable where this is no SQLite file of ours, or a damaged one."""
    if not file.is_file():
        raise DatabaseUnusable(f"{file}: there is no such file")
    try:
        with closing(_opened(file, "ro&immutable=1")) as connection:
            ours = connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'").fetchone()[0]
            _check_pages(file, connection)
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{file} is no backup, or a damaged one: {error}") from error
    if not ours:
        raise DatabaseUnusable(f"{file} is no backup of Xingjie")


def _check_pages(file: Path, connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise DatabaseUnusable(f"{file} is damaged: {verdict.splitlines()[-1]}")


def _require_new(file: Path) -> None:
    if file.exists():
        raise DatabaseUnusable(f"{file} exists already; name a new file")


def _is_blank(file: Path) -> bool:
    return not file.exists() or file.stat().st_size == 0


async def _holds_nothing(url: str, target: Path) -> bool:
    if _is_blank(target):
        return True
    async with snapshot(url) as connection:
        return await is_empty(connection)


def _let_go(target: Path) -> None:
    """Take the old file out of use, its log written back: a log left behind would be read into the new file.

    Raises DatabaseUnusable where a process still holds it open.
    """
    if _is_blank(target):
        return
    try:
        with closing(_opened(target)) as connection:
            connection.execute("PRAGMA busy_timeout=1000")
            connection.execute("PRAGMA journal_mode=DELETE")
    except sqlite3.OperationalError as error:
        raise DatabaseUnusable(f"{target} is in use ({error}); stop Xingjie first. Nothing was changed") from error
    except sqlite3.DatabaseError:
        return  # no database at all: there is no log to be read


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    """SQLite's own errors as DatabaseUnusable: they name a full or unreadable disk, never a value."""
    try:
        yield
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{file} cannot be written: {error}; nothing was changed") from error


def _opened(file: Path, mode: str = "rw") -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True, isolation_level=None)


def _url_of(file: Path) -> str:
    return URL.create("sqlite", database=str(file)).render_as_string()


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
