"""Taps at the same moment share a commit: each has its own outcome, and after a failure the next request works again."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator

import asyncpg
import pytest
from msgspec.structs import replace

import storage.tap.sqlite
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database, open_database
from storage.errors import Unstored
from storage.respondents.sessions import StoredSessions

STRANGER = Session("zh", 0)
ASKING = Session("zh", 500, "asking", 1)
PEOPLE = [Address("telegram", str(number)) for number in range(20)]


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as database:
        yield database


@pytest.fixture
async def sessions(database: Database) -> StoredSessions:
    sessions = StoredSessions(database, "edition-1")
    assert all(await asyncio.gather(*(sessions.save(who, STRANGER, ASKING) for who in PEOPLE)))
    return sessions


def rated(level: int, reason: str = "") -> Session:
    return replace(ASKING, turn=501, ratings={"demand-management": Rating(level, not_applicable=reason)})


async def test_each_request_of_a_commit_has_its_own_outcome(sessions: StoredSessions) -> None:
    late = replace(ASKING, turn=499)
    taps = [sessions.save(who, late if n % 2 else ASKING, rated(n % 6)) for n, who in enumerate(PEOPLE)]
    assert await asyncio.gather(*taps) == [n % 2 == 0 for n in range(len(PEOPLE))]
    for n, who in enumerate(PEOPLE):
        assert await sessions.load(who) == (ASKING if n % 2 else rated(n % 6))


async def test_a_faulty_request_fails_alone(sessions: StoredSessions) -> None:
    # No database keeps a number of more than 64 bits.
    taps = [sessions.save(who, ASKING, replace(rated(3), heard=2**70 if n == 7 else 1)) for n, who in enumerate(PEOPLE)]
    outcomes = await asyncio.gather(*taps, return_exceptions=True)
    assert isinstance(outcomes[7], Exception)
    assert all(outcome is True for n, outcome in enumerate(outcomes) if n != 7)
    assert await sessions.load(PEOPLE[7]) == ASKING


async def test_a_saved_session_is_remembered_at_its_turn_only(sessions: StoredSessions) -> None:
    who = PEOPLE[0]
    assert sessions.remembered(who, 500) == ASKING
    assert sessions.remembered(who, 499) is None
    await sessions.forget(who)
    assert sessions.remembered(who, 500) is None


async def test_a_save_after_a_faster_process_stores_nothing(database: Database, sessions: StoredSessions) -> None:
    other = StoredSessions(database, "edition-1")
    assert await other.save(PEOPLE[0], ASKING, rated(5))
    assert sessions.remembered(PEOPLE[0], 500) == ASKING
    assert not await sessions.save(PEOPLE[0], ASKING, rated(1))
    assert await sessions.load(PEOPLE[0]) == rated(5)


async def test_a_locked_file_raises_unstored_until_it_is_free(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(storage.tap.sqlite, "BUSY_MS", 50)
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        assert await sessions.save(PEOPLE[0], STRANGER, ASKING)
        holder = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unstored, match="locked"):
            await sessions.save(PEOPLE[0], ASKING, rated(3))
        assert await sessions.load(PEOPLE[0]) == ASKING
        holder.execute("ROLLBACK")
        holder.close()
        assert await sessions.save(PEOPLE[0], ASKING, rated(3))


async def test_a_full_disk_raises_unstored_until_there_is_room(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [Address("telegram", f"{number:064}") for number in range(400)]
    with monkeypatch.context() as full:
        full.setattr(storage.tap.sqlite, "PRAGMAS", (*storage.tap.sqlite.PRAGMAS, "max_page_count=1"))
        async with open_database(sqlite_url) as database:
            sessions = StoredSessions(database, "edition-1")
            saving = [sessions.save(who, STRANGER, ASKING) for who in many]
            outcomes = await asyncio.gather(*saving, return_exceptions=True)
            assert any(isinstance(outcome, Unstored) for outcome in outcomes)
    async with open_database(sqlite_url) as database:
        sessions = StoredSessions(database, "edition-1")
        for who, outcome in zip(many, outcomes, strict=True):
            assert await sessions.load(who) == (ASKING if outcome is True else None)
            assert await sessions.save(who, STRANGER, ASKING) is (outcome is not True)


async def test_a_lost_connection_is_opened_again(postgres: object, database: Database, sessions: StoredSessions) -> None:
    if database.engine.dialect.name != "postgresql":
        return
    name = database.engine.url.database
    ended = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';"
    for level in range(2):
        postgres.psql(ended)  # type: ignore[attr-defined]
        try:
            saved = await sessions.save(PEOPLE[level], ASKING, rated(level))
        except Unstored:
            saved = await sessions.save(PEOPLE[level], ASKING, rated(level))
        assert saved
        assert await sessions.load(PEOPLE[level]) == rated(level)


@pytest.mark.parametrize(
    "error", [asyncpg.CannotConnectNowError, asyncpg.ConnectionDoesNotExistError, asyncpg.AdminShutdownError]
)
async def test_a_starting_or_stopping_server_raises_unstored(
    database: Database, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    """Errors that the driver has no class for count too: the request is not at fault, and may be made again."""
    if database.engine.dialect.name != "postgresql":
        return

    async def connect(*_: object, **__: object) -> None:
        raise error("the database system is starting up")

    await database.engine.dispose()
    monkeypatch.setattr(asyncpg, "connect", connect)
    for session in (database.reading, database.writing):
        with pytest.raises(Unstored):
            async with session() as db:
                await db.connection()
