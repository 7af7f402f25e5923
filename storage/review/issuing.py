"""Issues results, and rescinds them. A result is stored with the entry that issues it, or not at all, and never changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.deadlines import Calendar
from flows.review.entries import Entry, Move, Successor
from flows.review.independence import CLOCK
from flows.review.moving import moved
from flows.review.refusals import NotNow
from flows.review.result import with_decisions
from flows.review.states import CaseEvent, CaseState
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.respondents.membership import locked_institution
from storage.respondents.verified import clear_verified, set_verified
from storage.review.actors import officer_actor
from storage.review.chained_rows import first_break
from storage.review.ending_results import has_ended_early
from storage.review.log import append, hold, read_case, read_rows
from storage.review.officer_cases import MakeMove
from storage.review.rules import rules_of
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow, SubmissionRow
from storage.tokens import fresh_token


@dataclass(frozen=True, slots=True)
class ToSeal:
    """All that an issued file says: the case as it is issued, its log, who issues it for whom, and its check number.

    `log_sha256` is the hash of the last entry of the log, which covers all entries.
    """

    case: Case
    log: tuple[Entry, ...]
    association_id: int
    association: str
    institution: str
    check_number: str
    at: datetime
    log_sha256: str = ""


Seal = Callable[[ToSeal], bytes]


class Issuing:
    """Issues and rescinds. Raises NotSignedIn, NotAllowed, Unstored, or CaseRefusal; nothing is stored then."""

    def __init__(self, access: Access, calendar: Calendar) -> None:
        self._access = access
        self._calendar = calendar

    async def issue(self, session: str, case: int, make: MakeMove, seal: Seal) -> Case | None:
        """Issue the result of a case, and return the case; None if the caller's association has no such case.

        A log that was changed outside the program issues nothing. In the same transaction the answers learn what was verified,
        and an earlier result of the institution is superseded.
        """
        async with self._access.writing(session, Right.manage_cases) as acting:
            row = await _ours(acting, case)
            if row is None:
                return None
            rows = await read_rows(acting.db, case)
            if (broken := first_break(row, rows)) is not None:
                raise NotNow(phrase("case-log-broken", entry=broken.entry))
            issued, at = await self._moved(acting, row, make), acting.now
            institution, number = row.institution, fresh_token()
            rows = await read_rows(acting.db, case)
            log, head, officer = rows.log(), rows.entries[-1].hash, acting.caller.officer
            sealed = seal(ToSeal(issued, log, officer.association, officer.association_name, institution, number, at, head))
            assert issued.result is not None
            acting.db.add(
                ResultRow(
                    case_id=case,
                    check_number=number,
                    issued_on=issued.result.issued_on,
                    valid_until=issued.result.valid_until,
                    sealed=sealed,
                )
            )
            await self._supersede_older(acting, row, issued)
            await _tell_answers(acting.db, issued, case)
            return issued

    async def rescind(self, session: str, case: int, reason: str) -> Case | None:
        """Rescind the result of a case with a reason, and return the case; None if there is none.

        If the answers carry what it verified, they carry what an earlier result that still counts has verified, or nothing.
        """
        async with self._access.writing(session, Right.manage_cases) as acting:
            row = await _ours(acting, case)
            if row is None:
                return None
            answered = await _answered_by(acting.db, case)
            carried = await _carried_by(acting.db, *answered) if answered is not None else None
            rescinded = await self._moved(acting, row, lambda _, by, at, __: Move(CaseEvent.rescind, by, at, reason=reason))
            if answered is not None and carried == case:
                await clear_verified(acting.db, *answered)
                earlier = await _carried_by(acting.db, *answered)
                if earlier is not None:
                    await _tell_answers(acting.db, await read_case(acting.db, earlier), earlier)
            return rescinded

    async def _moved(self, acting: Acting, row: CaseRow, make: MakeMove) -> Case:
        before, rules = await read_case(acting.db, row.id), await rules_of(acting.db, row.association_id)
        move = make(before, await officer_actor(acting.db, acting.caller.officer), acting.now, rules)
        after = moved(before, move, self._calendar, rules)
        await append(acting.db, row, before, after)
        note_by_caller(acting, Act.case_moved, row.institution, move.event)
        return after.case

    async def _supersede_older(self, acting: Acting, row: CaseRow, issued: Case) -> None:
        # Another result of the same institution, issued at the same moment, would not be seen otherwise.
        await locked_institution(acting.db, row.institution_id or 0)
        older = select(CaseRow.id).where(
            CaseRow.association_id == row.association_id,
            CaseRow.institution_id == row.institution_id,
            col(CaseRow.institution_id).is_not(None),
            CaseRow.state == CaseState.issued,
            CaseRow.id != row.id,
        )
        for number in sorted(await acting.db.exec(older)):
            held = await hold(acting.db, number)
            if held is None:
                continue
            before = await read_case(acting.db, number)
            move = Move(CaseEvent.supersede, CLOCK, acting.now, Successor(issued.key))
            try:
                after = moved(before, move, self._calendar, await rules_of(acting.db, row.association_id))
            except NotNow:  # rescinded, or superseded before
                continue
            await append(acting.db, held, before, after)


async def _ours(acting: Acting, case: int) -> CaseRow | None:
    row = await hold(acting.db, case)
    return row if row is not None and row.association_id == acting.caller.officer.association else None


async def _tell_answers(db: AsyncSession, issued: Case, case: int) -> None:
    """Store with the answers what was verified. A person who forgot their answers has none to tell."""
    answered = await _answered_by(db, case)
    if answered is not None:
        await set_verified(db, *answered, with_decisions(issued.ratings, issued.decisions))


async def _answered_by(db: AsyncSession, case: int) -> tuple[int, int] | None:
    """Return whose self-check was handed in, and which; None if it is forgotten, or if the answers are the institution's."""
    submission = await db.get(SubmissionRow, case)
    if submission is None or submission.respondent_id is None or submission.round_id is not None:
        return None
    return submission.respondent_id, submission.assessment


async def _carried_by(db: AsyncSession, respondent: int, assessment: int) -> int | None:
    """Return the case whose verified rungs a self-check carries: of those whose result counts, the one that was issued last."""
    wanted = (
        select(CaseRow.id)
        .join(SubmissionRow, col(SubmissionRow.case_id) == col(CaseRow.id))
        .join(CaseEntryRow, col(CaseEntryRow.case_id) == col(CaseRow.id))
        .where(SubmissionRow.respondent_id == respondent, SubmissionRow.assessment == assessment)
        .where(col(SubmissionRow.round_id).is_(None), CaseEntryRow.event == CaseEvent.issue, ~has_ended_early())
        .order_by(col(CaseEntryRow.at).desc(), col(CaseRow.id))
    )
    return (await db.exec(wanted.limit(1))).first()
