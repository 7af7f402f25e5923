"""The program keeps the promises of the privacy page without being asked."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

from bot.conversation.conversation import Conversation
from bot.retention import erasing_expired
from flows.dialogue import Address
from flows.interview.session import Session
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.sessions import StoredSessions


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
