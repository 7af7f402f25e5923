"""Lets officers see and move cases. Every case is looked up with the association of the caller, never by its id alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.campaign.roles import Right, Role
from flows.review.case import Case
from flows.review.deadlines import Calendar
from flows.review.entries import Assigned, Detail, Entry, Move
from flows.review.independence import Actor
from flows.review.moving import moved
from flows.review.permissions import why_not_assigned
from flows.review.repeats import repeats
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, Party
from storage.association_tables import OfficerRow
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.associations.made_once import Once, is_sent_again, sent_again
from storage.review.actors import officer_actor, reviewer_actor
from storage.review.checking import CheckedCase, checked
from storage.review.ending_results import ended_early, ending_soon
from storage.review.lines import CaseLine, line_of, names_of, officer_names
from storage.review.log import append, read_case, read_log
from storage.review.requests import MadeRequest, made_request, make_request
from storage.review.rules import rules_of
from storage.review.visible import held, readable, visible
from storage.review_tables import CaseRow, ResultRow, SubmissionRow

# Makes the move from the case, from who acts, from the moment and the rules, all as they are in the transaction that stores it.
MakeMove = Callable[[Case, Actor, datetime, ReviewRules], Move]
# What happens many times in a case is in its own log only.
NOT_IN_AUDIT_LOG = frozenset({CaseEvent.decide, CaseEvent.examine})
# The parties whose numbers are those of officers.
OFFICERS = frozenset({Party.reviewer, Party.administrator})


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case as an officer opens it: its line, the case, who they are in it, and the rules and the moment that count for it."""

    line: CaseLine
    case: Case
    actor: Actor
    rules: ReviewRules
    now: datetime


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reviewer who may be assigned."""

    id: int
    name: str


@dataclass(frozen=True, slots=True)
class LogLine:
    """An entry of a log, with the names of the officer who made it, and of the one who is assigned by it.

    They are "" for anybody else, and for an officer who was removed.
    """

    entry: Entry
    name: str
    assigned: str


@dataclass(frozen=True, slots=True)
class Outside:
    """The number of a result's check page ("" if none is public), and whether the association confirmed its name."""

    check_number: str
    is_confirmed: bool


