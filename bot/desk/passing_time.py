"""Does beside the taps what time brings: moves cases that are overdue, plans reminders, and draws what is rated twice."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import structlog

from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from flows.review.clock import is_working_day
from storage.database import Database
from storage.review.ending_results import EndingResults
from storage.review.passing_time import PassingTime
from storage.review.rating_draws import RatingDraws

# A case whose institution is gone is closed after this many seconds at most. Deadlines end at midnight in China.
EVERY_S = 300.0
# How long a clock that jumped ahead is doubted. A case that ends a day late harms nobody; one that ends for a wrong clock does.
DOUBT_S = 86_400.0
# How far the clocks of this machine and of the database may be apart.
APART_S = 300.0
log = structlog.get_logger()


@asynccontextmanager
async def passing_time(database: Database, edition: str, *, every_s: float = EVERY_S) -> AsyncIterator[None]:
    """Do what time brings every `every_s` seconds while the body runs. `edition` is the edition that is served.

    Cases that are overdue are moved, reminders that results end are planned, and cases are drawn to be rated twice.

    Before each run the clock must have been steady for that long: if it jumped ahead, institutions would lose their time. If it
    has jumped ahead nothing happens for a day, and nothing as long as the database's clock shows another time than ours.
    """
    time, ending = PassingTime(database, is_working_day), EndingResults(database)
    draws = RatingDraws(database, is_working_day, edition)

    async def check() -> None:
        apart_s = abs((await time.moment() - datetime.now(UTC)).total_seconds())
        if apart_s > APART_S:
            log.warning("clocks_disagree", apart_s=round(apart_s))
            return
        moved = await time.check()
        if moved:
            log.info("cases_moved_by_time", cases=moved)
        reminded = await ending.check()
        if reminded:
            log.info("ending_results_planned", results=reminded)
        changed = await draws.check()
        if changed:
            log.info("double_ratings_drawn_or_ended", ratings=changed)

    async with running(repeat_while_steady(check, every_s, "cases_not_moved_by_time", doubt_s=DOUBT_S)):
        yield
