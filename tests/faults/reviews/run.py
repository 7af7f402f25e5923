"""One run: people at work on cases, the kills, and the comparison after each of them."""

from __future__ import annotations

import asyncio
import os
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.review.states import CaseEvent, CaseState
from storage.database import Database, open_database
from tests.faults.process import BotProcess
from tests.faults.reviews.case import CaseDrive
from tests.faults.reviews.commands import commands_agree
from tests.faults.reviews.findings import Findings
from tests.faults.reviews.look import look
from tests.faults.reviews.offices import Institution, Town, town
from tests.faults.reviews.ratings import rate_until
from tests.faults.reviews.servers import Servers
from tests.people.rated_twice import a_quarter_passes
from tests.warm.starting import Warm

# Under which steps the server is killed, and how often each beside the others; ANY is any moment.
ANY = ""
AIMS: dict[str, int] = {
    ANY: 6,
    CaseEvent.request: 2, CaseEvent.submit: 5, CaseEvent.declare: 2, CaseEvent.accept: 2, CaseEvent.refuse: 1,
    CaseEvent.decide: 8, CaseEvent.ask_more: 2, CaseEvent.answer_more: 3, CaseEvent.finish_reading: 3, CaseEvent.assign: 2,
    CaseEvent.finish_second_reading: 2, CaseEvent.agree: 2, CaseEvent.object: 2, CaseEvent.settle_objection: 2,
    CaseEvent.issue: 8, CaseEvent.rescind: 3, CaseEvent.withdraw: 1, CaseEvent.step_back: 1, CaseEvent.refuse_reviewer: 1,
    "rating_declare": 2, "rating_rate": 4, "rating_finish": 2, "rating_decline": 1,
}  # fmt: skip
# The first kills, so that the keys of associations are made under one of them, and each kind of step is met in a longer run.
FIRST_AIMS = (CaseEvent.issue, CaseEvent.issue, CaseEvent.submit, CaseEvent.decide)
# How often an older result is rescinded after a newer one was issued.
OLDER = 0.2


@dataclass(frozen=True)
class Plan:
    """How a run goes. Each institution hands in one case after another until the server was killed so often."""

    kills: int = 40
    institutions: int = 8
    associations: int = 2
    processes: int = 1
    seed: int = 0


@dataclass(frozen=True)
class Figures:
    """What a run showed. What is wrong is added up over all comparisons; `said` are its first lines.

    `kills` counts the moments, `processes` what was killed at them. `cut` counts the presses whose answer did not come, by step,
    and `silent` the steps that are stored though their answer never came: people saw it when they looked or pressed again.
    `errors` are the distinct errors that the servers logged.
    """

    kills: int
    processes: int
    cases: int
    issued: int
    rescinded: int
    entries: int
    rated: int
    cut: dict[str, int]
    silent: int
    lost: int
    doubled: int
    half: int
    seals: int
    answers: int
    ratings: int
    files: int
    errors: dict[str, int]
    said: tuple[str, ...]
    seconds: float

    @property
    def is_clean(self) -> bool:
        """Whether every promise was kept, and the server itself logged no error."""
        wrong = (self.lost, self.doubled, self.half, self.seals, self.answers, self.ratings, self.files, len(self.errors))
        return not any(wrong)


class Bots(Warm):
    """The parent of the servers."""

    program = ("tests.faults.reviews.program", "run")


@dataclass(frozen=True)
class Served:
    """A run under way: the database, the servers with their settings, what they are forked from, and everybody in it."""

    database: Database
    servers: Servers
    settings: dict[str, str]
    bots: Bots
    people: Town
    folder: Path

    async def look(self) -> Findings:
        """Compare what is stored with what people were told."""
        return await look(self.database, self.people.ledger, self.folder / "data")


