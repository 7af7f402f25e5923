"""A database of an older revision is migrated to the newest one and loses nothing."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, date, datetime

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import Connection, text
from sqlmodel import col, select

from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.institution.colleagues import Post
from flows.interview.session import Past, Session
from storage.address import read_address
from storage.database import migrate, open_database
from storage.deliveries.batches import Batches
from storage.deliveries.planning import DeliveryKind, Recipient
from storage.errors import DatabaseUnusable
from storage.institutions.colleagues import Colleagues, JoinResult
from storage.respondents.sessions import StoredSessions
from storage.review.checking import checked_cases
from storage.review_tables import CaseEntryRow
from storage.schema import METADATA
from storage.schema_version import HEAD, alembic_config
from storage.tables import ChangeRow, RespondentRow
from tests.people.reviews import CAT, review_town

WHO = Address("telegram", "7000000001")
LATE = datetime(2026, 11, 2, 20, tzinfo=UTC)  # the third of November in Shanghai
RATED = {"demand-management": Rating(2, under_way=True)}
BEGUN = Session("zh", 500, "choosing", 1)
DONE = replace(BEGUN, turn=502, stage="finished", ratings=RATED, past=(Past(1, date(2026, 11, 3), RATED),))
SECOND = replace(DONE, turn=503, stage="asking", assessment=2, ratings={})


async def stored(url: str) -> None:
    async with open_database(url) as database:
        ours = StoredSessions(database, "edition-1")
        rated = replace(BEGUN, turn=501, stage="asking", ratings=RATED)
        for before, after in ((Session("zh", 0), BEGUN), (BEGUN, rated), (rated, DONE), (DONE, SECOND)):
            assert await ours.save(WHO, before, after, LATE)
        assert await ours.save(WHO, SECOND, replace(SECOND, turn=504, ratings=RATED), LATE)


def columns_of_0005() -> list[str]:
    """Return the columns of a respondent's row that a program of revision 0005 writes."""
    return [name for name in RespondentRow.model_fields if name != "counter"]


async def loaded(url: str) -> Session | None:
    async with open_database(url) as database:
        return await StoredSessions(database, "edition-1").load(WHO)


async def downgrade(url: str, revision: str, *then: str) -> None:
    """Downgrade the database to a revision, and run statements there."""

    def work(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), revision)
        for statement in then:
            connection.execute(text(statement))

    engine = read_address(url).engine()
    async with engine.begin() as connection:
        await connection.run_sync(work)
    await engine.dispose()


async def test_a_missing_day_of_finishing_is_taken_from_the_moment(database_url: str) -> None:
    await stored(database_url)
    await downgrade(database_url, "0004")
    await migrate(database_url)
    assert await loaded(database_url) == replace(SECOND, turn=504, ratings=RATED)


@pytest.mark.parametrize(("stage", "finished"), [("asking", []), ("finished", [2])])
async def test_a_migration_adds_the_missing_line_of_an_assessment(database_url: str, stage: str, finished: list[int]) -> None:
    """Up to revision 0004, an assessment that began on the turn that changed the plan had no line."""
    await stored(database_url)
    lost = ("DELETE FROM assessments WHERE number = 2", f"UPDATE respondents SET stage = '{stage}'")
    await downgrade(database_url, "0004", *lost)
    await migrate(database_url)
    async with open_database(database_url) as database:
        ours = StoredSessions(database, "edition-1")
        session, everything = await ours.load(WHO), await ours.everything(WHO)
    assert session is not None
    assert everything is not None
    assert [past.number for past in session.past] == [1, *finished]
    assert [(row["number"], row["edition"]) for row in everything["assessments"]] == [(1, "edition-1"), (2, "edition-1")]


async def test_a_process_of_the_version_before_can_go_on_writing(database_url: str) -> None:
    """It does not know the column `counter`: a row that it adds has none, a row that it updates keeps its own."""
    await stored(database_url)
    async with open_database(database_url) as database:
        ours = StoredSessions(database, "edition-1")
        before = await ours.load(WHO)
        assert before is not None
        heard = replace(before, turn=505, heard=5000, counter="42")
        assert await ours.save(WHO, before, heard, LATE)
        columns = ", ".join(name for name in columns_of_0005() if name not in ("id", "address"))
        async with database.writing() as db:
            connection = await db.connection()
            added = f"INSERT INTO respondents (id, address, {columns}) SELECT 5, '5', {columns} FROM respondents"
            await connection.execute(text(added))
            await connection.execute(text("UPDATE respondents SET turn = 506, heard = 5001 WHERE id <> 5"))
        moved, new = await ours.load(WHO), await ours.load(Address("telegram", "5"))
    assert moved is not None
    assert new is not None
    assert (moved.heard, moved.counter) == (5001, "42")
    assert (new.heard, new.counter) == (5000, "")


async def test_the_counter_of_the_last_typed_line_is_stored(database_url: str) -> None:
    async with open_database(database_url) as database:
        ours = StoredSessions(database, "edition-1")
        named = replace(BEGUN, turn=501, institution="Sunrise", heard=7, counter="42")
        again = replace(named, turn=502, heard=3, counter="43")
        for before, after in ((Session("zh", 0), BEGUN), (BEGUN, named), (named, again)):
            assert await ours.save(WHO, before, after, LATE)
            assert await StoredSessions(database, "edition-1").load(WHO) == after
        everything = await ours.everything(WHO)
    assert everything is not None
    assert (everything["respondent"]["heard"], everything["respondent"]["counter"]) == (3, "43")


async def test_another_time_zone_does_not_change_stored_days(database_url: str) -> None:
    await stored(database_url)
    async with open_database(database_url) as database:
        before = await StoredSessions(database, "edition-1").load(WHO)
        assert before is not None
        moved = replace(before, turn=505, timezone="America/Los_Angeles")
        assert await StoredSessions(database, "edition-1").save(WHO, before, moved)
    assert await loaded(database_url) == moved


