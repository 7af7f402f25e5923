"""The newest card of each respondent, on SQLite and PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database, open_database
from storage.respondents.newest_cards import NewestCards, OldCard
from storage.respondents.sessions import StoredSessions

BOT, OTHER_BOT = 42, 2**40
ANN, BEN, STRANGER = (Address("telegram", str(7_000_000_000 + number)) for number in range(3))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        for who in (ANN, BEN):
            assert await StoredSessions(database, "edition-1").save(who, Session("zh", 0), Session("zh", 500, "choosing", 1))
        yield database


async def stored(database: Database, who: Address) -> list[dict[str, object]]:
    everything = await StoredSessions(database, "edition-1").everything(who)
    assert json.dumps(everything)
    return [] if everything is None else list(everything["cards"])


async def test_replace_returns_the_old_card_and_stores_nothing_of_strangers(database: Database) -> None:
    cards = NewestCards(database)
    assert await cards.replace({ANN: 10, BEN: 20, STRANGER: 30}, BOT) == {}
    assert await cards.replace({ANN: 11, BEN: 20, STRANGER: 31}, BOT) == {ANN: OldCard(10, False)}
    assert await stored(database, ANN) == [{"bot": BOT, "message": 11, "pinned": False}]
    assert await stored(database, STRANGER) == []


async def test_a_pin_is_kept_while_its_card_is_the_newest(database: Database) -> None:
    cards = NewestCards(database)
    await cards.replace({ANN: 10, BEN: 10}, BOT)
    await cards.pin(ANN, 10, BOT)
    await cards.pin(BEN, 9, BOT)
    await cards.pin(STRANGER, 9, BOT)
    assert await cards.replace({ANN: 11, BEN: 11}, BOT) == {ANN: OldCard(10, True), BEN: OldCard(10, False)}
    assert await cards.replace({ANN: 12}, BOT) == {ANN: OldCard(11, False)}


async def test_message_numbers_of_another_bot_are_not_mixed_with_ours(database: Database) -> None:
    """A message of another bot may have the same number as one of ours."""
    cards = NewestCards(database)
    await cards.replace({ANN: 10}, BOT)
    await cards.pin(ANN, 10, OTHER_BOT)
    assert await cards.replace({ANN: 3}, OTHER_BOT) == {}
    assert await stored(database, ANN) == [{"bot": OTHER_BOT, "message": 3, "pinned": False}]


async def test_forget_deletes_the_card(database: Database) -> None:
    cards, ours = NewestCards(database), StoredSessions(database, "edition-1")
    await cards.replace({ANN: 10, BEN: 20}, BOT)
    await ours.forget(ANN)
    assert await cards.replace({ANN: 11}, BOT) == {}
    await ours.purge(datetime.now(UTC))
    assert await cards.replace({BEN: 21}, BOT) == {}
