"""The work beside the taps that makes releases."""

from __future__ import annotations

import asyncio

import pytest

from bot.desk.releasing import releasing
from flows.campaign.roster.preview import RosterRow
from flows.dialogue import Address
from flows.standard.loader import shipped
from tests.people.campaigners import DRAFT, campaign_desk, later

STANDARD = shipped()
SHEET = tuple(RosterRow(line, f"Help {line:02}", "North") for line in range(2, 22))


@pytest.mark.long("test_releases.py in tests/storage")
async def test_a_release_is_made_while_the_process_serves(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, DRAFT)
        ids = await desk.imported(session, campaign, SHEET)
        for line in range(2, 22):
            who = Address("web", f"person-{line}")
            await desk.takes_part(session, campaign, ids[f"Help {line:02}"], who)
            await desk.finishes(who, dict.fromkeys(STANDARD.codes, 2 if line < 12 else 3))
        async with asyncio.timeout(30), releasing(desk.database, STANDARD, every_s=0, day=lambda: later(1)):
            while not await desk.releases.of(session, campaign):
                pass
        published = await desk.releases.of(session, campaign)
        assert published is not None
        assert [(each.release.number, each.release.total, each.is_closing) for each in published] == [(1, 20, False)]
