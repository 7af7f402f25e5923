"""The work beside the taps that deletes the names in old campaigns."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.desk.deleting_names import deleting_names
from tests.people.campaigners import DRAFT, campaign_desk

AFTER = DRAFT.kept_until + timedelta(days=1)


async def test_the_names_of_a_campaign_go_while_the_process_serves(sqlite_url: str) -> None:
    async with campaign_desk(sqlite_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        await desk.imported(session, campaign)
        days = iter((DRAFT.kept_until,))
        async with asyncio.timeout(30), deleting_names(desk.database, every_s=0, day=lambda: next(days, AFTER)):
            while await desk.roster.size(session, campaign):
                pass
        gone = await desk.campaigns.one(session, campaign)
        assert gone is not None
        assert gone.deleted_on is not None
