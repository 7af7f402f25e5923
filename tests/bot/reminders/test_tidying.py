"""DBOS forgets reminders that are over or whose process died, and none that is being given, whatever the clocks say."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import Process
from datetime import timedelta
from itertools import count

from sqlalchemy import create_engine, make_url, text

from bot.reminders.engine import Durable
from bot.reminders.sending import Engine
from flows.interview.reminders.rules import ReminderKind
from storage.address import read_address
from storage.jobs import jobs_url
from storage.respondents.reminders import Due
from tests.people.reminded import DAY, RESPONDENT, durable, house

BACK = timedelta(days=10)
NOBODY = 0
# DBOS is tidied once for each of these.
DAYS = (DAY + timedelta(days=day) for day in count())


async def test_what_another_process_is_giving_is_kept_until_that_process_is_dead(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        other = await giving(at.url)
        try:
            async with durable(at) as engine:
                await tidied(engine, "ours")
                set_back(at.url)
                await tidied(engine, "ours")
                assert await kept("remind-")
                await tidied(engine, "days later")
                assert not await kept("remind-")
        finally:
            other.kill()
            await other.wait()


async def test_what_is_being_given_here_is_kept_although_the_clock_of_the_database_jumps(database_url: str) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def give(due: Due) -> str:
        begun.set()
        await go.wait()
        return "given"

    engine = Durable(database_url, give)
    try:
        await tidied(engine, "before")
        async with asyncio.timeout(30):
            await begun.wait()
        set_back(database_url)
        await tidied(engine, "after")
        assert await kept("before")
        go.set()
        async with asyncio.timeout(30):
            assert await outcome("before") == "given"
    finally:
        go.set()
        await engine.stop()


async def giving(url: str) -> Process:
    """A process that has begun to give a reminder, and does not come to an end."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.bot.reminders.sending_process", url, "stuck"), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with asyncio.timeout(60):
        await process.stdout.readline()
    return process


async def tidied(engine: Engine, name: str) -> None:
    """Begin a work of this name, on a day on which none was begun yet."""
    await engine.start(name, Due(NOBODY, ReminderKind.steps, next(DAYS)))


def set_back(url: str) -> None:
    """Let everything so far have been begun days ago, by the database's clock: it was behind ours, or jumps from now on."""
    address = make_url(jobs_url(read_address(url)))
    sqlite = address.get_backend_name() == "sqlite"
    engine = create_engine(address if sqlite else address.set(drivername="postgresql+psycopg"))
    table = "workflow_status" if sqlite else "dbos.workflow_status"
    with engine.begin() as db:
        db.execute(text(f"UPDATE {table} SET created_at = created_at - :by"), {"by": BACK // timedelta(milliseconds=1)})
    engine.dispose()


async def kept(prefix: str) -> bool:
    """Whether DBOS keeps anything whose name begins so."""
    from dbos import DBOS

    return bool(await asyncio.to_thread(DBOS.list_workflows, workflow_id_prefix=prefix))


async def outcome(name: str) -> str:
    """What became of the work of this name."""
    from dbos import DBOS

    return str(await asyncio.to_thread(DBOS.get_result, name))