@asynccontextmanager
async def served(url: str, plan: Plan, folder: Path) -> AsyncIterator[Served]:
    """Let the servers serve, and everybody come. `folder` is where the servers live: with their keys, secrets and files."""
    bots = Bots(Path(tempfile.mkdtemp(prefix="xingjie-")), os.getpid())
    settings = {"DATABASE_URL": url, "WEB_PORT": "0", "PROXIES": "1", "LOG_FORMAT": "json"}
    servers = Servers([BotProcess(bots, folder, 0, settings) for _ in range(plan.processes)], random.Random(plan.seed))
    try:
        async with AsyncExitStack() as stack:
            stack.push(servers.explain)
            database = await stack.enter_async_context(open_database(url))
            stack.push_async_callback(servers.end)
            await servers.start()
            dice, size = random.Random(plan.seed), (plan.associations, plan.institutions)
            people = await stack.enter_async_context(town(database, servers, dice, size))
            yield Served(database, servers, settings, bots, people, folder)
    finally:
        bots.close()


async def run(url: str, plan: Plan, folder: Path) -> Figures:
    """Let people work on cases over HTTP while the server is killed, compare after each kill, and let them finish."""
    began = time.monotonic()
    async with served(url, plan, folder) as under_way:
        found = await _worked(under_way, plan)
        await under_way.servers.stop()
        found.append(await under_way.look())
        await commands_agree(found[-1], under_way.database, under_way.bots, folder, under_way.settings)
        return _figures(plan, under_way, found, time.monotonic() - began)


async def _worked(under_way: Served, plan: Plan) -> list[Findings]:
    """Let everybody work until the last kill, and then until all is done; what each comparison found."""
    killed, handed_in, people, dice = asyncio.Event(), asyncio.Event(), under_way.people, random.Random(plan.seed)
    async with asyncio.TaskGroup() as tasks:
        handing_in = [
            tasks.create_task(_hands_in(each, killed, random.Random(dice.randrange(2**32)))) for each in people.institutions
        ]
        for reader in (reader for each in people.associations for reader in each.readers):
            tasks.create_task(rate_until(reader, handed_in, random.Random(dice.randrange(2**32))))
        found = [await _killed(under_way, aim) for aim in _aims(plan, dice)]
        killed.set()
        await asyncio.wait(handing_in)
        handed_in.set()
    return found


def _aims(plan: Plan, dice: random.Random) -> list[str]:
    rest = dice.choices(list(AIMS), list(AIMS.values()), k=plan.kills)
    return [*FIRST_AIMS, *rest][: plan.kills]


async def _killed(under_way: Served, aim: str) -> Findings:
    """Kill under the next step of this name, compare, let a quarter pass for what is issued, and start again."""
    await under_way.servers.kill(aim)
    found = await under_way.look()
    await a_quarter_passes(under_way.database)
    await under_way.servers.start()
    return found


async def _hands_in(institution: Institution, killed: asyncio.Event, dice: random.Random) -> None:
    """Let an institution hand in one case after another; now and then an older result is rescinded after a newer one."""
    older: CaseDrive | None = None
    while not killed.is_set():
        case = CaseDrive(institution, dice)
        if await case.go() is not CaseState.issued:
            continue
        if older is not None and dice.random() < OLDER:
            await older.rescind()
        older = None if case.whims.rescinds else case


def _figures(plan: Plan, under_way: Served, found: list[Findings], seconds: float) -> Figures:
    last, servers, ledger = found[-1], under_way.servers, under_way.people.ledger
    return Figures(
        kills=plan.kills,
        processes=servers.killed,
        cases=last.cases,
        issued=last.issued,
        rescinded=sum(step.key.event is CaseEvent.rescind and step.is_done for step in ledger.steps),
        entries=last.entries,
        rated=last.rated,
        cut=dict(ledger.cut.most_common()),
        silent=last.silent,
        lost=sum(each.lost for each in found),
        doubled=sum(each.doubled for each in found),
        half=sum(each.half for each in found),
        seals=sum(each.seals for each in found),
        answers=sum(each.answers for each in found),
        ratings=sum(each.ratings for each in found),
        files=sum(each.files for each in found),
        errors=dict(servers.errors),
        said=tuple(dict.fromkeys(line for each in found for line in each.said))[:20],
        seconds=round(seconds, 1),
    )