class OfficerCases:
    """The cases of the caller's association. Raises NotSignedIn, NotAllowed, Unstored, or CaseRefusal if a move is refused.

    An administrator sees all of them; a reviewer those in which they sit or that they asked for.
    """

    def __init__(self, access: Access, calendar: Calendar) -> None:
        self._access = access
        self.calendar = calendar

    async def lines(self, session: str) -> tuple[CaseLine, ...]:
        """Return the cases that the caller sees, those that are due first at the top."""
        async with self._access.reading(session, Right.see_cases) as acting:
            wanted = select(CaseRow).where(visible(acting)).order_by(col(CaseRow.due).nulls_last(), col(CaseRow.made_at))
            rows = list(await acting.db.exec(wanted))
            names = await names_of(acting.db, rows)
            theirs = CaseRow.association_id == acting.caller.officer.association
            ending, ended = await ending_soon(acting.db, acting.now, theirs), await ended_early(acting.db, theirs)
            return tuple(line_of(row, names, ending.get(row.id), ended.get(row.id)) for row in rows)

    async def one(self, session: str, case: int) -> OpenCase | None:
        """Return a case; None if the caller sees none of this number."""
        async with self._access.reading(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            if row is None:
                return None
            return OpenCase(
                line_of(row, await names_of(acting.db, [row])),
                await read_case(acting.db, case),
                await officer_actor(acting.db, acting.caller.officer),
                await rules_of(acting.db, row.association_id),
                acting.now,
            )

    async def log(self, session: str, case: int) -> tuple[LogLine, ...]:
        """Return the log of a case, the oldest entry first; () if the caller sees none of this number."""
        async with self._access.reading(session, Right.see_cases) as acting:
            if await readable(acting, case) is None:
                return ()
            entries = await read_log(acting.db, case)
            about = [(each, _officer(each.move.by), _assigned(each.move.detail)) for each in entries]
            names = await officer_names(acting.db, {number for _, *both in about for number in both})
            return tuple(LogLine(each, names.get(by, ""), names.get(assigned, "")) for each, by, assigned in about)

    async def checked(self, session: str, case: int) -> CheckedCase | None:
        """Return what a check of a case's log shows; None if the caller sees no such case."""
        async with self._access.reading(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            return await checked(acting.db, row) if row is not None else None

    async def sealed(self, session: str, case: int) -> bytes | None:
        """Return the sealed bytes that were handed in; None if the caller sees no such case, or nothing was handed in."""
        async with self._access.reading(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            submission = await acting.db.get(SubmissionRow, case) if row is not None else None
            return submission.sealed if submission is not None else None

    async def issued(self, session: str, case: int) -> bytes | None:
        """Return the issued file of a case; None if the caller sees no such case, or nothing was issued."""
        async with self._access.reading(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            result = await acting.db.get(ResultRow, case) if row is not None else None
            return result.sealed if result is not None else None

    async def outside(self, session: str, case: int) -> Outside:
        """Return what others can see of the result of a case; nothing if the caller sees no such case."""
        async with self._access.reading(session, Right.see_cases) as acting:
            row = await readable(acting, case)
            result = await acting.db.get(ResultRow, case) if row is not None and row.institution_id is not None else None
            if result is None:
                return Outside("", is_confirmed=False)
            number = result.check_number if result.published_at is not None else ""
            return Outside(number, result.name_confirmed_at is not None)

    async def request(self, session: str, label: str, once: Once | None = None) -> MadeRequest:
        """Make a request link. A reviewer who makes one reads the case; an administrator assigns somebody later.

        `once` is of the form that asks for it: if it was sent before, its request is returned. Raises Overtaken if that
        waits for nobody any more, or another link was made meanwhile.
        """
        async with self._access.writing(session, Right.see_cases, alone=True) as acting:
            officer = acting.caller.officer
            if once is not None and await is_sent_again(acting, once):
                before = await made_request(acting.db, officer.association, once.token)
                if before is None:
                    raise sent_again()
                return before
            actor = await officer_actor(acting.db, officer)
            reviewer = actor if officer.office.role is Role.reviewer else None
            made = await make_request(
                acting.db, officer.association, actor, label, reviewer, acting.now, self.calendar, once.token if once else ""
            )
            note_by_caller(acting, Act.case_requested, label)
            return made

    async def move(self, session: str, case: int, *makes: MakeMove, seen: str | None = None) -> Case | None:
        """Move a case by one event or several, and return it; None if the caller sees no such case.

        All of them are stored or none: if one is refused, nothing has happened. One that the case holds already is left out.
        `seen` is as in `Move`.
        """
        async with self._access.writing(session, Right.see_cases) as acting:
            row = await held(acting, case)
            if row is None:
                return None
            stored = await read_case(acting.db, case)
            actor = await officer_actor(acting.db, acting.caller.officer)
            rules = await rules_of(acting.db, row.association_id)
            for make in makes:
                move = replace(make(stored, actor, acting.now, rules), seen=seen)
                if repeats(stored, move):
                    continue
                after = moved(stored, move, self.calendar, rules)
                # What comes next in the same form is no longer as they saw it.
                seen = None
                await append(acting.db, row, stored, after)
                if move.event not in NOT_IN_AUDIT_LOG:
                    note_by_caller(acting, Act.case_moved, line_of(row, {}).name, move.event)
                stored = after.case
            return stored

    async def candidates(self, session: str, case: int) -> tuple[Candidate, ...]:
        """Return the reviewers who may be assigned to a case for the reading that goes on, by name."""
        async with self._access.reading(session, Right.manage_cases) as acting:
            row = await readable(acting, case)
            if row is None:
                return ()
            stored = await read_case(acting.db, case)
            wanted = select(OfficerRow).where(OfficerRow.association_id == row.association_id, OfficerRow.role == Role.reviewer)
            found = []
            for officer in await acting.db.exec(wanted.order_by(col(OfficerRow.name), col(OfficerRow.id))):
                actor = await reviewer_actor(acting.db, row.association_id, officer.id)
                if actor is not None and why_not_assigned(stored, actor) is None:
                    found.append(Candidate(officer.id, officer.name))
            return tuple(found)

    async def reader(self, session: str, officer: int) -> Actor | None:
        """Return a reviewer of the caller's association, to be assigned; None if there is none of this number."""
        async with self._access.reading(session, Right.manage_cases) as acting:
            return await reviewer_actor(acting.db, acting.caller.officer.association, officer)


def _officer(by: Actor) -> int:
    """Return the number of the officer who acted; 0 for anybody else."""
    return by.person if by.party in OFFICERS else 0


def _assigned(detail: Detail) -> int:
    return detail.reader.person if isinstance(detail, Assigned) else 0
