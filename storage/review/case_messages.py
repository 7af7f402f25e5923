"""Says what a message about a case is, checks at the last moment whether it is wanted, and knows what waits for a visit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select, update
from sqlmodel import col
from sqlmodel import select as rows_of

from flows.dialogue import Address
from flows.institution.colleagues import MemberRole
from flows.review.telling import ResultNotice
from storage.broadcast_tables import SilenceRow
from storage.database import Database
from storage.deliveries.leases import Delivery
from storage.institution_tables import MemberRow
from storage.lookup import respondent_at
from storage.moments import aware
from storage.respondents.addresses import address_to_write_to
from storage.result_tables import ResultNoticeRow
from storage.review.institution_cases import OwnCase, own_case
from storage.review.planned_notices import IS_WAITING, NoticeKey, told
from storage.review.planned_telling import told_by
from storage.review_tables import CaseRow
from storage.steps import Steps, read, table_of, within, write
from storage.tables import DeliveryState, RespondentRow

CASES, MEMBERS, SILENCES = table_of(CaseRow), table_of(MemberRow), table_of(SilenceRow)
_IS_TO_TELL = (CASES.c.id == bindparam("case"), CASES.c.to_tell == bindparam("entry"))
# The coordinator of the case's institution, unless they ended messages or blocked us.
WANTED = (
    select(CASES.c.id)
    .join(MEMBERS, MEMBERS.c.institution_id == CASES.c.institution_id)
    .where(
        *_IS_TO_TELL,
        MEMBERS.c.respondent_id == bindparam("respondent"),
        MEMBERS.c.role == MemberRole.coordinator.value,
        ~exists().where(SILENCES.c.respondent_id == MEMBERS.c.respondent_id),
    )
)
TOLD = update(CASES).where(*_IS_TO_TELL).values(to_tell=0)


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """A message about a case: where it goes, in which language, and the case. `seen_at` is when they answered last."""

    who: Address
    language: str
    timezone: str
    seen_at: datetime
    own: OwnCase


@dataclass(frozen=True, slots=True)
class WaitingCase:
    """What waits for a coordinator's visit: the case, and the number of the entry of which they have to be told.

    If `notice` is not None, it is about the result, and `entry` is the number of the notice.
    """

    own: OwnCase
    entry: int
    notice: ResultNotice | None = None


class CaseMessages:
    """The messages about all cases: the Effects of their deliveries. Raises Unstored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def message(self, delivery: Delivery) -> CaseMessage | None:
        """Return what a delivery says now; None if it is not wanted any more."""
        async with self._database.reading() as db:
            if not await within(db, _is_wanted(delivery)):
                return None
            row = await db.get(CaseRow, told_by(delivery.about)[0])
            person = await db.get(RespondentRow, delivery.respondent)
            if row is None or person is None:
                return None
            who = await address_to_write_to(db, person)
            own = await own_case(db, row, MemberRole.coordinator)
            return CaseMessage(who, person.language, person.timezone, aware(person.seen_at), own)

    def began(self, delivery: Delivery) -> Steps[bool]:
        """Implement Effects: return False if the person wants it no more, or if they have seen it on the page."""
        return (yield from _is_wanted(delivery))

    def ended(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
        """Implement Effects: what arrived is told. Anything else goes on waiting for the next visit."""
        if state is DeliveryState.sent:
            case, entry = told_by(delivery.about)
            yield from write(TOLD, case=case, entry=entry)

    async def waiting(self, who: Address) -> WaitingCase | None:
        """Return what a coordinator has still to be told, the case that is due first; None if there is nothing. See `seen`.

        News of a case come before notices about its result.
        """
        coordinated = select(MEMBERS.c.institution_id).where(
            MEMBERS.c.respondent_id == respondent_at(who.face, who.address), MEMBERS.c.role == MemberRole.coordinator.value
        )
        wanted = (
            rows_of(CaseRow, ResultNoticeRow)
            .outerjoin(ResultNoticeRow, (col(ResultNoticeRow.case_id) == col(CaseRow.id)) & IS_WAITING)
            .where(
                col(CaseRow.institution_id).in_(coordinated),
                (col(CaseRow.to_tell) > 0) | col(ResultNoticeRow.case_id).is_not(None),
            )
            .order_by(col(CaseRow.due).nulls_last(), col(CaseRow.id), col(ResultNoticeRow.kind))
        )
        async with self._database.reading() as db:
            found = (await db.exec(wanted.limit(1))).first()
            if found is None:
                return None
            row, notice = found
            own = await own_case(db, row, MemberRole.coordinator)
            if row.to_tell or notice is None:
                return WaitingCase(own, row.to_tell)
            return WaitingCase(own, notice.number, ResultNotice(notice.kind))

    async def seen(self, waited: WaitingCase) -> None:
        """Record that a coordinator was shown what waited for them."""
        async with self._database.writing() as db:
            case = waited.own.line.id
            if waited.notice is None:
                await within(db, write(TOLD, case=case, entry=waited.entry))
            else:
                await within(db, told(NoticeKey(case, waited.notice, waited.entry)))


def _is_wanted(delivery: Delivery) -> Steps[bool]:
    case, entry = told_by(delivery.about)
    found = yield from read(WANTED, case=case, entry=entry, respondent=delivery.respondent)
    return bool(found)
