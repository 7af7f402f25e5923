"""The program keeps the promises of the privacy page without being asked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.retention import ClockReading, erasing_expired
from flows.dialogue import Address
from flows.interview.session import Session
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from tests.people.campaigners import DRAFT, campaign_desk


async def test_a_person_is_erased_24_months_after_their_last_answer(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        now = datetime.now(UTC)
        for key, days in (("old", 740), ("new", 700)):
            then = StoredSessions(database, "e", lambda days=days: now - timedelta(days=days))  # type: ignore[misc]
            await then.save(Address("web", key), Session("zh", 0), Session("zh", 9, "choosing", 1))
        sessions = StoredSessions(database, "e")
        async with erasing_expired(Conversation(shipped(), sessions).retention, settle_s=0):
            async with asyncio.timeout(5):
                while await sessions.load(Address("web", "old")):
                    pass
        assert await sessions.load(Address("web", "new")) is not None


async def test_the_names_of_a_campaign_go_with_the_daily_erasing(sqlite_url: str) -> None:
    async with campaign_desk(sqlite_url) as desk, open_conversation(sqlite_url) as conversation:
        session = await desk.first()
        long_ago = datetime.now(UTC).date() - timedelta(days=2)
        campaign = await desk.campaigns.make(session, replace(DRAFT, closes_on=long_ago, kept_until=long_ago))
        assert campaign is not None
        await desk.imported(session, campaign)
        async with erasing_expired(conversation.retention, settle_s=0), asyncio.timeout(5):
            while await desk.roster.size(session, campaign):
                pass
        gone = await desk.campaigns.one(session, campaign)
        assert gone is not None
        assert gone.deleted_on is not None


def test_a_clock_that_jumps_is_not_believed() -> None:
    start = ClockReading(day=1_000_000.0, passed=50.0)
    assert start.agree_with(ClockReading(day=1_003_601.0, passed=3_650.0))
    assert not start.agree_with(ClockReading(day=1_003_600.0 + 730 * 86_400, passed=3_650.0))
    assert not start.agree_with(ClockReading(day=900_000.0, passed=3_650.0))
