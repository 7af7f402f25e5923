"""Shows how long cases took their reviewers: to each reviewer their own, to administrators those of the association."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.review.effort import Effort, check_stated, measured_minutes
from flows.review.rules import ReviewRules
from flows.review.states import CaseNote, CaseState, Party, Seat
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.moments import aware
from storage.rating_tables import StatedHoursRow
from storage.review.lines import line_of, officer_names
from storage.review.rules import rules_of
from storage.review.visible import visible
from storage.review_tables import CaseEntryRow, CaseRow

# How far back cases are shown, by the day on which their link was made.
SHOWN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class HoursLine:
    """How long a case took one reviewer: the number and the name of the case, the reviewer, and how long.

    `officer` is "" for somebody who was removed. `is_own` says that it is the caller.
    """

    case: int
    name: str
    officer: str
    is_own: bool
    effort: Effort


@dataclass(frozen=True, slots=True)
class Hours:
    """The cases of the last year with how long they took, the newest first, and the rules that hold."""

    lines: tuple[HoursLine, ...]
    rules: ReviewRules


class CaseHours:
    """Raises NotSignedIn, NotAllowed, Unstored, or NotValid if a number cannot be right."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def all(self, session: str) -> Hours:
        """Return the hours that the caller may see."""
        async with self._access.reading(session, Right.see_cases) as acting:
            officer = acting.caller.officer
            rules = await rules_of(acting.db, officer.association)
            sees_all = officer.may(Right.manage_cases)
            wanted = select(CaseRow).where(visible(acting), col(CaseRow.made_at) >= acting.now - SHOWN)
            cases = list(await acting.db.exec(wanted.order_by(col(CaseRow.made_at).desc(), col(CaseRow.id))))
            moments = await _moments(acting, cases, None if sees_all else officer.id)
            stated = await _stated(acting, cases)
            names = await officer_names(acting.db, {person for _, person in moments})
            lines = []
            for case in cases:
                for number, person in sorted(key for key in moments if key[0] == case.id):
                    measured = measured_minutes(moments[number, person], rules)
                    is_issued = case.state == CaseState.issued
                    effort = Effort(measured, stated.get((number, person)), _seat(case, person), is_issued)
                    name = line_of(case, {}).name
                    lines.append(HoursLine(number, name, names.get(person, ""), person == officer.id, effort))
            return Hours(tuple(lines), rules)

    async def state(self, session: str, case: int, minutes: int | None) -> bool:
        """Store how many minutes a case took the caller (None: as the log shows it); False if they did nothing in it."""
        async with self._access.writing(session, Right.review_files) as acting:
            if minutes is not None:
                check_stated(minutes)
            row = (await acting.db.exec(select(CaseRow).where(visible(acting), CaseRow.id == case))).first()
            person = acting.caller.officer.id
            if row is None or not await _moments(acting, [row], person):
                return False
            before = await acting.db.get(StatedHoursRow, (case, person))
            if minutes is None and before is not None:
                await acting.db.delete(before)
            if minutes is not None:
                await acting.db.merge(StatedHoursRow(case_id=case, person=person, minutes=minutes, at=acting.now))
            note_by_caller(acting, Act.case_moved, line_of(row, {}).name, CaseNote.hours_stated)
            return True


async def _moments(
    acting: Acting, cases: Sequence[CaseRow], person: int | None
) -> Mapping[tuple[int, int], Sequence[datetime]]:
    """Return when each reviewer (or only one) recorded something in these cases, by the case and the officer."""
    wanted = select(CaseEntryRow.case_id, CaseEntryRow.person, CaseEntryRow.at).where(
        col(CaseEntryRow.case_id).in_([case.id for case in cases]), CaseEntryRow.party == Party.reviewer
    )
    if person is not None:
        wanted = wanted.where(CaseEntryRow.person == person)
    found: dict[tuple[int, int], list[datetime]] = defaultdict(list)
    for case, who, at in await acting.db.exec(wanted):
        found[case, who].append(aware(at))
    return found


async def _stated(acting: Acting, cases: Sequence[CaseRow]) -> Mapping[tuple[int, int], int]:
    wanted = select(StatedHoursRow).where(col(StatedHoursRow.case_id).in_([case.id for case in cases]))
    return {(row.case_id, row.person): row.minutes for row in await acting.db.exec(wanted)}


def _seat(case: CaseRow, person: int) -> Seat | None:
    seats = ((Seat.first, case.first_id), (Seat.second, case.second_id), (Seat.objection, case.objection_id))
    return next((seat for seat, officer in seats if officer == person), None)
