"""Removes what a deletion of rows leaves behind in SQLite's write-ahead log: typed text and numbers.

This is done right after the deletion is committed. If another process reads at that moment, the daily tidying does it.
"""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import structlog

from storage.database import Database
from storage.errors import Unstored

TRIES = 3
PAUSE_S = 0.1
# Nobody can write while the log is emptied, so do not wait longer than this for a reader, in seconds.
WAIT_S = 0.25
log = structlog.get_logger()


async def empty_log(database: Database) -> bool:
    """Write SQLite's log back into the file and truncate it; return False if a reader prevented that.

    Never raises: the deletion itself is committed.
    """
    if database.own is None:
        return True
    for attempt in range(TRIES):
        if attempt:
            await asyncio.sleep(PAUSE_S)
        try:
            async with database.turn:
                database.own.check()
                if await asyncio.to_thread(_emptied, database.own.uri):
                    return True
        except (Unstored, sqlite3.Error) as error:
            log.warning("log_not_emptied", exc_info=error)
            return False
    log.warning("log_left_to_the_daily_tidying")
    return False


def _emptied(uri: str) -> bool:
    with closing(sqlite3.connect(uri, uri=True, timeout=WAIT_S, isolation_level=None)) as connection:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy
