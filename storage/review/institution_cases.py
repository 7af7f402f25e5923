"""Lets an institution hand in a self-check, and act in its own cases. The person who coordinates it acts; all others read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address, phrase
from flows.institution.answers import InstitutionAnswers
from flows.institution.colleagues import MemberRole
from flows.review.case import Case
from flows.review.deadlines import Calendar
from flows.review.entries import Entry, Move
from flows.review.independence import Actor
from flows.review.moving import moved
from flows.review.refusals import NotNow, NotTheirs
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, Party
from flows.review.submission import Submission
from storage.association_tables import AssociationRow
from storage.clock import moment
from storage.database import Database
from storage.institution_tables import InstitutionRow, MemberRow
from storage.institutions.round_results import RoundResults
from storage.lookup import respondent_at
from storage.respondents.attachments import hold_files
from storage.respondents.membership import locked_institution
from storage.review.ending_results import has_ended_early
from storage.review.lines import CaseLine, line_of, names_of
from storage.review.log import append, hold, read_case, read_log
from storage.review.officer_cases import MakeMove
from storage.review.requests import request_of
from storage.review.rules import rules_of
from storage.review_tables import CaseRow, ResultRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class Requested:
    """What a request link or code leads to: the association that asks, for whom the link was made, and its last day."""

    association: str
    label: str
    due: date | None


@dataclass(frozen=True, slots=True)
class HandingIn:
    """What is handed in: the submission and its sealed bytes.

    `assessment` says which of the person's self-checks it is; 0 if it is the answers of the institution's round `round_id`.
    `files` are the places of the files as the evidence names them: all must still be there when it is handed in.
    """

    submission: Submission
    sealed: bytes
    assessment: int
    round_id: int | None = None
    files: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case as its institution sees it. `may_act` says that this person may act for the institution.

    `round_id` is the round whose answers were handed in; None for those of one person. `taken_down` is why the
    association took the check page of its result down, "" if it did not.
    """

    association: str
    line: CaseLine
    case: Case
    rules: ReviewRules
    may_act: bool
    now: datetime
    round_id: int | None = None
    taken_down: str = ""


# Makes what is handed in for an institution of this number and name, with the answers of its rounds as they are at this moment
# (None if they have none). Raises a Refusal if it cannot be handed in.
MakeSubmission = Callable[[int, str, InstitutionAnswers | None], HandingIn]


