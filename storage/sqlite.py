"""SQLite's driver for the hot path: one connection in one thread, one synced commit for all that wait."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

from storage.commits import Load, Outcome, Request, Save, Unstored

# Before a person hears "tap again": another process may hold the file for a moment.
BUSY_MS = 5_000
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


class SqliteDriver:
    """One writer: a second one gets no more commits out of a synced file, only waiting people.

    `turn` is held while it works: the rare writers of the same process queue behind it instead of meeting it in the file.
    """

    def __init__(self, file: str, turn: asyncio.Lock) -> None:
        self._file = file
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
            connection = self._connected()
            loaded: list[Outcome] = [_load(connection, each) if isinstance(each, Load) else False for each in requests]
            saves = [each for each in requests if isinstance(each, Save)]
            saved = iter(_save_all(connection, saves) if saves else ())
            return [next(saved) if isinstance(each, Save) else rows for each, rows in zip(requests, loaded, strict=True)]
        except sqlite3.OperationalError as error:  # locked, full, read-only, gone: nobody's request is at fault
            self._leave()
            return [Unstored(str(error)) for _ in requests]

    def _connected(self) -> sqlite3.Connection:
        if self._connection is None:
            connection = sqlite3.connect(self._file, timeout=BUSY_MS / 1000, isolation_level=None)
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}")
            self._connection = connection
        return self._connection

    def _leave(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _load(connection: sqlite3.Connection, load: Load) -> Outcome:
    return connection.execute(load.statement.text, load.statement.arguments(load.values)).fetchall()


def _save_all(connection: sqlite3.Connection, saves: Sequence[Save]) -> list[Outcome]:
    try:
        return _in_one_transaction(connection, saves)
    except sqlite3.OperationalError:
        raise
    except Exception as error:
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
