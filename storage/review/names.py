"""Lets an association judge the names on its results: confirm one, look into reports, and take a check page down."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.dialogue import phrase
from flows.review.names import NameDoubt, NameStanding, ReportState
from flows.review.refusals import NotNow, NotTheirs
from flows.review.telling import ResultNotice
from flows.typed_text import has_words, one_line
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.moments import aware
from storage.result_tables import NameReportRow, ResultNoticeRow
from storage.review.actors import officer_actor
from storage.review.log import hold
from storage.review.planned_notices import add_notice
from storage.review.visible import readable
from storage.review_tables import CaseRow, ResultRow

# How much of a reason a line of the audit log holds.
IN_LOG = 60


@dataclass(frozen=True, slots=True)
class NameReport:
    """An open report: when it came, why, and how its author can be reached ("" if they did not say)."""

    at: datetime
    doubt: NameDoubt
    contact: str


@dataclass(frozen=True, slots=True)
class JudgedName:
    """The name on a result as the association sees it, with what is open about it. `why` says why its page was taken down."""

    name: str
    check_number: str
    is_published: bool
    standing: NameStanding
    why: str
    reports: tuple[NameReport, ...]


@dataclass(frozen=True, slots=True)
class ReportedCase:
    """A case with open reports about its name."""

    case: int
    name: str
    reports: int


class Names:
    """The names on the results of the caller's association.

    Raises NotSignedIn, NotAllowed, Unstored, or CaseRefusal with nothing stored. Who answers for an institution themselves
    judges nothing about its name. Every method returns None or False if the association has no such result.
    """

    def __init__(self, access: Access) -> None:
        self._access = access

    async def reported(self, session: str) -> tuple[ReportedCase, ...]:
        """Return the cases of the association with open reports, the oldest report first."""
        async with self._access.reading(session, Right.manage_cases) as acting:
            wanted = (
                select(CaseRow.id, CaseRow.institution, func.count())
                .join(NameReportRow, col(NameReportRow.case_id) == col(CaseRow.id))
                .where(
                    CaseRow.association_id == acting.caller.officer.association,
                    col(CaseRow.institution_id).is_not(None),
                    NameReportRow.state == ReportState.open,
                )
                .group_by(col(CaseRow.id), col(CaseRow.institution))
                .order_by(func.min(NameReportRow.at), col(CaseRow.id))
            )
            return tuple(ReportedCase(*row) for row in await acting.db.exec(wanted))

    async def one(self, session: str, case: int) -> JudgedName | None:
        """Return the name on a result."""
        async with self._access.reading(session, Right.manage_cases) as acting:
            row = await readable(acting, case)
            result = await acting.db.get(ResultRow, case)
            if row is None or result is None:
                return None
            reports = tuple(
                NameReport(aware(each.at), NameDoubt(each.reason), each.contact) for each in await _open(acting, case)
            )
            is_published = result.published_at is not None
            return JudgedName(
                row.institution, result.check_number, is_published, standing_of(result), result.taken_down_why, reports
            )

    async def confirm(self, session: str, case: int) -> bool:
        """Say that the institution bears its name."""
        async with self._access.writing(session, Right.manage_cases) as acting:
            row, result = await _held(acting, case)
            if row is None or result is None:
                return False
            if result.taken_down_at is not None:
                raise NotNow(phrase("desk-name-is-down"))
            result.name_confirmed_at = result.name_confirmed_at or acting.now
            return _changed(acting, row, result, Act.name_confirmed)

    async def unconfirm(self, session: str, case: int) -> bool:
        """Take a confirmation back."""
        async with self._access.writing(session, Right.manage_cases) as acting:
            row, result = await _held(acting, case)
            if row is None or result is None:
                return False
            if result.name_confirmed_at is None:
                raise NotNow(phrase("desk-name-not-confirmed"))
            result.name_confirmed_at = None
            return _changed(acting, row, result, Act.name_unconfirmed)

    async def take_down(self, session: str, case: int, why: str) -> bool:
        """Take the check page down because the name is false, and tell the institution why. Open reports are settled."""
        if not has_words(why):
            raise NotNow(phrase("desk-name-needs-reason"))
        async with self._access.writing(session, Right.manage_cases) as acting:
            row, result = await _held(acting, case)
            if row is None or result is None:
                return False
            if result.taken_down_at is not None:
                raise NotNow(phrase("desk-name-is-down"))
            result.published_at, result.may_be_indexed, result.name_confirmed_at = None, False, None
            result.taken_down_at, result.taken_down_why = acting.now, why
            await _settle(acting, case, ReportState.taken_down)
            if row.institution_id is not None:
                await add_notice(acting.db, row, ResultNotice.taken_down, acting.now)
            return _changed(acting, row, result, Act.page_taken_down, one_line(why)[:IN_LOG])

    async def put_back(self, session: str, case: int) -> bool:
        """Let the institution publish the page again. It stays off until they do."""
        async with self._access.writing(session, Right.manage_cases) as acting:
            row, result = await _held(acting, case)
            if row is None or result is None:
                return False
            if result.taken_down_at is None:
                raise NotNow(phrase("desk-name-not-down"))
            result.taken_down_at, result.taken_down_why = None, ""
            notice = await acting.db.get(ResultNoticeRow, (case, ResultNotice.taken_down.value))
            if notice is not None:
                notice.is_told = True
                acting.db.add(notice)
            return _changed(acting, row, result, Act.page_put_back)

    async def set_aside(self, session: str, case: int) -> bool:
        """Settle the open reports about a name without a change. Their contacts are deleted."""
        async with self._access.writing(session, Right.manage_cases) as acting:
            row, result = await _held(acting, case)
            if row is None or result is None:
                return False
            if not await _open(acting, case):
                raise NotNow(phrase("desk-name-no-reports"))
            await _settle(acting, case, ReportState.set_aside)
            return _changed(acting, row, result, Act.reports_set_aside)


def standing_of(result: ResultRow) -> NameStanding:
    """Return what the association says of the name on a result."""
    if result.taken_down_at is not None:
        return NameStanding.false
    return NameStanding.confirmed if result.name_confirmed_at is not None else NameStanding.declared


async def _held(acting: Acting, case: int) -> tuple[CaseRow | None, ResultRow | None]:
    """Return a case of the caller's association with its result, held until the transaction ends. Raises NotTheirs."""
    row = await readable(acting, case) if await hold(acting.db, case) is not None else None
    if row is None:
        return None, None
    actor = await officer_actor(acting.db, acting.caller.officer)
    if row.institution_id is not None and actor.belongs_to(row.institution_id):
        raise NotTheirs(phrase("case-own-institution"))
    return row, await acting.db.get(ResultRow, case, populate_existing=True)


def _changed(acting: Acting, row: CaseRow, result: ResultRow, act: Act, detail: str = "") -> bool:
    acting.db.add(result)
    note_by_caller(acting, act, row.institution, detail)
    return True


async def _open(acting: Acting, case: int) -> Sequence[NameReportRow]:
    wanted = select(NameReportRow).where(NameReportRow.case_id == case, NameReportRow.state == ReportState.open)
    return list(await acting.db.exec(wanted.order_by(col(NameReportRow.at), col(NameReportRow.id))))


async def _settle(acting: Acting, case: int, state: ReportState) -> None:
    await acting.db.exec(
        update(NameReportRow)
        .where(col(NameReportRow.case_id) == case, col(NameReportRow.state) == ReportState.open)
        .values(state=state.value, contact="")
        .execution_options(synchronize_session=False)
    )
