"""Says what a message about a result is, and checks at the last moment whether it is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, select

from flows.dialogue import Address
from flows.institution.colleagues import MemberRole
from flows.review.telling import ResultNotice
from storage.broadcast_tables import SilenceRow
from storage.database import Database
from storage.deliveries.leases import Delivery
from storage.institution_tables import MemberRow
from storage.moments import aware
from storage.respondents.addresses import address_to_write_to
from storage.review.institution_cases import OwnCase, own_case
from storage.review.planned_notices import IS_IT, IS_WAITING, NOTICES, NoticeKey, told
from storage.review_tables import CaseRow
from storage.steps import Steps, read, table_of, within
from storage.tables import DeliveryState, RespondentRow

CASES, MEMBERS, SILENCES = table_of(CaseRow), table_of(MemberRow), table_of(SilenceRow)
# The coordinator of the case's institution, unless they ended messages or blocked us.
WANTED = (
    select(NOTICES.c.case_id)
    .join(CASES, CASES.c.id == NOTICES.c.case_id)
    .join(MEMBERS, MEMBERS.c.institution_id == CASES.c.institution_id)
    .where(
        *IS_IT,
        IS_WAITING,
        MEMBERS.c.respondent_id == bindparam("respondent"),
        MEMBERS.c.role == MemberRole.coordinator.value,
        ~exists().where(SILENCES.c.respondent_id == MEMBERS.c.respondent_id),
    )
)


@dataclass(frozen=True, slots=True)
class ResultMessage:
    """A message about a result: where it goes, in which language, what it tells, and the case.

    `seen_at` is when the person answered last.
    """

    who: Address
    language: str
    timezone: str
    seen_at: datetime
    notice: ResultNotice
    own: OwnCase


class ResultMessages:
    """The messages about all results: the Effects of their deliveries. Raises Unstored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def message(self, delivery: Delivery) -> ResultMessage | None:
        """Return what a delivery says now; None if it is not wanted any more."""
        async with self._database.reading() as db:
            if not await within(db, _is_wanted(delivery)):
                return None
            key = NoticeKey.read(delivery.about)
            row = await db.get(CaseRow, key.case)
            person = await db.get(RespondentRow, delivery.respondent)
            if row is None or person is None:
                return None
            who, own = await address_to_write_to(db, person), await own_case(db, row, MemberRole.coordinator)
            return ResultMessage(who, person.language, person.timezone, aware(person.seen_at), key.kind, own)

    def began(self, delivery: Delivery) -> Steps[bool]:
        """Implement Effects: return False if it is not wanted any more, or if the person has seen it on the page."""
        return (yield from _is_wanted(delivery))

    def ended(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
        """Implement Effects: what arrived is told. Anything else goes on waiting for the next visit."""
        if state is DeliveryState.sent:
            yield from told(NoticeKey.read(delivery.about))


def _is_wanted(delivery: Delivery) -> Steps[bool]:
    key = NoticeKey.read(delivery.about)
    found = yield from read(
        WANTED, its_case=key.case, its_kind=key.kind.value, its_number=key.number, respondent=delivery.respondent
    )
    return bool(found)
