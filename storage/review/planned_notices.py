"""Plans what a coordinator is told about a result."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, exists, update
from sqlmodel import select as rows_of
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.institution.colleagues import MemberRole
from flows.review.states import CaseEvent
from flows.review.telling import ResultNotice
from storage.deliveries.planning import DeliveryKind, Recipient, drop_old, plan
from storage.institution_tables import MemberRow
from storage.respondents.addresses import ONE_ACCOUNT, address_to_write_to
from storage.result_tables import ResultNoticeRow
from storage.review_tables import CaseEntryRow, CaseRow
from storage.steps import Steps, table_of, write
from storage.tables import RespondentRow

NOTICES, ENTRIES = table_of(ResultNoticeRow), table_of(CaseEntryRow)
# A result that was rescinded or replaced does not end soon any more.
HAS_ENDED = exists().where(
    ENTRIES.c.case_id == NOTICES.c.case_id,
    # Not `in_`: its values cannot be prepared.
    (ENTRIES.c.event == CaseEvent.rescind.value) | (ENTRIES.c.event == CaseEvent.supersede.value),
)
IS_WAITING = NOTICES.c.is_told.is_(False) & ((NOTICES.c.kind != ResultNotice.ends_soon.value) | ~HAS_ENDED)
IS_IT = (
    NOTICES.c.case_id == bindparam("its_case"),
    NOTICES.c.kind == bindparam("its_kind"),
    NOTICES.c.number == bindparam("its_number"),
)
TOLD = update(NOTICES).where(*IS_IT).values(is_told=True)


@dataclass(frozen=True, slots=True)
class NoticeKey:
    """Which notice it is: the case of the result, what it tells, and the how manyth of its kind it is."""

    case: int
    kind: ResultNotice
    number: int

    def __str__(self) -> str:
        return f"{self.case} {self.kind.value} {self.number}"

    @staticmethod
    def read(about: str) -> NoticeKey:
        """Return the notice that a delivery tells."""
        case, kind, number = about.split(" ")
        return NoticeKey(int(case), ResultNotice(kind), int(number))


def told(key: NoticeKey) -> Steps[None]:
    """Record that the coordinator knows of it."""
    yield from write(TOLD, its_case=key.case, its_kind=key.kind.value, its_number=key.number)


async def add_notice(db: AsyncSession, row: CaseRow, kind: ResultNotice, now: datetime, *, sends: bool = True) -> bool:
    """Let a notice wait for the coordinator, in a transaction that holds the case; plan a message if they have an account.

    False if this kind of notice waits already. With `sends` False it only waits for the next visit.
    """
    before = await db.get(ResultNoticeRow, (row.id, kind.value))
    if before is not None and not before.is_told:
        return False
    notice = before or ResultNoticeRow(case_id=row.id, kind=kind.value, number=0, is_told=False, at=now)
    notice.number, notice.is_told, notice.at = notice.number + 1, False, now
    db.add(notice)
    await db.flush()
    coordinator = await _coordinator(db, row) if sends else None
    if coordinator is not None and (await address_to_write_to(db, coordinator)).face == ONE_ACCOUNT:
        await drop_old(db, DeliveryKind.result, now)
        key = NoticeKey(row.id, kind, notice.number)
        await plan(db, DeliveryKind.result, [Recipient(coordinator.id, str(key))], now)
    return True


async def _coordinator(db: AsyncSession, row: CaseRow) -> RespondentRow | None:
    wanted = (
        rows_of(RespondentRow)
        .join(MemberRow)
        .where(MemberRow.institution_id == row.institution_id, MemberRow.role == MemberRole.coordinator)
    )
    return (await db.exec(wanted)).first()