class InstitutionCases:
    """The cases of institutions. Raises Unstored, or CaseRefusal if a move is refused; nothing is stored then."""

    def __init__(self, database: Database, calendar: Calendar, results: RoundResults) -> None:
        self._database = database
        self._calendar = calendar
        self._results = results

    async def requested(self, typed: str) -> Requested | None:
        """Return what a link's token or a code leads to; None if it is unknown, was used or was taken back."""
        async with self._database.reading() as db:
            row = await request_of(db, typed)
            if row is None or row.state != CaseState.requested:
                return None
            return Requested(await _association(db, row), row.label, row.due)

    async def handed_in(self, who: Address, typed: str) -> int | None:
        """Return the number of the case that a person's institution handed in by this link or code; None for all others."""
        async with self._database.reading() as db:
            row, member = await request_of(db, typed), await member_of(db, who)
            is_theirs = row is not None and member is not None and row.institution_id == member.institution_id
            return row.id if row is not None and is_theirs else None

    async def hand_in(self, who: Address, typed: str, make: MakeSubmission) -> Case | None:
        """Hand in what `make` returns; None if the link or code is unknown.

        A link works once: for the person who comes second it is used, also if both came at the same moment.
        """
        async with self._database.writing() as db:
            found = await request_of(db, typed)
            row = await hold(db, found.id) if found is not None else None
            if row is None:
                return None
            if row.state != CaseState.requested:
                raise NotNow(phrase("case-link-used"))
            _, institution = await _member(db, who, may_act=True)
            # Nobody changes the round, or takes a permission back, while it is sealed.
            await locked_institution(db, institution.id)
            # While this waited, the person may have left, or handed on what they coordinate.
            member, institution = await _member(db, who, may_act=True)
            answers = await self._results.answers_in(db, institution.id)
            given = make(institution.id, institution.name, answers)
            await _hold_files(db, given.files)
            before, actor = await read_case(db, row.id), _actor(member)
            move = Move(CaseEvent.submit, actor, await moment(db), given.submission)
            after = moved(before, move, self._calendar, await rules_of(db, row.association_id))
            row.institution_id, row.institution = institution.id, institution.name
            db.add(
                SubmissionRow(
                    case_id=row.id,
                    respondent_id=member.respondent_id,
                    assessment=given.assessment,
                    institution_id=institution.id,
                    edition=given.submission.edition,
                    finished_on=given.submission.finished_on,
                    sha256=given.submission.sha256,
                    sealed=given.sealed,
                    round_id=given.round_id,
                )
            )
            await append(db, row, before, after)
            return after.case

    async def of(self, who: Address) -> tuple[OwnCase, ...]:
        """Return the cases of a person's institution, the newest first; () if they have none."""
        async with self._database.reading() as db:
            member = await member_of(db, who)
            if member is None:
                return ()
            here = select(CaseRow).where(CaseRow.institution_id == member.institution_id)
            rows = list(await db.exec(here.order_by(col(CaseRow.made_at).desc(), col(CaseRow.id))))
            return tuple([await own_case(db, row, MemberRole(member.role)) for row in rows])

    async def one(self, who: Address, case: int) -> OwnCase | None:
        """Return a case of a person's institution; None if it has none of this number."""
        async with self._database.reading() as db:
            row, member = await db.get(CaseRow, case), await member_of(db, who)
            if row is None or member is None or row.institution_id != member.institution_id:
                return None
            return await own_case(db, row, MemberRole(member.role))

    async def counting(self, who: Address) -> Case | None:
        """Return the newest case of a person's own answers whose result still counts or has ended; None if there is none."""
        wanted = (
            select(CaseRow.id)
            .join(SubmissionRow, col(SubmissionRow.case_id) == col(CaseRow.id))
            .join(ResultRow, col(ResultRow.case_id) == col(CaseRow.id))
            .where(SubmissionRow.respondent_id == respondent_at(who.face, who.address), col(SubmissionRow.round_id).is_(None))
            .where(~has_ended_early())
            .order_by(col(ResultRow.issued_on).desc(), col(CaseRow.id))
        )
        async with self._database.reading() as db:
            case = (await db.exec(wanted.limit(1))).first()
            return await read_case(db, case) if case is not None else None

    async def log(self, who: Address, case: int) -> tuple[Entry, ...]:
        """Return the log of a case of a person's institution, the oldest entry first; () if it has none of this number."""
        async with self._database.reading() as db:
            row, member = await db.get(CaseRow, case), await member_of(db, who)
            if row is None or member is None or row.institution_id != member.institution_id:
                return ()
            return await read_log(db, case)

    async def move(self, who: Address, case: int, make: MakeMove, files: frozenset[str] = frozenset()) -> Case | None:
        """Move a case of the person's institution by one event, and return it; None if it has no such case.

        `files` are the places of the files that this hands in, as the evidence names them.
        """
        async with self._database.writing() as db:
            row, member = await hold(db, case), await member_of(db, who)
            if row is None or member is None or row.institution_id != member.institution_id:
                return None
            if member.role != MemberRole.coordinator:
                raise NotTheirs(phrase("case-only-coordinator"))
            if files:
                await locked_institution(db, member.institution_id)
                await _hold_files(db, files)
            before, rules = await read_case(db, case), await rules_of(db, row.association_id)
            move = make(before, _actor(member), await moment(db), rules)
            after = moved(before, move, self._calendar, rules)
            await append(db, row, before, after)
            return after.case


async def own_case(db: AsyncSession, row: CaseRow, role: MemberRole) -> OwnCase:
    """Return a case as a person of this role in its institution sees it."""
    submission = await db.get(SubmissionRow, row.id)
    result = await db.get(ResultRow, row.id)
    return OwnCase(
        await _association(db, row),
        line_of(row, await names_of(db, [row])),
        await read_case(db, row.id),
        await rules_of(db, row.association_id),
        role is MemberRole.coordinator,
        await moment(db),
        submission.round_id if submission is not None else None,
        result.taken_down_why if result is not None else "",
    )


async def _hold_files(db: AsyncSession, places: frozenset[str]) -> None:
    if not await hold_files(db, places):
        raise NotNow(phrase("handin-files-changed"))


def _actor(member: MemberRow) -> Actor:
    return Actor(Party.institution, member.respondent_id, frozenset({member.institution_id}))


async def member_of(db: AsyncSession, who: Address) -> MemberRow | None:
    """Return a person's place in their institution; None if they have none."""
    wanted = select(MemberRow).where(MemberRow.respondent_id == respondent_at(who.face, who.address))
    return (await db.exec(wanted.execution_options(populate_existing=True))).first()


async def _member(db: AsyncSession, who: Address, *, may_act: bool) -> tuple[MemberRow, InstitutionRow]:
    """Return a person's place in their institution, and it. Raises NotTheirs, NotNow."""
    member = await member_of(db, who)
    institution = await db.get(InstitutionRow, member.institution_id) if member is not None else None
    if member is None or institution is None or not institution.name:
        raise NotNow(phrase("case-name-institution-first"))
    if may_act and member.role != MemberRole.coordinator:
        raise NotTheirs(phrase("case-only-coordinator"))
    return member, institution


async def _association(db: AsyncSession, row: CaseRow) -> str:
    association = await db.get(AssociationRow, row.association_id)
    return association.name if association is not None else ""
