"""Deletes what names institutions in campaigns whose day has passed, beside the taps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date

import structlog

from bot.desk.days import today
from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from bot.retention import HOUR_S
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

    async def delete() -> None:
        campaigns = await delete_names(database, day())
        if campaigns:
            log.info("names_deleted", campaigns=campaigns)

    async with running(repeat_while_steady(delete, every_s, "names_not_deleted")):
        yield
