"""Moves cases on whose time is over: the review goes on without an answer, or a case lapses."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.review.deadlines import Calendar, day_of
from flows.review.entries import Move
from flows.review.independence import CLOCK
from flows.review.machine import can_follow
from flows.review.moving import moved
from flows.review.refusals import NotNow
from flows.review.states import TURN, CaseEvent, CaseState, Turn
from storage.associations.audit_log import note
from storage.clock import moment
from storage.database import Database
from storage.review.lines import line_of
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

    async def check(self) -> int:
        """Move every case on whose time is over, each in a transaction of its own; return how many moved.

        Two processes may do it at the same moment: a case is held by one of them, and the other finds nothing to do.
        """
        return sum([await self._check(case) for case in await self._overdue()])

    async def _overdue(self) -> Sequence[int]:
        async with self._database.reading() as db:
            today = day_of(await moment(db))
            wanted = select(CaseRow.id).where(col(CaseRow.state).in_(WITH_DEADLINE), col(CaseRow.due) < today)
            return list(await db.exec(wanted.order_by(col(CaseRow.due), col(CaseRow.id))))

    async def _check(self, case: int) -> bool:
        async with self._database.writing() as db:
            row = await hold(db, case)
            if row is None:
                return False
            before, now, rules = await read_case(db, case), await moment(db), await rules_of(db, row.association_id)
            for event in BY_CLOCK:
                if not can_follow(before.state, event):
                    continue
                try:
                    after = moved(before, Move(event, CLOCK, now), self._calendar, rules)
                except NotNow:
                    continue
                await append(db, row, before, after)
                note(db, row.association_id, now, Act.case_moved, subject=line_of(row, {}).name, detail=event)
                return True
            return False
