"""Work of several statements shares the commits of taps: it reads, decides and writes, all of it or nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import Select, bindparam, func, literal_column, select, update

from flows.dialogue import Address
from flows.interview.session import Session
from storage.clock import present
from storage.database import Database, open_database
from storage.respondents.sessions import StoredSessions
from storage.steps import Steps, new, read, table_of, within, write
from storage.tables import RespondentRow
from tests.both_engines import NewDatabase

RESPONDENTS = table_of(RespondentRow)
HEARD = select(RESPONDENTS.c.id, RESPONDENTS.c.heard, RESPONDENTS.c.seen_at).where(RESPONDENTS.c.address == bindparam("who"))
HEAR = update(RESPONDENTS).where(RESPONDENTS.c.address == bindparam("who")).values(heard=new("heard"))
LOCK = HEARD.with_for_update()
STRANGER, ASKING = Session("zh", 0), Session("zh", 500, "asking", 1)
ANN, BEN = "1", "2"


def counted(who: str = ANN, most: int = 1_000) -> Steps[int]:
    """Count one more; raise ValueError after the write if that is too many."""
    (row,) = yield from read(HEARD, who=who)
    changed = yield from write(HEAR, who=who, new_heard=row.heard + 1)
    if row.heard >= most:
        raise ValueError("too many")
    return changed


def heard(who: str = ANN) -> Steps[int]:
    (row,) = yield from read(HEARD, who=who)
    return int(row.heard)


async def people(database: Database) -> StoredSessions:
    sessions = StoredSessions(database, "edition-1")
    for who in (ANN, BEN):
        assert await sessions.save(Address("telegram", who), STRANGER, ASKING)
    return sessions


async def test_works_of_one_moment_see_each_other_in_their_order(database_url: str) -> None:
    async with open_database(database_url) as database:
        await people(database)
        assert await asyncio.gather(*(database.carry_out(counted) for _ in range(20))) == [1] * 20
        assert await database.carry_out(heard, reads=True) == 20


async def test_a_work_that_fails_undoes_its_own_writes_alone(database_url: str) -> None:
    async with open_database(database_url) as database:
        sessions = await people(database)
        outcomes = await asyncio.gather(
            database.carry_out(counted),
            database.carry_out(lambda: counted(most=0)),
            sessions.save(Address("telegram", BEN), ASKING, Session("zh", 501, "asking", 1)),
            database.carry_out(counted),
            return_exceptions=True,
        )
        assert [outcomes[0], *outcomes[2:]] == [1, True, 1]
        assert isinstance(outcomes[1], ValueError)
        assert await database.carry_out(heard, reads=True) == 2


async def test_a_statement_that_the_database_refuses_fails_its_work_alone(database_url: str) -> None:
    async with open_database(database_url) as database:
        await people(database)
        too_long = database.carry_out(lambda: write(HEAR, who=ANN, new_heard=2**70))
        first, second = await asyncio.gather(too_long, database.carry_out(counted), return_exceptions=True)
        assert isinstance(first, Exception)
        assert second == 1


async def test_steps_give_the_same_in_a_session(database_url: str) -> None:
    async with open_database(database_url) as database:
        await people(database)
        async with database.writing() as db:
            assert await within(db, counted()) == 1
            assert await within(db, heard()) == 1
            (row,) = await within(db, read(HEARD, who=ANN))
            now = await within(db, present())
        (same,) = await database.carry_out(lambda: read(HEARD, who=ANN), reads=True)
        assert tuple(same) == tuple(row)
        assert 0 <= ((await database.carry_out(present, reads=True)) - now).total_seconds() < 60


@pytest.mark.parametrize(("synced", "level"), [(True, 2), (False, 1)])
async def test_only_what_may_be_undone_by_a_loss_of_power_is_not_synced(sqlite_url: str, synced: bool, level: int) -> None:
    full = 2
    levels: Select[Any] = select(literal_column("synchronous").label("level")).select_from(func.pragma_synchronous())
    async with open_database(sqlite_url) as database:
        await people(database)
        for beside, wanted in ((False, level), (True, full)):
            work = database.carry_out(lambda: read(levels), synced=synced)
            found, *_ = await asyncio.gather(work, *([database.carry_out(counted)] if beside else []))
            assert [row.level for row in found] == [wanted]


async def test_on_postgresql_no_tap_waits_for_a_work_that_waits_for_a_lock(new_database: NewDatabase) -> None:
    async with open_database(new_database("postgresql")) as database:
        sessions = await people(database)
        async with database.writing() as other:
            await within(other, read(LOCK, who=ANN))
            waiting = asyncio.ensure_future(database.carry_out(counted))
            async with asyncio.timeout(5):
                assert await sessions.save(Address("telegram", BEN), ASKING, Session("zh", 501, "asking", 1))
            assert not waiting.done()
        assert await waiting == 1
