"""Removes what a deletion of rows leaves behind: typed text in SQLite's write-ahead log, and jobs that name a respondent.

These traces are removed right after the deletion is committed. If that is not possible at the moment (another process reads, a
reminder is being sent), the daily `tidy` removes them.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Collection
from contextlib import closing

import structlog
from sqlmodel import col, select

from storage.database import Database
from storage.errors import Unstored
from storage.jobs import Jobs, respondent_of
from storage.tables import RespondentRow

TRIES = 3
PAUSE_S = 0.1
# Nobody can write while the log is emptied, so do not wait longer than this for a reader, in seconds.
WAIT_S = 0.25
log = structlog.get_logger()


async def remove_traces(database: Database, respondents: Collection[int]) -> None:
    """Remove the traces of respondents whose rows were just deleted. Never raises: the deletion itself is committed."""
    ids = frozenset(respondents)
    if not ids:
        return
    jobs = Jobs(database.address)
    try:
        names = await asyncio.to_thread(jobs.over, ids.__contains__)
        if names:
            await asyncio.to_thread(jobs.delete, names)
    except Exception as error:
        log.warning("jobs_left_to_the_daily_tidying", exc_info=error)
    await empty_log(database)


async def tidy(database: Database) -> None:
    """Remove jobs of deleted respondents and jobs that ended a day ago, and empty the log. Never raises."""
    jobs = Jobs(database.address)
    try:
        names = await asyncio.to_thread(jobs.over, lambda _: True)
        there = await _there(database, {whose for name in names if (whose := respondent_of(name)) is not None})
        gone = {name for name in names if respondent_of(name) not in there}
        await asyncio.to_thread(jobs.delete, gone | set(await asyncio.to_thread(jobs.over_long_ago)))
        await asyncio.to_thread(jobs.shrink)
    except Exception as error:
        log.warning("jobs_not_tidied", exc_info=error)
    await empty_log(database)


async def empty_log(database: Database) -> bool:
    """Write SQLite's log back into the file and truncate it; return False if a reader prevented that."""
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


async def _there(database: Database, respondents: Collection[int]) -> set[int]:
    """Return those of these respondents who are still stored."""
    found: set[int] = set()
    wanted = sorted(respondents)
    async with database.reading() as db:
        for start in range(0, len(wanted), 500):
            some = wanted[start : start + 500]
            found.update(await db.exec(select(RespondentRow.id).where(col(RespondentRow.id).in_(some))))
    return found
