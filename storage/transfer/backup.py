"""Backs up a database of either engine into one SQLite file while people answer, and restores it as a whole.

Only rows are copied, in both directions, into a database that this program creates: triggers and views do not come along. A
backup holds checksums of its rows (see `storage.transfer.manifest`), which are compared before anything is restored.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from storage.address import read_address
from storage.database import open_database
from storage.errors import DatabaseUnusable
from storage.moments import aware
from storage.own_file import SIDES
from storage.review.checking import said
from storage.review_tables import ResultRow
from storage.schema import METADATA
from storage.transfer.checksums import TableSum, is_empty
from storage.transfer.copying import fill, snapshot, snapshot_of_backup
from storage.transfer.manifest import TABLE, Manifest, Seal, manifest_of, read_manifest, read_through, write_manifest
from storage.transfer.whole_logs import first_broken
from storage.transfer.withheld import Withheld, withhold

# Signs a text.
Sealer = Callable[[bytes], Seal]


@dataclass(frozen=True, slots=True)
class Judge:
    """Checks what was sealed outside storage, which has no keys. Both raise DatabaseUnusable for what they do not trust.

    `seal` takes the seal of a backup, or None, and the moment at which the backup says that it was made. `result` takes an
    issued file.
    """

    seal: Callable[[Seal | None, datetime], None]
    result: Callable[[bytes], None]


async def back_up(url: str, file: Path, sealer: Sealer | None = None) -> list[TableSum]:
    """Write everything that the database holds at this moment into a new file; return the sums of the file.

    All rows are of one moment: one read transaction on SQLite, one REPEATABLE READ snapshot on PostgreSQL. Nobody waits
    meanwhile. Raises DatabaseUnusable if `file` exists, the disk is full (no file is then left), or the database is not at
    head.
    """
    _require_new(file)
    async with _written(file) as part:
        async with snapshot(url) as source:
            await _copied(source, part, file)
        # A backup is data alone. The database into which it is restored has triggers of its own.
        await asyncio.to_thread(_drop_triggers, part)
        async with snapshot_of_backup(part) as connection:
            sums, rows_hash, _ = await read_through(connection)
        manifest = manifest_of(sums, rows_hash)
        with _plainly(part):
            await asyncio.to_thread(write_manifest, part, manifest, sealer(manifest.text()) if sealer else None)
        _require_new(file)
    return list(sums)


async def restore(
    url: str, file: Path, *, replace: bool, judge: Judge | None = None, notice: Callable[[Withheld], None] = lambda _: None
) -> list[TableSum]:
    """Restore a backup into an empty database, or into any with `replace`; return the sums of the database.

    What the restored database would send for moments that have passed is held back, and `notice` is told what that is.

    A SQLite file is written beside the target and renamed over it; PostgreSQL is filled in one transaction. So either
    everything is restored or nothing has changed. Raises DatabaseUnusable if `file` is not a complete backup of this version,
    its rows do not match its sums or hold values that Xingjie never writes, the log of a case is broken, `judge` does not trust
    a seal, the target holds anything, the target is in use (SQLite), or the disk is full.
    """
    target = read_address(url).file
    withheld: list[Withheld] = []

    async def then(connection: AsyncConnection) -> None:
        withheld.append(await withhold(connection))

    await asyncio.to_thread(_require_whole, file)
    async with snapshot_of_backup(file) as source:
        manifest, seal = await asyncio.to_thread(_manifest, file)
        if judge is not None:
            judge.seal(seal, _moment_of(file, manifest))
        await _require_unaltered(file, source, manifest)
        if judge is not None:
            for sealed in await source.scalars(select(col(ResultRow.sealed))):
                judge.result(sealed)
        if target is None:
            async with open_database(url) as database:
                restored = await fill(source, database.engine, replace=replace, wanted=manifest.sums, then=then)
            notice(withheld[0])
            return restored
        if not replace and not await _holds_nothing(url, target):
            raise DatabaseUnusable(f"{target} is not empty; with --replace everything in it is replaced by the backup")
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        async with _written(target) as part:
            restored = await _copied(source, part, target, manifest.sums, then)
            await asyncio.to_thread(_let_go, target)
    notice(withheld[0])
    return restored


async def _copied(
    source: AsyncConnection,
    part: Path,
    file: Path,
    wanted: tuple[TableSum, ...] | None = None,
    then: Callable[[AsyncConnection], Awaitable[None]] | None = None,
) -> list[TableSum]:
    """Fill the new database `part`, which becomes `file`, and close it up; return its sums."""
    try:
        async with open_database(_url_of(part), warns=False) as database:
            copied = await fill(source, database.engine, replace=False, wanted=wanted, then=then)
        await asyncio.to_thread(_close_up, part)
    except DatabaseUnusable as error:
        said = str(error).replace(str(part), str(file))
        raise DatabaseUnusable(said if "nothing was changed" in said else f"{said}; nothing was changed") from error
    return copied


async def _require_unaltered(file: Path, source: AsyncConnection, manifest: Manifest) -> None:
    """Raise DatabaseUnusable, before anything is copied, if these are not the rows that were backed up."""
    try:
        sums, rows_hash, odd = await read_through(source)
    except (SQLAlchemyError, ValueError, TypeError, OverflowError):
        # Leave out the cause: it quotes what people answered.
        raise DatabaseUnusable(f"{file} was altered or damaged: it holds values that cannot be read") from None
    if (sums, rows_hash) != (manifest.sums, manifest.rows_hash):
        raise DatabaseUnusable(f"{file} was altered or damaged: its rows are not those that were backed up")
    if odd is not None:
        raise DatabaseUnusable(f"{file} was altered: {odd} holds what Xingjie never writes")
    if (broken := await first_broken(source)) is not None:
        raise DatabaseUnusable(f"{file} was altered: {said(broken)}")


@asynccontextmanager
async def _written(file: Path) -> AsyncIterator[Path]:
    """Open a private new file beside `file`; rename it to `file` if the body succeeds, else delete it."""
    part = None
    try:
        # mkstemp opens with O_EXCL under a random name, so a planted link cannot redirect it.
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".part", dir=file.parent)
        os.close(descriptor)
        part = Path(name)
        yield part
        _sync(part)
        part.replace(file)
        _sync(file.parent)
    except OSError as error:
        raise DatabaseUnusable(f"{file} cannot be written: {error.strerror}; nothing was changed") from error
    finally:
        for left in (part, *(part.with_name(part.name + side) for side in SIDES)) if part else ():
            left.unlink(missing_ok=True)


def _close_up(file: Path) -> None:
    """Write the log back into the file, so that the file is complete alone, and check every page."""
    with _plainly(file), closing(_opened(file)) as connection:
        if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
            raise DatabaseUnusable(f"{file} cannot be closed up; nothing was changed")
        _check_pages(file, connection)


def _drop_triggers(file: Path) -> None:
    with _plainly(file), closing(_opened(file)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')


def _require_whole(file: Path) -> None:
    """Raise DatabaseUnusable if this is not our SQLite file, is damaged, or holds more than our tables."""
    if not file.is_file():
        raise DatabaseUnusable(f"{file}: no such file")
    try:
        with closing(_opened(file, "ro&immutable=1")) as connection:
            found = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
            _check_pages(file, connection)
            hidden = [name for kind, name, _ in found if kind == "table" and _computes(connection, name)]
    except sqlite3.Error as error:
        raise DatabaseUnusable(f"{file} is not a backup, or a damaged one: {error}") from error
    ours = {"alembic_version", TABLE, *METADATA.tables}
    if "alembic_version" not in (name for _, name, _ in found):
        raise DatabaseUnusable(f"{file} is not a backup of Xingjie")
    foreign = [
        name
        for kind, name, sql in found
        if kind not in ("table", "index") or (kind == "table" and (name not in ours or "VIRTUAL" in (sql or "").upper()[:20]))
    ]
    if foreign or hidden:
        raise DatabaseUnusable(f"{file} was altered: {(foreign + hidden)[0]!r} is not made by `xingjie backup`")


def _computes(connection: sqlite3.Connection, table: str) -> bool:
    """Return whether a table has columns that are computed when they are read."""
    return any(hidden for *_, hidden in connection.execute("SELECT * FROM pragma_table_xinfo(?)", (table,)))


def _manifest(file: Path) -> tuple[Manifest, Seal | None]:
    with closing(_opened(file, "ro&immutable=1")) as connection:
        return read_manifest(file, connection)


def _moment_of(file: Path, manifest: Manifest) -> datetime:
    try:
        return aware(datetime.fromisoformat(manifest.made_at))
    except ValueError as error:
        raise DatabaseUnusable(f"{file} was altered: it does not say when it was made") from error


def _check_pages(file: Path, connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        raise DatabaseUnusable(f"{file} is damaged: {verdict.splitlines()[-1]}")


def _require_new(file: Path) -> None:
    if os.path.lexists(file):
        raise DatabaseUnusable(f"{file} exists already; name a new file")


def _is_blank(file: Path) -> bool:
    return not file.exists() or file.stat().st_size == 0


async def _holds_nothing(url: str, target: Path) -> bool:
    if _is_blank(target):
        return True
    async with snapshot(url) as connection:
        return await is_empty(connection)


def _let_go(target: Path) -> None:
    """Write the log of the old file back into it: SQLite would read a log left behind into the new file.

    Raises DatabaseUnusable if a process still has the file open.
    """
    if _is_blank(target):
        return
    try:
        with closing(_opened(target)) as connection:
            connection.execute("PRAGMA busy_timeout=1000")
            if connection.execute("PRAGMA journal_mode=DELETE").fetchone() != ("delete",):
                raise DatabaseUnusable(f"{target} is in use; stop Xingjie first. Nothing was changed")
    except sqlite3.OperationalError as error:
        raise DatabaseUnusable(f"{target} is in use ({error}); stop Xingjie first. Nothing was changed") from error
    except sqlite3.DatabaseError:
        return  # not a database, so there is no log


@contextmanager
def _plainly(file: Path) -> Iterator[None]:
    """Turn SQLite's own errors into DatabaseUnusable: they name a full or unreadable disk, never a value."""
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
