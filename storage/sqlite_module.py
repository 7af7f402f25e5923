"""Runs each statement on SQLite in one visit to the thread of its connection. SQLAlchemy's own cursor goes there four times.

Each visit wakes a thread and then the event loop, which takes longer than most statements. What is streamed still uses
SQLAlchemy's own cursor, which fetches a portion at a time.
"""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any

import aiosqlite
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_dbapi,
)


class Ran:
    """What is known of the statement that ran last: SQLAlchemy reads it as from the cursor of the driver."""

    __slots__ = ("arraysize", "description", "lastrowid", "rowcount")

    def __init__(self) -> None:
        self.arraysize = 1
        self.description: Any = None
        self.lastrowid: int | None = None
        self.rowcount = -1

    def close(self) -> None:
        """Do nothing: the real cursor is closed as soon as its rows are read."""


class OneVisitCursor(AsyncAdapt_aiosqlite_cursor):
    """Makes a cursor, runs a statement, reads all its rows and closes the cursor, all in one visit."""

    __slots__ = ()
    _awaitable_cursor_close = False
    _cursor: Any

    def _make_new_cursor(self, connection: Any) -> Any:
        return Ran()

    def _aenter_cursor(self, cursor: Any) -> Any:
        return cursor

    async def _execute_async(self, operation: Any, parameters: Any) -> None:
        await self._visit("execute", operation, () if parameters is None else parameters)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> None:
        await self._visit("executemany", operation, seq_of_parameters)

    async def _visit(self, way: str, operation: Any, parameters: Any) -> None:
        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:
            self._rows = await connection._execute(partial(_run, connection, self._cursor, way), operation, parameters)


def _run(connection: Any, ran: Ran, way: str, operation: Any, parameters: Any) -> deque[Any]:
    cursor = connection._conn.cursor()
    try:
        run: Callable[..., object] = getattr(cursor, way)
        run(operation, parameters)
        rows = deque(cursor.fetchall() if cursor.description else ())
        ran.description, ran.lastrowid, ran.rowcount = cursor.description, cursor.lastrowid, cursor.rowcount
        return rows
    finally:
        cursor.close()


class OneVisitConnection(AsyncAdapt_aiosqlite_connection):
    """A connection whose cursors need one visit for each statement."""

    __slots__ = ()
    _cursor_cls = OneVisitCursor


class OneVisitSqlite(AsyncAdapt_aiosqlite_dbapi):
    """The driver for `create_async_engine(…, module=…)`."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, sqlite3)

    def connect(self, *arg: Any, **kw: Any) -> AsyncAdapt_aiosqlite_connection:
        """Connect as SQLAlchemy does."""
        return OneVisitConnection(self, super().connect(*arg, **kw)._connection)
