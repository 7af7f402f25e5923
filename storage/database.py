"""Opens a database, migrates it or refuses it if it is behind, and hands out sessions."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack, asynccontextmanager, contextmanager, nullcontext
from typing import Any, TypeVar

from sqlalchemy import Connection, event, text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.address import DatabaseAddress, read_address
from storage.errors import DatabaseUnusable, Unstored
from storage.own_file import OwnFile, make_private, own_file, warn_of_open_folder
from storage.schema_version import HEAD, REVISIONS, one_at_a_time, revision_of, upgrade
from storage.steps import Steps
from storage.tap.group_commit import SharedCommits, Work
from storage.tap.postgresql import PostgresDriver, PostgresWorkDriver
from storage.tap.prepared import PreparedStatements
from storage.tap.sqlite import SqliteDriver, keep_a_log
from storage.tap.statements import HotPath

BUSY_MS = 10_000
# How long to wait for another process that migrates the same file, in milliseconds.
MIGRATING_MS = 60_000
# The request itself is at fault. For any other error the database is; a server that shuts down has no error class of its own.
REQUESTS_FAULT = (DataError, IntegrityError, NotSupportedError, ProgrammingError)
# Marks a connection that only reads: it need not queue behind SQLite's one writer.
READING = {"xingjie_reading": True}
T = TypeVar("T")


class Database:
    """One database, SQLite or PostgreSQL: sessions for rare work, shared commits for taps."""

    def __init__(self, address: DatabaseAddress, engine: AsyncEngine, own: OwnFile | None) -> None:
        """Take the engine and, for an embedded database, its open file."""
        self.address = address
        self.engine = engine
        self.own = own
        self.hot_path = HotPath(engine.dialect)
        # SQLite has one writer: those of this process queue here, which is fair; the file's own lock is not.
        self.turn = nullcontext() if own is None else asyncio.Lock()
        prepared = PreparedStatements(engine.dialect)
        if own is not None and isinstance(self.turn, asyncio.Lock):
            self.commits = self.works = SharedCommits(SqliteDriver(own, self.turn, prepared))
        else:
            self.commits = SharedCommits(PostgresDriver(address.asyncpg))
            self.works = SharedCommits(PostgresWorkDriver(address.asyncpg, prepared))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Open a session to read with. Raises Unstored if the database cannot be used."""
        with self._saying_unstored():
            async with AsyncSession(self.engine.execution_options(**READING), expire_on_commit=False) as session:
                yield session

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncSession]:
        """Open a session; commit and sync its transaction at the end, roll it back on an exception. Raises Unstored."""
        with self._saying_unstored():
            async with self.turn, AsyncSession(self.engine, expire_on_commit=False) as session, session.begin():
                yield session

    async def carry_out(self, steps: Callable[[], Steps[T]], *, reads: bool = False, synced: bool = True) -> T:
        """Carry out steps in one transaction, and return their outcome after its commit. Raises Unstored.

        For work that goes on beside taps. On SQLite it shares a commit with them. `Work` says what `reads` and `synced` mean.
        `steps` may be begun a second time, if others of the same commit fail.
        """
        outcome: T = await self.works.do(Work(steps, reads, synced))
        return outcome

    async def still_ours(self) -> None:
        """Check that the stored answers are still in place and that more can be stored.

        For the readiness probe, and before a screen says that every answer is kept. Raises DatabaseUnusable if the database
        cannot be read, its file was removed, replaced or damaged, it is older than this program needs, or it is read-only.
        """
        if self.own is not None:
            _require_new_enough(await asyncio.to_thread(self.own.look))
            return
        await require_head(self.engine, or_newer=True)
        async with self.engine.connect() as connection:
            if (await connection.execute(text("SHOW transaction_read_only"))).scalar() == "on":
                raise DatabaseUnusable("the database takes no writes; is it a standby?")

    async def close(self) -> None:
        """Carry out what waits for a shared commit, and close its connections."""
        await self.commits.close()
        if self.works is not self.commits:
            await self.works.close()

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
    """Open the database of a URL (`sqlite:///path` or `postgresql://…`) at head; close it at the end.

    An embedded SQLite file is created, kept private and migrated. If `warns`, a folder that others may read is logged. A server
    database that is behind raises DatabaseUnusable, because the operator decides when to migrate it. Raises DatabaseUnusable
    too if it cannot be reached.
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
                await database.close()
        finally:
            await engine.dispose()


async def migrate(url: str) -> None:
    """Migrate the database of a URL to the newest revision; do nothing if it is there already.

    If several processes start at the same moment, one migrates and the others wait for it. Everything runs in one transaction,
    so a migration that is cut off has changed nothing. Raises DatabaseUnusable.
    """
    address = read_address(url)
    if address.file is not None:
        make_private(address.file)
    engine = address.engine()
    if address.file is not None:
        _begin_explicitly(engine, (f"busy_timeout={MIGRATING_MS}",))
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
    """Raise DatabaseUnusable if the database cannot be reached or is not at the revision that this program needs.

    `or_newer` is for a running process: migrations only add, so it goes on serving while a newer version is rolled out.
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
    """Set the pragmas of an engine: WAL so that readers never wait, every commit synced, deleted rows overwritten."""
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
    _begin_explicitly(engine, (f"busy_timeout={BUSY_MS}", *pragmas))


def _begin_explicitly(engine: AsyncEngine, pragmas: tuple[str, ...]) -> None:
    """Make SQLite's writers queue at BEGIN. Otherwise, of two that have both read before, one fails at COMMIT."""

    @event.listens_for(engine.sync_engine, "connect")
    def on_connect(connection: Any, _record: object) -> None:
        # The driver's own BEGIN is deferred and comes only before some statements: a CREATE TABLE would be in no transaction.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def on_begin(connection: Connection) -> None:
        reading = connection.get_execution_options().keys() >= READING.keys()
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
