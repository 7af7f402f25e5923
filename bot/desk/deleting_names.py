"""Deletes what names institutions in campaigns whose day has passed, beside the taps."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import structlog

from bot.desk.days import today
from bot.operations.background import running
from bot.retention import HOUR_S, ClockReading
from storage.campaigns.deletion import delete_names
from storage.database import Database

log = structlog.get_logger()


@asynccontextmanager
async def deleting_names(
    database: Database, *, every_s: float = HOUR_S, day: Callable[[], date] = today
) -> AsyncIterator[None]:
    """Delete the names that are due every `every_s` seconds while the body runs. `day` is the day on which officers are.

    Before each run the clock must have been steady for that long: if it were far ahead, everything would look due. The first
    run comes long after `releasing` has made the last release of a campaign that ended while no process ran.
    """
    async with running(_delete_repeatedly(database, every_s, day)):
        yield


async def _delete_repeatedly(database: Database, every_s: float, day: Callable[[], date]) -> None:
    while True:
        before = ClockReading.now()
        await asyncio.sleep(every_s)
        if not before.agree_with(ClockReading.now()):
            log.warning("clock_jumped")
            continue
        try:
            campaigns = await delete_names(database, day())
            if campaigns:
                log.info("names_deleted", campaigns=campaigns)
        except Exception:
            log.exception("names_not_deleted")  # the next run tries again