@pytest.mark.long("the shorter tests of this file")
async def test_a_database_can_be_downgraded_to_the_first_revision_and_back(database_url: str) -> None:
    await stored(database_url)
    await downgrade(database_url, "0001")
    await migrate(database_url)
    session = await loaded(database_url)
    assert session is not None
    assert session.ratings == RATED


async def test_the_log_loses_the_criteria_with_the_columns_that_hold_them(database_url: str) -> None:
    await stored(database_url)
    named = "UPDATE changes SET before = 'unsure 3a', after = '2+ 3ab5abcdefgh'"
    await downgrade(database_url, "0022", named)
    await downgrade(database_url, "0021")
    await migrate(database_url)
    async with open_database(database_url) as database, database.reading() as db:
        lines = (await db.exec(select(ChangeRow.before, ChangeRow.after))).all()
    assert set(lines) == {("unsure", "2+")}


async def test_a_database_of_the_version_before_gets_its_deliveries_and_keeps_the_rest(database_url: str) -> None:
    await stored(database_url)
    await downgrade(database_url, "0007")
    await migrate(database_url)
    assert await loaded(database_url) == replace(SECOND, turn=504, ratings=RATED)
    async with open_database(database_url) as database:
        async with database.reading() as db:
            (respondent,) = await db.exec(select(RespondentRow.id))
        batch = await Batches(database).create(DeliveryKind.broadcast, [Recipient(respondent, "news")])
        progress = await Batches(database).progress(batch)
    assert progress is not None
    assert progress.total == 1


async def test_every_name_becomes_an_institution_and_a_name_again(database_url: str) -> None:
    named = replace(BEGUN, turn=501, institution="Sunrise")
    ben = Address("web", "ben")
    async with open_database(database_url) as database:
        ours = StoredSessions(database, "edition-1")
        for who in (WHO, ben):
            assert await ours.save(who, Session("zh", 0), BEGUN, LATE)
        assert await ours.save(WHO, BEGUN, named, LATE)
    await downgrade(database_url, "0022")
    await migrate(database_url)
    async with open_database(database_url) as database:
        ours = StoredSessions(database, "edition-1")
        assert [await ours.load(who) for who in (WHO, ben)] == [named, BEGUN]
        colleagues = Colleagues(database)
        made = await colleagues.make_link(WHO)
        assert made is not None
        assert await colleagues.join(made.token, ben, Post.head, "") is JoinResult.done
    await downgrade(database_url, "0022")
    await migrate(database_url)
    async with open_database(database_url) as database:
        loaded = [await StoredSessions(database, "edition-1").load(who) for who in (WHO, ben)]
        teams = [await Colleagues(database).of(who) for who in (WHO, ben)]
    assert loaded == [named, replace(BEGUN, institution="Sunrise")]
    assert [len(team.colleagues) for team in teams if team is not None] == [1, 1]


async def test_the_migrations_make_the_tables_that_are_described(database_url: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return list(compare_metadata(MigrationContext.configure(connection), METADATA))

    engine = read_address(database_url).engine()
    async with engine.connect() as connection:
        assert await connection.run_sync(differences) == []
    await engine.dispose()


async def test_head_is_the_head_of_alembic(sqlite_url: str) -> None:
    engine = read_address(sqlite_url).engine()
    async with engine.begin() as connection:
        config = await connection.run_sync(alembic_config)
    await engine.dispose()
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


async def test_a_database_of_a_newer_program_is_refused(database_url: str) -> None:
    await stored(database_url)
    await downgrade(database_url, HEAD, "UPDATE alembic_version SET version_num = '9999'")
    for use in (migrate, loaded):
        with pytest.raises(DatabaseUnusable, match="newer Xingjie"):
            await use(database_url)


@pytest.mark.long("the shorter tests of this file")
async def test_a_start_on_a_database_at_head_does_not_import_alembic(sqlite_url: str) -> None:
    program = """
import asyncio, sys
from storage.database import open_database

async def start():
    async with open_database(sys.argv[1]):
        print("alembic" in sys.modules)

asyncio.run(start())
"""
    ran = await asyncio.create_subprocess_exec(sys.executable, "-c", program, sqlite_url, stdout=asyncio.subprocess.PIPE)
    assert (await ran.communicate())[0] == b"False\n"


async def test_without_the_column_of_reviews_the_answers_stay(database_url: str) -> None:
    await stored(database_url)
    async with open_database(database_url) as database, database.writing() as db:
        await (await db.connection()).execute(text("UPDATE ratings SET verified = 1"))
    reviewed = {code: rating.with_verified(1) for code, rating in RATED.items()}
    found = await loaded(database_url)
    assert found is not None
    assert found.ratings == reviewed
    await downgrade(database_url, "0019")
    await migrate(database_url)
    found = await loaded(database_url)
    assert found is not None
    assert found.ratings == RATED


async def test_logs_of_cases_from_before_are_chained(database_url: str) -> None:
    async with review_town(database_url) as town:
        await town.read_to_the_end(await town.handed_in())
        gone = await town.handed_in(CAT, "Gone Help")
        await town.sessions.forget(CAT)
    await downgrade(database_url, "0026")
    await migrate(database_url)
    async with review_town(database_url) as town, town.database.reading() as db:
        found = [case async for case in checked_cases(db)]
        salts = set(await db.exec(select(CaseEntryRow.salt).where(col(CaseEntryRow.case_id) == gone)))
    assert [case.broken for case in found] == [None, None]
    assert all(case.head for case in found)
    assert salts == {""}
