"""Describes cases as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.days import day_before
from flows.review.states import CLOSED, SEAT, TURN, CaseState, Seat, Turn
from storage.association_tables import OfficerRow
from storage.moments import aware
from storage.review_tables import CaseRow


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in a list. `institution` is its name ("" before something is handed in), `label` for whom the link was made.

    `code` is what can be typed in place of the link.
    The readers are the names of officers, "" if nobody is assigned, or if the officer was removed. `ends_on` is the first day
    on which its result is no longer valid, if that is soon.
    """

    id: int
    label: str
    code: str
    institution: str
    state: CaseState
    due: date | None
    made_at: datetime
    first: str
    second: str
    objecting: str
    ends_on: date | None = None

    @property
    def turn(self) -> Turn:
        """Whose turn it is."""
        return TURN[self.state]

    @property
    def last_day(self) -> date | None:
        """The last day on which its result is valid, if that is soon."""
        return day_before(self.ends_on) if self.ends_on is not None else None

    def reader(self, seat: Seat) -> str:
        """Return the name of who reads in a seat; "" if nobody is assigned, or if the officer was removed."""
        return {Seat.first: self.first, Seat.second: self.second, Seat.objection: self.objecting}[seat]

    @property
    def lacks_reader(self) -> bool:
        """Whether the reading that goes on, or begins next, has nobody who is still an officer."""
        seat = SEAT.get(self.state)
        return seat is not None and not self.reader(seat)

    @property
    def name(self) -> str:
        """What the case is called in a list."""
        return self.institution or self.label


def is_left(row: CaseRow) -> bool:
    """Return whether a case is open although nobody answers for its institution any more."""
    return row.institution_id is None and row.state != CaseState.requested and CaseState(row.state) not in CLOSED


async def names_of(db: AsyncSession, rows: Iterable[CaseRow]) -> Mapping[int, str]:
    """Return the names of the officers in the seats of these cases, by number."""
    numbers = {each for row in rows for each in (row.first_id, row.second_id, row.objection_id) if each is not None}
    return await officer_names(db, numbers)


async def officer_names(db: AsyncSession, numbers: Iterable[int]) -> Mapping[int, str]:
    """Return the names of officers, by number. Those who were removed have none."""
    found = await db.exec(select(OfficerRow.id, OfficerRow.name).where(col(OfficerRow.id).in_(sorted(numbers))))
    return dict(found.all())


def line_of(row: CaseRow, names: Mapping[int, str], ends_on: date | None = None) -> CaseLine:
    """Return the line of a case."""
    first, second, objecting = (
        names.get(each, "") if each is not None else "" for each in (row.first_id, row.second_id, row.objection_id)
    )
    return CaseLine(
        row.id,
        row.label,
        row.code,
        row.institution,
        CaseState(row.state),
        row.due,
        aware(row.made_at),
        first,
        second,
        objecting,
        ends_on,
    )
