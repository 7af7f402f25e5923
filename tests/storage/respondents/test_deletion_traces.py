"""After `/forget`, no file of ours holds a word, number or day of that respondent; the tests search the bytes of the files."""

from __future__ import annotations

import asyncio
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
from storage.address import read_address
from storage.database import Database, open_database
from storage.jobs import Jobs
from storage.respondents.deletion_traces import empty_log, tidy
from storage.respondents.sessions import StoredSessions
from tests.people.reminded import DAY, MORNING, RESPONDENT, House, durable, house, stored_of

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


async def reminded(at: House) -> int:
    """Send a reminder through DBOS until its job is over; return the respondent's id."""
    due = await stored_of(at).due()
    async with durable(at) as engine:
        await at.reminding.sweep(engine)
        await at.chat.rung.wait()
        await asyncio.to_thread(_until_over)
    assert [one.respondent for one in due] == [due[0].respondent]
    return due[0].respondent


def holding(folder: Path, *words: str) -> list[tuple[str, str]]:
    """Return which file of the folder holds which word."""
    return [(path.name, word) for path in sorted(folder.iterdir()) for word in words if word.encode() in path.read_bytes()]


async def test_forget_leaves_no_byte_of_the_respondent_in_our_files(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        await answered(at)
        number = str(await reminded(at))
        words = (TYPED, NAME, RESPONDENT.address, number)
        assert {word for _, word in holding(folder, *words)} == set(words)
        await at.sessions.forget(RESPONDENT)
        # The database is still open, as it is in a bot that runs.
        assert holding(folder, *words) == []
        assert holding(folder, OTHER.address)


async def test_forget_deletes_jobs_on_a_server_too(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        number = await reminded(at)
        jobs = Jobs(read_address(database_url))
        assert jobs.over(lambda whose: whose == number)
        assert _rows(jobs, str(number))
        await at.sessions.forget(RESPONDENT)
        assert not _rows(jobs, str(number))


async def test_a_purge_leaves_no_byte_either(sqlite_url: str) -> None:
    folder = Path(sqlite_url.removeprefix("sqlite:///")).parent
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        await answered(at)
        number = str(await reminded(at))
        assert await at.sessions.purge(MORNING + timedelta(days=1)) == 2
        assert holding(folder, TYPED, NAME, RESPONDENT.address, OTHER.address, number) == []


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
        await tidy(database)
        assert holding(file.parent, TYPED) == []


async def test_tidying_deletes_jobs_of_deleted_respondents(sqlite_url: str) -> None:
    """A process died after a deletion, before it removed the traces."""
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        number = str(await reminded(at))
        jobs = Jobs(read_address(sqlite_url))
        await tidy(at.sessions._database)
        assert _rows(jobs, number)  # the respondent is stored, and the job ended today
        async with at.sessions._database.writing() as db:
            connection = await db.connection()
            await connection.exec_driver_sql("DELETE FROM respondents")
        await tidy(at.sessions._database)
        assert not _rows(jobs, number)


async def test_tidying_deletes_jobs_that_ended_a_day_ago(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        number = str(await reminded(at))
        jobs = Jobs(read_address(database_url))
        with jobs._connected() as connection:
            connection.exec_driver_sql(
                f"UPDATE {jobs._schema}workflow_status SET completed_at = completed_at - {25 * 3600 * 1000}"
            )
        await tidy(at.sessions._database)
        assert not _rows(jobs, number)


async def test_jobs_are_kept_as_json_and_pickles_are_not_read(sqlite_url: str) -> None:
    from dbos._serialization import DBOSDefaultSerializer

    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        number = await reminded(at)
        with Jobs(read_address(sqlite_url))._connected() as connection:
            kept = connection.exec_driver_sql("SELECT serialization, inputs FROM workflow_status").fetchall()
            inputs = connection.exec_driver_sql("SELECT inputs FROM workflow_input").fetchall()
    assert {serialization for serialization, _ in kept} == {"portable_json"}
    assert any(str(number) in str(text) for text in [*kept, *inputs])
    with pytest.raises(ValueError, match="pickles"):
        DBOSDefaultSerializer.deserialize("gASVBgAAAAAAAACMAmhplC4=")


async def test_deleted_rows_are_overwritten_with_any_build_of_sqlite(sqlite_url: str) -> None:
    async with open_database(sqlite_url) as database:
        assert await _pragma(database, "secure_delete") == 1
        await StoredSessions(database, "edition-1").load(RESPONDENT)
        assert "secure_delete=ON" in storage.tap.sqlite.PRAGMAS


def _until_over() -> None:
    """Wait until DBOS has recorded the end of every job."""
    from dbos import DBOS

    for job in DBOS.list_workflows(workflow_id_prefix="remind-"):
        DBOS.get_result(job.workflow_id)


async def _pragma(database: Database, name: str) -> object:
    async with database.reading() as db:
        connection = await db.connection()
        return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()


def _rows(jobs: Jobs, number: str) -> list[str]:
    """Return the tables of DBOS that still hold this id."""
    from storage.jobs import TABLES

    with jobs._connected() as connection:
        return [
            table
            for table in TABLES
            if connection.exec_driver_sql(
                f"SELECT 1 FROM {jobs._schema}{table} WHERE workflow_uuid LIKE 'remind-{number}-%%' LIMIT 1"
                if jobs._schema
                else f"SELECT 1 FROM {table} WHERE workflow_uuid LIKE 'remind-{number}-%' LIMIT 1"
            ).first()
        ]
