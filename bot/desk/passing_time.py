"""Moves cases on whose time is over, and plans the reminders that results end, beside the taps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from flows.review.clock import is_working_day
from storage.database import Database
from storage.review.ending_results import EndingResults
from storage.review.passing_time import PassingTime

# A case whose institution is gone is closed after this many seconds at most. Deadlines end at midnight in China.
EVERY_S = 300.0
log = structlog.get_logger()


@asynccontextmanager
async def passing_time(database: Database, *, every_s: float = EVERY_S) -> AsyncIterator[None]:
    """Move the cases that are overdue, and plan the reminders of results, every `every_s` seconds while the body runs.

    Before each run the clock must have been steady for that long: if it jumped ahead, institutions would lose their time.
    """
    time, ending = PassingTime(database, is_working_day), EndingResults(database)

    async def check() -> None:
        moved = await time.check()
        if moved:
            log.info("cases_moved_by_time", cases=moved)
        reminded = await ending.check()
        if reminded:
            log.info("ending_results_planned", results=reminded)

    async with running(repeat_while_steady(check, every_s, "cases_not_moved_by_time")):
        yield
