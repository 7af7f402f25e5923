"""Moves cases on whose time is over, and draws those that are rated a second time, beside the taps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from flows.review.clock import is_working_day
from storage.database import Database
from storage.review.passing_time import PassingTime
from storage.review.rating_draws import RatingDraws

# A case whose institution is gone is closed after this many seconds at most. Deadlines end at midnight in China.
EVERY_S = 300.0
log = structlog.get_logger()


@asynccontextmanager
async def passing_time(database: Database, edition: str, *, every_s: float = EVERY_S) -> AsyncIterator[None]:
    """Move the cases that are overdue, and draw those that are rated twice, every `every_s` seconds while the body runs.

    `edition` is the edition that is served.

    Before each run the clock must have been steady for that long: if it jumped ahead, institutions would lose their time.
    """
    time = PassingTime(database, is_working_day)
    draws = RatingDraws(database, is_working_day, edition)

    async def check() -> None:
        moved = await time.check()
        if moved:
            log.info("cases_moved_by_time", cases=moved)
        changed = await draws.check()
        if changed:
            log.info("double_ratings_drawn_or_ended", ratings=changed)

    async with running(repeat_while_steady(check, every_s, "cases_not_moved_by_time")):
        yield
