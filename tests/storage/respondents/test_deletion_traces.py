"""After `/forget`, no file of ours holds a word, number or day of that respondent; the tests search the bytes of the files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

import storage.own_file
import storage.tap.sqlite
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database, open_database
from storage.respondents.deletion_traces import empty_log
from storage.respondents.sessions import StoredSessions
from tests.people.reminded import DAY, FINISHED, MORNING, RESPONDENT, House, house

TYPED = "Three complaints were settled in Harbour Street"
NAME = "Fair Hands Centre"
OTHER = Address("telegram", "7000000002")


async def answered(at: House) -> None:
    """Let a respondent name an institution and evidence, and another respondent answer afterwards."""
    before = await at.sessions.load(RESPONDENT)
    assert before is not None
    evidence = Rating(3, evidence=Evidence(TYPED, 3))
    after = replace(before, turn=before.turn + 1, institution=NAME, ratings={**before.ratings, "demand-management": evidence})
    assert await at.sessions.save(RESPONDENT, before, after)
    session = Session("zh", 500, "asking", 1)
    assert await at.sessions.save(OTHER, Session("zh", 0), session)


async def reminded(at: House) -> None:
    """Send a reminder, and leave what is stored of it: its delivery, and the reminder."""
    assert await at.given() == 1
    assert len(at.chat.sent) == 1


def holding(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Return which file of the folder holds which word."""
    return [(path.name, word) for path in sorted(folder.iterdir()) for word in words if word.encode() in path.read_bytes()]


async def test_forget_leaves_no_byte_of_the_respondent_in_our_files(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        await answered(at)
        await reminded(at)
        words = (TYPED, NAME, RESPONDENT.address, f"steps {DAY}")
        assert {word for _, word in holding(folder, *words)} == set(words)
        await at.sessions.forget(RESPONDENT)
        # The database is still open, as it is in a bot that runs.
        assert holding(folder, *words) == []
        assert holding(folder, OTHER.address)


async def test_a_purge_leaves_no_byte_either(sqlite_url: str) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        await answered(at)
        await reminded(at)
        assert await at.sessions.purge(MORNING + timedelta(days=1)) == 2
        assert holding(folder, TYPED, NAME, RESPONDENT.address, OTHER.address, f"steps {DAY}") == []


async def test_traces_that_a_reader_protects_are_removed_by_the_daily_tidying(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        await answered(at)
        database = at.sessions._database
        with closing(sqlite3.connect(file, isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM respondents").fetchone()
            await at.sessions.forget(RESPONDENT)  # no error: the rows are deleted
            assert await at.sessions.load(RESPONDENT) is None
            assert holding(file.parent, TYPED)
            assert not await empty_log(database)
        await at.sessions.purge(FINISHED)
        assert holding(file.parent, TYPED) == []


async def test_deleted_rows_are_overwritten_with_any_build_of_sqlite(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        assert await _pragma(database, "secure_delete") == 1
        await StoredSessions(database, "edition-1").load(RESPONDENT)
        assert "secure_delete=ON" in storage.tap.sqlite.PRAGMAS


async def _pragma(database: Database, name: str) -> object:
    async with database.reading() as db:
        connection = await db.connection()
        return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
