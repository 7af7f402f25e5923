"""Finds results that end soon, and lets their institutions be told once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col, exists, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.days import day_of
from flows.review.result import remind_on
from flows.review.states import CaseEvent, ResultState
from flows.review.telling import ResultNotice
from storage.clock import moment
from storage.database import Database
from storage.result_tables import ResultNoticeRow
from storage.review.log import hold
from storage.review.planned_notices import add_notice
from storage.review.rules import rules_of
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow

ENDED_EARLY = (CaseEvent.rescind, CaseEvent.supersede)


class EndingResults:
    """The reminders that results end soon. Raises Unstored if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def check(self) -> int:
        """Plan every reminder that is due, each in a transaction of its own; return how many are new.

        Two processes may do it at the same moment: a case is held by one of them, and the other finds nothing to do.
        """
        async with self._database.reading() as db:
            due = await _due(db, await moment(db))
        return sum([await self._plan(case) for case in due])

    async def _plan(self, case: int) -> bool:
        async with self._database.writing() as db:
            row, now = await hold(db, case), await moment(db)
            if row is None or case not in await _due(db, now, case):
                return False
            return await add_notice(db, row, ResultNotice.ends_soon, now)


async def let_endings_wait(db: AsyncSession, now: datetime) -> int:
    """Let every reminder that is due wait for its coordinator's visit, in the caller's transaction; return how many.

    For a restored database, which does not know what was sent since its backup.
    """
    waiting = 0
    for case in await _due(db, now):
        row = await hold(db, case)
        waiting += row is not None and await add_notice(db, row, ResultNotice.ends_soon, now, sends=False)
    return waiting


async def _due(db: AsyncSession, now: datetime, only: int | None = None) -> Sequence[int]:
    """Return the cases whose institution has to be reminded: of all, or of one."""
    was_reminded = exists().where(
        col(ResultNoticeRow.case_id) == CaseRow.id, col(ResultNoticeRow.kind) == ResultNotice.ends_soon
    )
    which = () if only is None else (CaseRow.id == only,)
    return list(await ending_soon(db, now, col(CaseRow.institution_id).is_not(None), ~was_reminded, *which))


async def ending_soon(db: AsyncSession, now: datetime, *which: Any) -> Mapping[int, date]:
    """Return the cases whose result is valid and ends soon, each with its first day without validity.

    "Soon" begins on the day of the reminder. `which` are conditions about the rows of cases.
    """
    today = day_of(now)
    wanted = (
        select(CaseRow.id, CaseRow.association_id, col(ResultRow.valid_until), col(ResultRow.issued_on))
        .join(ResultRow, col(ResultRow.case_id) == col(CaseRow.id))
        .where(col(ResultRow.valid_until) > today, ~has_ended_early(), *which)
        .order_by(col(CaseRow.id))
    )
    rows = (await db.exec(wanted)).all()
    rules = {association: await rules_of(db, association) for association in {row[1] for row in rows}}
    return {case: until for case, whose, until, issued in rows if remind_on(until, issued, rules[whose]) <= today}


async def ended_early(db: AsyncSession, *which: Any) -> Mapping[int, ResultState]:
    """Return the cases whose result was rescinded or superseded, and which. Rescinding outweighs.

    `which` are conditions about the rows of cases.
    """
    wanted = (
        select(CaseEntryRow.case_id, CaseEntryRow.event)
        .join(CaseRow, col(CaseRow.id) == col(CaseEntryRow.case_id))
        .where(col(CaseEntryRow.event).in_(ENDED_EARLY), *which)
    )
    ended = dict[int, ResultState]()
    for case, event in await db.exec(wanted):
        if event == CaseEvent.rescind or case not in ended:
            ended[case] = ResultState.rescinded if event == CaseEvent.rescind else ResultState.superseded
    return ended


def has_ended_early() -> ColumnElement[bool]:
    """Return the condition that the result of a case was rescinded or superseded."""
    ended = exists().where(col(CaseEntryRow.case_id) == CaseRow.id, col(CaseEntryRow.event).in_(ENDED_EARLY))
    # A query that asks for other entries too means other rows by them.
    return ended.correlate(CaseRow)
