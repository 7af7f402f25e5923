"""Compares what is stored with what people were told: after each kill, and at the end."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.decisions import Decision
from flows.review.entries import Answered, Assigned, Entry, Finding, Objection
from flows.review.states import CaseEvent, Party
from storage.database import Database
from storage.review.checking import checked_cases, said
from storage.review.log import read_log
from storage.review_tables import CaseRow, ResultRow
from tests.faults.reviews.findings import Findings
from tests.faults.reviews.look_beside import audit_is_whole, ratings_are_whole
from tests.faults.reviews.look_results import answers_carry, files_are_there, seals_are_true
from tests.faults.reviews.steps import Key, Ledger, Step

LOOK_S = 0.005
BY_OFFICERS = (Party.reviewer, Party.administrator)
# Nobody presses for these: the program adds them when a newer result is issued.
UNASKED = (CaseEvent.supersede,)
Logs = Mapping[int, tuple[Entry, ...]]


async def look(database: Database, ledger: Ledger, data: Path) -> Findings:
    """Compare everything. Nobody may wait for an answer meanwhile; `data` is the folder of the keys and files."""
    found = Findings()
    async with _at_one_moment(database) as db:
        async for case in checked_cases(db):
            if case.broken is not None:
                found.note("half", said(case.broken))
        rows = {row.id: row for row in await db.exec(select(CaseRow))}
        logs: Logs = {number: await read_log(db, number) for number in rows}
        _requests(found, ledger, rows, logs)
        _steps(found, ledger, logs)
        await audit_is_whole(found, db, rows, logs)
        await ratings_are_whole(found, db, ledger, logs)
        await seals_are_true(found, db, rows, data)
        await answers_carry(found, db, logs)
        await files_are_there(found, db, data)
        found.issued = (await db.exec(select(sa.func.count()).select_from(ResultRow))).one()
    found.cases, found.entries = len(rows), sum(map(len, logs.values()))
    return found


def key_of(entry: Entry) -> Key:
    """Return by what an entry is recognised among the steps of people."""
    move = entry.move
    mark = move.reason
    match move.detail:
        case Decision():
            mark = move.detail.text
        case Assigned():
            mark = str(move.detail.reader.person)
        case Finding():
            mark = f"{move.detail.subdomain}.{move.detail.piece}"
        case Objection():
            mark = " ".join(sorted(each.text for each in move.detail.points))
        case Answered():
            mark = " ".join(sorted(each.text for each in move.detail.words))
    return Key(move.event, move.by.person if move.by.party in BY_OFFICERS else 0, mark)


def _steps(found: Findings, ledger: Ledger, logs: Logs) -> None:
    """Count what is lost and doubled in the logs, and entries that belong together and are not together."""
    wanted: dict[int, dict[Key, list[Step]]] = defaultdict(lambda: defaultdict(list))
    for step in ledger.steps:
        for key in (step.key, *step.with_it):
            wanted[step.case][key].append(step)
    for case in {*wanted, *logs}:
        stored = Counter(key_of(entry) for entry in logs.get(case, ())[1:])
        for key in {*wanted[case], *stored}:
            if key.event in UNASKED:
                continue
            steps = wanted[case][key]
            done, possible = sum(step.is_done for step in steps), sum(step.may_be for step in steps)
            _compare(found, f"case {case}: {key}", stored[key], done, possible)
            found.silent += max(0, stored[key] - done)
        for step in ledger.steps:
            if step.case == case and any(stored[key] != stored[step.key] for key in step.with_it):
                found.note("half", f"case {case}: {step.key} without {step.with_it}")


def _requests(found: Findings, ledger: Ledger, rows: Mapping[int, CaseRow], logs: Logs) -> None:
    """A link that was shown has its case. One that was cut off may have another, which nobody can use."""
    labelled = Counter(row.label for row in rows.values())
    for request in ledger.requests:
        possible = request.is_done + request.cuts
        _compare(found, f"request {request.label}", labelled.pop(request.label, 0), int(request.is_done), possible)
        if request.is_done and request.case not in logs:
            found.note("lost", f"the case {request.case} of {request.label}")
    for label in labelled:
        found.note("doubled", f"nobody asked for {label}")
    for number, log in logs.items():
        if not log or log[0].move.event is not CaseEvent.request:
            found.note("half", f"case {number} does not begin with a request")


def _compare(found: Findings, what: str, stored: int, done: int, possible: int) -> None:
    for _ in range(stored, done):
        found.note("lost", what)
    for _ in range(possible, stored):
        found.note("doubled", what)


@asynccontextmanager
async def _at_one_moment(database: Database) -> AsyncIterator[AsyncSession]:
    """Open a session in which everything is of one moment. A server that lives may draw a rating meanwhile."""
    if database.own is not None:
        async with database.reading() as db:
            yield db
        return
    await _quiet(database)
    engine = database.engine.execution_options(isolation_level="REPEATABLE READ")
    async with AsyncSession(engine, expire_on_commit=False) as db:
        yield db


async def _quiet(database: Database) -> None:
    """Wait until PostgreSQL has ended what a killed process was in the middle of."""
    busy = sa.text(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend'"
        " AND pid <> pg_backend_pid() AND state <> 'idle'"
    )
    while True:
        async with database.reading() as db:
            if not await db.scalar(busy):
                return
        await asyncio.sleep(LOOK_S)
