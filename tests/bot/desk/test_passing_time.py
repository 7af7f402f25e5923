"""The work beside the taps that moves cases on whose time is over."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.passing_time import passing_time
from storage.review.passing_time import PassingTime
from tests.people.reviews import review_town


async def test_a_request_that_nobody_uses_lapses_while_the_process_serves(database_url: str) -> None:
    async with review_town(database_url) as town:
        made = await town.cases.request(town.ben, "First Help")
        await town.days_pass(70)
        async with asyncio.timeout(30), passing_time(town.database, town.edition, every_s=0):
            while await town.own.requested(made.token) is not None:
                pass
        assert await town.time.check() == 0


async def test_nothing_passes_while_the_clocks_of_machine_and_database_disagree(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = asyncio.Queue[None]()

    async def far_ahead(_: PassingTime) -> datetime:
        asked.put_nowait(None)
        return datetime.now(UTC) + timedelta(hours=5)

    async with review_town(sqlite_url) as town:
        made = await town.cases.request(town.ben, "First Help")
        await town.days_pass(70)
        with monkeypatch.context() as patched:
            patched.setattr(PassingTime, "moment", far_ahead)
            async with asyncio.timeout(30), passing_time(town.database, every_s=0):
                for _ in range(3):
                    await asked.get()
        assert await town.own.requested(made.token) is not None
