"""Copies everything from one database into another, SQLite or PostgreSQL, and proves that nothing is missing."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Table, delete, event, insert, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.address import read_address
from storage.database import migrate, open_database, require_head
from storage.errors import DatabaseUnusable
from storage.transfer.checksums import Summing, TableSum, all_tables, batches, is_empty, sums

SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


async def copy_database(source_url: str, target_url: str) -> list[TableSum]:
    """Copy all tables into the empty database of `target_url`, in one transaction there; return the sums of both.

    The target is migrated to head first. Raises DatabaseUnusable if the source is not at head, the target holds anything, one
    of them cannot be reached, or the sums differ; the target is then left as it was.
    """
    if _place(source_url) == _place(target_url):
        raise DatabaseUnusable("source and target are the same database")
    async with snapshot(source_url) as source:
        await migrate_target(target_url)
        async with open_database(target_url) as database:
            return await fill(source, database.engine, replace=False)


async def migrate_target(url: str) -> None:
    """Migrate the target to head; create its folder if it is a file."""
    file = sqlite_file(url)
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
    await migrate(url)


@asynccontextmanager
async def snapshot(url: str) -> AsyncIterator[AsyncConnection]:
    """Open a connection that sees one moment of a database at head while others go on writing. Raises DatabaseUnusable."""
    file = sqlite_file(url)
    if file is not None and not file.is_file():
        raise DatabaseUnusable(f"{file}: no such file")
    async with _seen(read_address(url).engine(), embedded=file is not None) as connection:
        yield connection


@asynccontextmanager
async def snapshot_of_backup(file: Path) -> AsyncIterator[AsyncConnection]:
    """Open a connection to a backup that is not trusted: nothing is written to it or beside it, its schema runs no code."""
    async with _seen(create_async_engine(_untouched(file)), embedded=True) as connection:
        await connection.exec_driver_sql("PRAGMA trusted_schema=OFF")
        yield connection


def _untouched(file: Path) -> URL:
    options = {"mode": "ro", "immutable": "1", "uri": "true"}
    return URL.create("sqlite+aiosqlite", database=f"file:{quote(str(file.absolute()))}", query=options)


@asynccontextmanager
async def _seen(engine: AsyncEngine, *, embedded: bool) -> AsyncIterator[AsyncConnection]:
    if embedded:
        _begin_reading(engine)
    try:
        await require_head(engine)
        async with engine.connect() as plain:
            yield plain if embedded else await plain.execution_options(**SNAPSHOT)
    finally:
        await engine.dispose()


async def fill(
    source: AsyncConnection,
    target: AsyncEngine,
    *,
    replace: bool,
    wanted: Sequence[TableSum] | None = None,
    then: Callable[[AsyncConnection], Awaitable[None]] | None = None,
) -> list[TableSum]:
    """Copy what `source` sees into a database at head, in one transaction; nobody else writes there meanwhile.

    Returns its sums. Raises DatabaseUnusable if it holds anything (unless `replace`), is full, or its sums differ from those of
    the source or from `wanted`. `then` may change the copy, in the same transaction, after the sums were compared.
    """
    try:
        async with target.begin() as connection:
            await _lock(connection)
            if replace:
                for table in reversed(all_tables()):
                    await connection.execute(delete(table))
            elif not await is_empty(connection):
                raise DatabaseUnusable("the target is not empty; nothing was changed")
            copied = [await _copy(source, connection, table) for table in all_tables()]
            stored = await sums(connection)
            for other in (copied, list(wanted or stored)):
                if other != stored:
                    table = _first_difference(other, stored)
                    raise DatabaseUnusable(f"{table}: the copy differs from its source; nothing was changed")
            if then is not None:
                await then(connection)
    except SQLAlchemyError as error:
        # Give only the name of the cause: its message quotes what people answered.
        raise DatabaseUnusable(f"the copy failed ({cause_name(error)}); nothing was changed") from None
    return stored


def sqlite_file(url: str) -> Path | None:
    """Return the file of an embedded database; None for a server. Raises DatabaseUnusable if the URL cannot be used."""
    return read_address(url).file


def _place(url: str) -> object:
    address = read_address(url)
    return address.file.resolve() if address.file else address.server


def cause_name(error: SQLAlchemyError) -> str:
    """Return the name of an error, without the values that its message quotes."""
    cause = getattr(error, "orig", None) or error
    return str(getattr(cause, "sqlite_errorname", None) or type(cause).__name__)


async def _copy(source: AsyncConnection, target: AsyncConnection, table: Table) -> TableSum:
    summing = Summing(table)
    async for rows in batches(source, table):
        await target.execute(insert(table), rows)
        summing.add(rows)
    if target.dialect.name == "postgresql":
        await _advance_counters(target, table)
    return summing.done()


async def _lock(connection: AsyncConnection) -> None:
    """Lock all tables against other writers on PostgreSQL; SQLite has a single writer anyway."""
    if connection.dialect.name == "postgresql":
        names = ", ".join(connection.dialect.identifier_preparer.format_table(table) for table in all_tables())
        await connection.execute(text(f"LOCK TABLE {names} IN ACCESS EXCLUSIVE MODE"))


async def _advance_counters(connection: AsyncConnection, table: Table) -> None:
    """Set the sequence of a counted key above the copied keys; do nothing if the key has no sequence."""
    column = table.autoincrement_column
    if column is None:
        return
    highest = f"SELECT max({column.name}) FROM {table.name}"  # noqa: S608 - names of our own tables
    sequence = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
    await connection.execute(text(f"SELECT setval({sequence}, ({highest})) WHERE {sequence} IS NOT NULL"))


def _begin_reading(engine: AsyncEngine) -> None:
    """Begin each transaction explicitly, so that all tables are read at one moment; opening changes nothing in the file."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        connection.isolation_level = None

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN")


def _first_difference(copied: list[TableSum], stored: list[TableSum]) -> str:
    return next(one.table for one, other in zip(copied, stored, strict=True) if one != other)
