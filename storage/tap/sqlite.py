"""SQLite's driver for the hot path: one connection in one thread, one synced commit for all that wait."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

from storage.errors import Unstored
from storage.own_file import OwnFile
from storage.tap.group_commit import Load, Outcome, Request, Save

# Before a person hears "tap again": another process may hold the file for a moment.
BUSY_MS = 5_000
SWITCH_AGAIN_S = 0.02
# What is deleted is overwritten: a build of SQLite may leave it in the file otherwise.
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON")
# The request itself is at fault. All else is the file's: locked, full, read-only, gone, damaged.
REQUESTS_FAULT = (sqlite3.DataError, sqlite3.IntegrityError, sqlite3.NotSupportedError, sqlite3.ProgrammingError)


class SqliteDriver:
    """One writer: a second one gets no more commits out of a synced file, only waiting people.

    `turn` is held while it works: the rare writers of the same process queue behind it instead of meeting it in the file.
    """

    def __init__(self, own: OwnFile, turn: asyncio.Lock) -> None:
        self._own = own
        self._turn = turn
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite")
        self._connection: sqlite3.Connection | None = None

    async def together(self, requests: Sequence[Request]) -> list[Outcome]:
        """See Driver."""
        async with self._turn:
            return await asyncio.get_running_loop().run_in_executor(self._thread, self._carry_out, requests)

    async def close(self) -> None:
        """See Driver."""
        await asyncio.get_running_loop().run_in_executor(self._thread, self._leave)
        self._thread.shutdown()

    def _carry_out(self, requests: Sequence[Request]) -> list[Outcome]:
        try:
            self._own.check()  # first of all: connecting must not find another file, or make one
            connection = self._connected()
            loaded: list[Outcome] = [_load(connection, each) if isinstance(each, Load) else False for each in requests]
            saves = [each for each in requests if isinstance(each, Save)]
            saved = iter(_save_all(connection, saves) if saves else ())
            self._own.check()  # what was committed to a file that is gone is not stored
            return [next(saved) if isinstance(each, Save) else rows for each, rows in zip(requests, loaded, strict=True)]
        except Unstored as error:
            self._leave()
            return [error for _ in requests]
        except sqlite3.DatabaseError as error:
            if isinstance(error, REQUESTS_FAULT):
                raise
            self._own.note(error)
            self._leave()
            return [Unstored(str(error)) for _ in requests]

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
    """Switch a file to a write-ahead log, for good. Raises sqlite3.Error if it stays locked for `wait_s` seconds.

    Of several processes that switch at the same moment SQLite turns all but one away at once, busy_timeout or not.
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


def _load(connection: sqlite3.Connection, load: Load) -> Outcome:
    return connection.execute(load.statement.text, load.statement.arguments(load.values)).fetchall()


def _save_all(connection: sqlite3.Connection, saves: Sequence[Save]) -> list[Outcome]:
    try:
        return _in_one_transaction(connection, saves)
    except Exception as error:
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, REQUESTS_FAULT):
            raise
        if len(saves) == 1:
            return [error]
        # One of them is at fault, and nothing is stored: each alone, so that no neighbour pays for it.
        return [outcome for save in saves for outcome in _save_all(connection, [save])]


def _in_one_transaction(connection: sqlite3.Connection, saves: Sequence[Save]) -> list[Outcome]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        outcomes: list[Outcome] = [_save(connection, save) for save in saves]
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return outcomes


def _save(connection: sqlite3.Connection, save: Save) -> bool:
    guard, *effects = save.statements
    if connection.execute(guard.text, guard.arguments(save.values)).rowcount != 1:
        return False
    for effect in effects:
        connection.execute(effect.text, effect.arguments(save.values))
    return True
