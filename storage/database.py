"""Opens a database, brings it to the newest shape or says that it is behind, and hands out sessions."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, nullcontext
from typing import Any

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.address import DatabaseAddress, read_address
from storage.errors import DatabaseUnusable, Unstored
from storage.own_file import OwnFile, make_private, own_file, warn_of_open_folder
from storage.schema_version import HEAD, REVISIONS, one_at_a_time, revision_of, upgrade
from storage.tap.group_commit import SharedCommits
from storage.tap.postgresql import PostgresDriver
from storage.tap.sqlite import SqliteDriver, keep_a_log
from storage.tap.statements import HotPath

BUSY_MS = 10_000
# Of another process that migrates the same file.
MIGRATING_MS = 60_000
# The request itself is at fault. All else is the database's, also what has no kind of its own: a server that is going down.
REQUESTS_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
# Marks a connection that only reads: it need not queue for SQLite's one writer.
READING = {"xingjie_reading": True}


class Database:
    """One database, SQLite or PostgreSQL: sessions for what is done now and then, shared commits for what every tap does."""

    def __init__(self, address: DatabaseAddress, engine: AsyncEngine, own: OwnFile | None) -> None:
        """`own` is the open file of an embedded database."""
        self.address = address
        self.engine = engine
        self.own = own
        self.hot_path = HotPath(engine.dialect)
        # SQLite has one writer: those of this process take turns here, which is fair, before they meet in the file.
        self.turn = nullcontext() if own is None else asyncio.Lock()
        self.commits = SharedCommits(
            SqliteDriver(own, self.turn)
            if own is not None and isinstance(self.turn, asyncio.Lock)
            else PostgresDriver(address.asyncpg)
        )

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """A session to read with. Raises Unstored where the database cannot be used."""
        with self._saying_unstored():
            async with AsyncSession(self.engine.execution_options(**READING), expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """A session whose transaction is committed, synced, on leaving; rolled back by any exception. Raises Unstored."""
        with self._saying_unstored():
            async with self.turn, AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                yield session

    async def still_ours(self) -> None:
        """Look whether what was acknowledged is where it was stored, and whether more can be stored there.

        For the readiness probe, and before anybody says that every answer is kept. Raises DatabaseUnusable: the database
        cannot be read, its file was removed, replaced or damaged, it is older than this program needs, or is read-only.
        """
        if self.own is not None:
            _require_new_enough(await asyncio.to_thread(self.own.look))
            return
        await require_head(self.engine, or_newer=True)
        async with self.engine.connect() as connection:
            if (await connection.execute(text("SHOW transaction_read_only"))).scalar() == "on":
                raise DatabaseUnusable("the database takes no writes; is it a standby?")

    @contextmanager
    def _saying_unstored(self) -> Iterator[None]:
        try:
            if self.own is not None:
                self.own.check()
            yield
            if self.own is not None:
                self.own.check()
        except REQUESTS_FAULT:
            raise
        except (DBAPIError, OSError) as error:
            if self.own is not None:
                self.own.note(error)
            raise Unstored(_cause(error)) from error


@asynccontextmanager
async def open_database(url: str, *, warns: bool = True) -> AsyncIterator[Database]:
    """The database of a URL (`sqlite:///path` or `postgresql://…`), at head, closed on leaving.

    An embedded SQLite file is made, kept private and migrated, with a warning (`warns`) if others may look into its folder. A
    server database that is behind raises DatabaseUnusable, for there a migration is somebody's decision. Raises
    DatabaseUnusable too if it cannot be reached.
    """
    address = read_address(url)
    with ExitStack() as stack:
        own = None
        if address.file is not None:
            await migrate(url)
            if warns:
                warn_of_open_folder(address.file)
            own = stack.enter_context(own_file(address.file))
        engine = address.engine()
        if own is not None:
            _prepare_sqlite(engine)
        try:
            await require_head(engine)
            database = Database(address, engine, own)
            try:
                yield database
            finally:
                await database.commits.close()
        finally:
            await engine.dispose()


async def migrate(url: str) -> None:
    """Bring the database of a URL to the newest shape; harmless if it is there already.

    Of several processes that begin at the same moment one migrates and the others wait for it. All is done in one transaction:
    a migration that is cut off has changed nothing. Raises DatabaseUnusable.
    """
    address = read_address(url)
    if address.file is not None:
        make_private(address.file)
    engine = address.engine()
    if address.file is not None:
        _begin_as_told(engine, (f"busy_timeout={MIGRATING_MS}",))
    try:
        if address.file is not None:
            await asyncio.to_thread(keep_a_log, address.file)
        if await _revision(engine) != HEAD:
            async with engine.begin() as connection:
                await connection.run_sync(one_at_a_time)
                now = await connection.run_sync(revision_of)  # another process may have been faster
                _require_known(now)
                if now != HEAD:
                    await connection.run_sync(upgrade)
    except (OSError, SQLAlchemyError, sqlite3.Error) as error:
        where = f" {address.file}" if address.file else ""
        raise DatabaseUnusable(f"the database{where} cannot be opened: {_cause(error)}") from error
    finally:
        await engine.dispose()


async def _revision(engine: AsyncEngine) -> str | None:
    async with engine.execution_options(**READING).connect() as connection:
        return await connection.run_sync(revision_of)


async def require_head(engine: AsyncEngine, *, or_newer: bool = False) -> None:
    """Raises DatabaseUnusable where the database cannot be reached, or is not in the shape that this program needs.

    `or_newer` is for a process that runs: migrations only add, so it goes on serving while a newer version is rolled out.
    """
    try:
        now = await _revision(engine)
    except (TimeoutError, OSError, SQLAlchemyError) as error:
        raise DatabaseUnusable(f"the database cannot be reached: {_cause(error)}") from error
    if not or_newer:
        _require_known(now)
    _require_new_enough(now)


def _require_new_enough(revision: str | None) -> None:
    if not revision or revision < HEAD:
        raise DatabaseUnusable(f"the database is at {revision or 'nothing'}, this program needs {HEAD}; run: xingjie migrate")


def _require_known(revision: str | None) -> None:
    if revision is not None and revision not in REVISIONS:
        raise DatabaseUnusable(
            f"the database is at {revision}, made by a newer Xingjie than this one (at {HEAD}): use that one"
        )


def _cause(error: BaseException) -> str:
    said = str(getattr(error, "orig", None) or error)
    return said.splitlines()[0] if said else type(error).__name__


def _prepare_sqlite(engine: AsyncEngine) -> None:
    """WAL so that readers never wait; every commit synced; what is deleted is overwritten."""
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    _begin_as_told(engine, (f"busy_timeout={BUSY_MS}", *pragmas))


def _begin_as_told(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    """Let SQLite's writers queue at BEGIN instead of failing at COMMIT, as two do that both have read before."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred, and comes only before some statements: a CREATE TABLE is then in no transaction.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().keys() >= READING.keys()
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
