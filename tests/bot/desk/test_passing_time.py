"""The work beside the taps that moves cases on whose time is over."""

from __future__ import annotations

import asyncio

from bot.desk.passing_time import passing_time
from tests.people.reviews import review_town


async def test_a_request_that_nobody_uses_lapses_while_the_process_serves(database_url: str) -> None:
    async with review_town(database_url) as town:
        made = await town.cases.request(town.ben, "First Help")
        await town.days_pass(70)
        async with asyncio.timeout(30), passing_time(town.database, town.edition, every_s=0):
            while await town.own.requested(made.token) is not None:
                pass
        assert await town.time.check() == 0
