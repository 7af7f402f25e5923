"""Moves cases on whose time is over: the review goes on without an answer, or a case lapses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.days import day_of
from flows.review.case import Case
from flows.review.deadlines import Calendar
from flows.review.entries import Move
from flows.review.independence import CLOCK, Actor
from flows.review.machine import can_follow
from flows.review.moving import moved
from flows.review.refusals import NotNow
from flows.review.states import TURN, CaseEvent, CaseState, Party, Turn
from storage.associations.audit_log import note
from storage.clock import moment
from storage.database import Database
from storage.review.lines import is_left, line_of
from storage.review.log import append, hold, read_case
from storage.review.rules import rules_of
from storage.review_tables import CaseRow

# What passes at the end of a deadline, and what at the end of all the days that the association has.
BY_CLOCK = (CaseEvent.go_on, CaseEvent.let_lapse)
WITH_DEADLINE = tuple(state for state in CaseState if TURN[state] is not Turn.nobody)


class PassingTime:
    """Does what the clock does in cases. Raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, calendar: Calendar) -> None:
        self._database = database
        self._calendar = calendar

    async def moment(self) -> datetime:
        """Return the moment by which deadlines are counted: that of the database's clock."""
        async with self._database.reading() as db:
            return await moment(db)

    async def check(self) -> int:
        """Move every case on whose time is over, each in a transaction of its own; return how many moved.

        Two processes may do it at the same moment: a case is held by one of them, and the other finds nothing to do.
        """
        return sum([await self._check(case) for case in await self._overdue()])

    async def _overdue(self) -> Sequence[int]:
        async with self._database.reading() as db:
            today = day_of(await moment(db))
            is_left = col(CaseRow.institution_id).is_(None) & (col(CaseRow.state) != CaseState.requested)
            over = (col(CaseRow.due) < today) | is_left
            wanted = select(CaseRow.id).where(col(CaseRow.state).in_(WITH_DEADLINE), over)
            return list(await db.exec(wanted.order_by(col(CaseRow.due), col(CaseRow.id))))

    async def _check(self, case: int) -> bool:
        async with self._database.writing() as db:
            row = await hold(db, case)
            if row is None:
                return False
            before, now = await read_case(db, case), await moment(db)
            for move in _moves(row, before, now):
                try:
                    after = moved(before, move, self._calendar, await rules_of(db, row.association_id))
                except NotNow:
                    continue
                await append(db, row, before, after)
                note(db, row.association_id, now, Act.case_moved, subject=line_of(row, {}).name, detail=move.event)
                return True
            return False


def _moves(row: CaseRow, case: Case, now: datetime) -> tuple[Move, ...]:
    """Return what may be done in a case now, the first that is allowed."""
    if is_left(row):
        # Nobody is there to withdraw it. It ends as if the last of them had.
        gone = Actor(Party.institution, institutions=frozenset({case.institution or 0}))
        return (Move(CaseEvent.withdraw, gone, now),)
    return tuple(Move(event, CLOCK, now) for event in BY_CLOCK if can_follow(case.state, event))
