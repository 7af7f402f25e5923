"""Opens a database, brings it to the newest shape or says that it is behind, and hands out sessions."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.commits import SharedCommits, Unstored
from storage.hot_path import HotPath
from storage.postgresql import PostgresDriver
from storage.shape import HEAD, REVISIONS, revision_of, upgrade
from storage.sqlite import SqliteDriver

BUSY_MS = 10_000
# The request itself is at fault. All else is the database's, also what has no kind of its own: a server that is going down.
REQUESTS_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
# Marks a connection that only reads: it need not queue for SQLite's one writer.
READING = {"xingjie_reading": True}


class DatabaseUnusable(Exception):
    """The database cannot be used; the message says why and what to do."""


class Database:
    """One database, SQLite or PostgreSQL: sessions for what is done now and then, shared commits for what every tap does."""

    def __init__(self, engine: AsyncEngine) -> None:
        self.engine = engine
        self.hot_path = HotPath(engine.dialect)
        embedded = engine.dialect.name == "sqlite"
        # SQLite has one writer: those of this process take turns here, which is fair, before they meet in the file.
        self._turn = asyncio.Lock() if embedded else nullcontext()
        self.commits = SharedCommits(
            SqliteDriver(engine.url.database or "", self._turn)
            if isinstance(self._turn, asyncio.Lock)
            else PostgresDriver(engine)
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session to read with. Raises Unstored where the database cannot be used."""
        with _saying_unstored():
            async with AsyncSession(self.engine.execution_options(**READING), expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose transaction is committed, synced, on leaving; rolled back by any exception. Raises Unstored."""
        with _saying_unstored():
            async with self._turn, AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                yield session


@contextmanager
def _saying_unstored() -> Iterator[None]:
    try:
        yield
    except REQUESTS_FAULT:
        raise
    except (DBAPIError, OSError) as error:
        raise Unstored(_cause(error)) from error


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """The database of a URL (`sqlite:///path` or `postgresql://…`), at head, closed on leaving.

    An embedded SQLite file is made and migrated by itself; a server database that is behind raises DatabaseUnusable, for there
    a migration is somebody's decision. Raises DatabaseUnusable too where it cannot be reached.
    """
    address = driver_url(url)
    embedded = address.get_backend_name() == "sqlite"
    if embedded and address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(address, pool_pre_ping=not embedded)
    if embedded:
        _prepare_sqlite(engine)
    try:
        if embedded:
            await migrate(url)
        await require_head(engine)
        database = Database(engine)
        try:
            yield database
        finally:
            await database.commits.close()
    finally:
        await engine.dispose()


def driver_url(url: str) -> URL:
    """The URL with the asynchronous driver of its kind. Raises DatabaseUnusable for other kinds of database."""
    try:
        address = make_url(url)
    except SQLAlchemyError as error:
        raise DatabaseUnusable("DATABASE_URL is not a database address; use sqlite:///FILE or postgresql://…") from error
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg", "postgres": "postgresql+asyncpg"}
    name = address.drivername.split("+")[0]
    if name not in drivers:
        raise DatabaseUnusable(f"DATABASE_URL begins with {name}://; use sqlite:///FILE or postgresql://…")
    return address.set(drivername=drivers[name])


async def migrate(url: str) -> None:
    """Bring the database of a URL to the newest shape; harmless where it is there already."""
    engine = create_async_engine(driver_url(url))
    try:
        async with engine.begin() as connection:
            now = await connection.run_sync(revision_of)
            _require_known(now)
            if now != HEAD:
                await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError) as error:
        raise DatabaseUnusable(f"the database{_file(engine.url)} cannot be opened: {_cause(error)}") from error
    finally:
        await engine.dispose()


async def require_head(engine: AsyncEngine, *, or_newer: bool = False) -> None:
    """Raises DatabaseUnusable where the database cannot be reached, or is not in the shape that this program needs.

    `or_newer` is for a process that runs: migrations only add, so it goes on serving while a newer version is rolled out.
    """
    try:
        async with engine.connect() as connection:
            now = await connection.run_sync(revision_of)
    except (TimeoutError, OSError, SQLAlchemyError) as error:
        raise DatabaseUnusable(f"the database cannot be reached: {_cause(error)}") from error
    if not or_newer:
        _require_known(now)
    if now is None or now < HEAD:
        raise DatabaseUnusable(f"the database is at {now or 'nothing'}, this program needs {HEAD}; run: xingjie migrate")


def _require_known(revision: str | None) -> None:
    if revision is not None and revision not in REVISIONS:
        raise DatabaseUnusable(
            f"the database is at {revision}, made by a newer Xingjie than this one (at {HEAD}): use that one"
        )


def _file(address: URL) -> str:
    return f" {address.database}" if address.get_backend_name() == "sqlite" else ""


def _cause(error: BaseException) -> str:
    said = str(getattr(error, "orig", None) or error)
    return said.splitlines()[0] if said else type(error).__name__


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """WAL so that readers never wait; every commit synced; and writers that queue at BEGIN instead of failing at COMMIT."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred: two writers then meet at their first write, and one fails.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_MS}"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().keys() >= READING.keys()
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
