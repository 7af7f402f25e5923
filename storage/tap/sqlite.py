"""Runs the statements of taps on SQLite: one connection in one thread, one synced commit for all that wait."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

from storage.errors import Unstored
from storage.own_file import OwnFile
from storage.tap.group_commit import Load, Outcome, Request, Save, Work
from storage.tap.prepared import PreparedStatements

# How long to wait for another process that locks the file, in milliseconds, before the respondent reads "tap again".
BUSY_MS = 5_000
SWITCH_AGAIN_S = 0.02
# secure_delete overwrites deleted rows: some builds of SQLite would otherwise leave them in the file.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
# The request itself is at fault. For any other error the file is: locked, full, read-only, gone or damaged.
REQUESTS_FAULT = (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.NotSupportedError, sqlite3.ProgrammingError)


class SqliteDriver:
    """The one writer of taps: a second one would not make synced commits faster.

    It holds `turn` while it works, so that other writers of this process queue in memory instead of on the file's lock.
    """

    def __init__(self, own: OwnFile, turn: asyncio.Lock, prepared: PreparedStatements) -> None:
        self._own = own
        self._turn = turn
        self._prepared = prepared
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._connection: sqlite3.Connection | None = None

    async def together(self, requests: Sequence[Request]) -> list[Outcome]:
        """Implement Driver."""
        async with self._turn:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._carry_out, requests)

    async def close(self) -> None:
        """Implement Driver."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)
        self._thread.shutdown()

    def _carry_out(self, requests: Sequence[Request]) -> list[Outcome]:
        try:
            self._own.check()  # first, because connecting must not open another file or create one
            connection = self._connected()
            read = [self._read(connection, each) if _only_reads(each) else None for each in requests]
            writes = [each for each in requests if not _only_reads(each)]
            with _syncing(connection, writes):
                written = iter(self._together_or_alone(connection, writes) if writes else ())
            self._own.check()  # a commit to a file that is gone does not count
            return [found if _only_reads(each) else next(written) for each, found in zip(requests, read, strict=True)]
        except Unstored as error:
            self._leave()
            return [error for _ in requests]
        except sqlite3.DatabaseError as error:
            if isinstance(error, REQUESTS_FAULT):
                raise
            self._own.note(error)
            self._leave()
            return [Unstored(str(error)) for _ in requests]

    def _read(self, connection: sqlite3.Connection, request: Request) -> Outcome:
        if isinstance(request, Load):
            return _load(connection, request)
        return self._together_or_alone(connection, [request], begin="BEGIN")[0]

    def _together_or_alone(
        self, connection: sqlite3.Connection, requests: Sequence[Request], begin: str = "BEGIN IMMEDIATE"
    ) -> list[Outcome]:
        try:
            return self._in_one_transaction(connection, requests, begin)
        except Exception as error:
            if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, REQUESTS_FAULT):
                raise
            if len(requests) == 1:
                return [error]
            # One request is at fault, and nothing is stored yet: run each alone, so that only the faulty one fails.
            return [outcome for each in requests for outcome in self._together_or_alone(connection, [each], begin)]

    def _in_one_transaction(self, connection: sqlite3.Connection, requests: Sequence[Request], begin: str) -> list[Outcome]:
        connection.execute(begin)
        try:
            outcomes = [self._carried_out(connection, each) for each in requests]
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise
        return outcomes

    def _carried_out(self, connection: sqlite3.Connection, request: Request) -> Outcome:
        match request:
            case Load():
                return _load(connection, request)
            case Save():
                return _save(connection, request)
        steps, answer = request.steps(), None
        while True:
            try:
                ask = steps.send(answer)
            except StopIteration as end:
                return end.value
            prepared = self._prepared.of(ask.statement)
            found = connection.execute(prepared.statement.text, prepared.arguments(ask.values))
            answer = [prepared.row(values) for values in found] if ask.reads else found.rowcount

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(self._own.uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self._connection = connection
            self._own.connected()
        return self._connection

    def _leave(self) -> None:
        if self._connection is not None:
            self._own.disconnected()
            self._connection.close()
            self._connection = None


def keep_a_log(file: Path, wait_s: float = 60.0) -> None:
    """Switch a file to a write-ahead log, permanently. Raises sqlite3.Error if it stays locked for `wait_s` seconds.

    If several processes switch at the same moment, SQLite refuses all but one at once and ignores busy_timeout.
    """
    until = time.monotonic() + wait_s
    while True:
        try:
            with closing(sqlite3.connect(file, timeout=wait_s)) as connection:
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(SWITCH_AGAIN_S)


@contextmanager
def _syncing(connection: sqlite3.Connection, writes: Sequence[Request]) -> Iterator[None]:
    """Sync the commits of the body to the disk, unless all of these requests can do without."""
    if not writes or any(not isinstance(each, Work) or each.synced for each in writes):
        yield
        return
    connection.execute("PRAGMA synchronous=NORMAL")  # the log is then synced before a checkpoint only
    try:
        yield
    finally:
        connection.execute("PRAGMA synchronous=FULL")


def _only_reads(request: Request) -> bool:
    return isinstance(request, Load) or (isinstance(request, Work) and request.reads)


def _load(connection: sqlite3.Connection, load: Load) -> Outcome:
    return connection.execute(load.statement.text, load.statement.arguments(load.values)).fetchall()


def _save(connection: sqlite3.Connection, save: Save) -> bool:
    guard, *effects = save.statements
    if connection.execute(guard.text, guard.arguments(save.values)).rowcount != 1:
        return False
    for effect in effects:
        connection.execute(effect.text, effect.arguments(save.values))
    return True
