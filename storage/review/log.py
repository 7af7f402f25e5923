"""Reads the log of a case, and adds to it. A case is held by one transaction at a time, so no decision is lost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from sqlalchemy import delete
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.case import Case, Reader
from flows.review.entries import Entry
from flows.review.log import replayed
from flows.review.moving import Moved
from storage.case_chain import BEGINNING
from storage.draft_tables import CaseDraftRow
from storage.review.chained_rows import chain, chain_again
from storage.review.entry_rows import LogRows, detail_rows, entry_row
from storage.review.planned_telling import plan_telling
from storage.review_tables import CaseEntryRow, CaseItemRow, CaseRow, DecisionRow, FindingRow, SubmissionRow

Row = TypeVar("Row", bound=SQLModel)


async def hold(db: AsyncSession, case: int) -> CaseRow | None:
    """Return the row of a case, and keep others from moving the case until this transaction ends; None if there is none.

    SQLite needs no lock: its writers wait for each other.
    """
    wanted = select(CaseRow).where(CaseRow.id == case).with_for_update().execution_options(populate_existing=True)
    return (await db.exec(wanted)).first()


async def read_log(db: AsyncSession, case: int) -> tuple[Entry, ...]:
    """Return the log of a case, the oldest entry first."""
    return (await read_rows(db, case)).log()


async def read_case(db: AsyncSession, case: int) -> Case:
    """Return a stored case as its log makes it. Raises BrokenLog if it was changed outside the program."""
    return replayed(await read_log(db, case))


async def open_log(db: AsyncSession, row: CaseRow, opened: Moved) -> None:
    """Store a new case, in the caller's transaction. `row` has everything that the case does not say."""
    _repeat(row, opened.case)
    db.add(row)
    await db.flush()
    entry = entry_row(row.id, opened.case.version, opened.entry)
    chain(entry, (), BEGINNING)
    db.add(entry)


async def append(db: AsyncSession, row: CaseRow, before: Case, moved: Moved) -> None:
    """Add an entry to the log of a case that this transaction holds, and repeat in its row what follows."""
    number = moved.case.version
    entry, details = entry_row(row.id, number, moved.entry), detail_rows(row.id, number, moved.entry, before)
    chain(entry, details, await _head(db, row.id), moved.entry.move.detail)
    db.add(entry)
    await db.flush()
    db.add_all(details)
    _repeat(row, moved.case)
    await plan_telling(db, row, before, moved)
    if moved.case.state is not before.state:
        # What was not sent before the state changed cannot be sent any more.
        await db.exec(delete(CaseDraftRow).where(col(CaseDraftRow.case_id) == row.id))
    db.add(row)
    await db.flush()


async def _head(db: AsyncSession, case: int) -> str:
    """Return the hash of the newest entry. What a process of an older version added without one is chained first."""
    newest = select(CaseEntryRow.hash).where(CaseEntryRow.case_id == case).order_by(col(CaseEntryRow.number).desc()).limit(1)
    head = (await db.exec(newest)).one()
    if head:
        return head
    rows = await read_rows(db, case)
    for entry in rows.entries:
        if not entry.hash:
            chain_again(rows, entry, head)
            db.add(entry)
        head = entry.hash
    await db.flush()
    return head


def _repeat(row: CaseRow, case: Case) -> None:
    row.state, row.version, row.due = case.state, case.version, case.due
    row.first_id, row.second_id, row.objection_id = map(_person, (case.first, case.second, case.objecting))


def _person(reader: Reader | None) -> int | None:
    return reader.actor.person if reader else None


async def read_rows(db: AsyncSession, case: int) -> LogRows:
    """Return all rows of the log of a case."""
    entries = await _all(db, CaseEntryRow, case)
    items: dict[int, list[CaseItemRow]] = defaultdict(list)
    for item in sorted(await _all(db, CaseItemRow, case), key=lambda each: (each.entry, each.number)):
        items[item.entry].append(item)
    return LogRows(
        sorted(entries, key=lambda each: each.number),
        await db.get(SubmissionRow, case),
        items,
        {each.number: each for each in await _all(db, DecisionRow, case)},
        {each.number: each for each in await _all(db, FindingRow, case)},
    )


async def _all(db: AsyncSession, table: type[Row], case: int) -> Sequence[Row]:
    wanted = select(table).where(col(table.case_id) == case)  # type: ignore[attr-defined]
    return list(await db.exec(wanted))
