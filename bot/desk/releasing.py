"""Makes the releases of all campaigns and about all reviews when they are due, beside the taps."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from typing import Protocol

import structlog

from bot.desk.days import today
from bot.operations.background import running
from bot.operations.steady_clock import repeat_while_steady
from flows.campaign.release import Missing, Release
from flows.review.clock import is_working_day
from flows.review_figures.release import ReviewRelease
from flows.standard.model import Standard
from storage.campaigns.release_making import ReleaseMaker
from storage.database import Database
from storage.review_figures.release_making import ReviewReleaseMaker

# A campaign that an officer has closed gets its last release after this many seconds at most.
EVERY_S = 300.0
log = structlog.get_logger()


class Maker(Protocol):
    """Makes releases of one kind, each of a campaign or a period of reviews, by its number."""

    async def due(self, today: date) -> tuple[int, ...]:
        """Return the numbers of those whose next release has to be tried on a day."""

    async def make(self, number: int, today: date, /) -> Release | ReviewRelease | Missing | None:
        """Try the next release."""


@asynccontextmanager
async def releasing(
    database: Database, standard: Standard, *, every_s: float = EVERY_S, day: Callable[[], date] = today
) -> AsyncIterator[None]:
    """Make releases that are due every `every_s` seconds while the body runs. `day` is the day on which officers are.

    Before each run the clock must have been steady for that long: if it jumped ahead, campaigns would end too early.
    """
    makers = (ReleaseMaker(database, standard), ReviewReleaseMaker(database, standard, is_working_day))

    async def release() -> None:
        for maker in makers:
            await release_all(maker, day())

    async with running(repeat_while_steady(release, every_s, "releases_not_looked_for")):
        yield


async def release_all(maker: Maker, day: date) -> None:
    """Make all releases that are due on a day. One that fails is tried again in the next run, and keeps no other waiting."""
    for number in await maker.due(day):
        try:
            outcome = await maker.make(number, day)
        except Exception:
            log.exception("release_failed")
            continue
        if isinstance(outcome, Release | ReviewRelease):
            log.info("released", number=outcome.number, institutions=outcome.total)
