"""Plans the message that tells a coordinator of a move, in the transaction that stores the move."""

from __future__ import annotations

from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.institution.colleagues import MemberRole
from flows.review.case import Case
from flows.review.moving import Moved
from flows.review.states import Party
from flows.review.telling import tells
from storage.clock import moment
from storage.deliveries.planning import DeliveryKind, Recipient, drop_old, plan
from storage.institution_tables import MemberRow
from storage.respondents.addresses import ONE_ACCOUNT, address_to_write_to
from storage.review_tables import CaseRow
from storage.tables import RespondentRow


async def plan_telling(db: AsyncSession, row: CaseRow, before: Case, moved: Moved) -> None:
    """Record in a case's row what the coordinator has to be told, and plan a message if they have an account to write to.

    Who moves the case for the institution has seen how it is. Otherwise it waits for the next visit, or the message.
    """
    if moved.entry.move.by.party is Party.institution:
        row.to_tell = 0
        return
    if not tells(before, moved.case):
        return
    row.to_tell = moved.case.version
    wanted = (
        select(RespondentRow)
        .join(MemberRow)
        .where(MemberRow.institution_id == row.institution_id, MemberRow.role == MemberRole.coordinator)
    )
    coordinator = (await db.exec(wanted)).first()
    if coordinator is None or (await address_to_write_to(db, coordinator)).face != ONE_ACCOUNT:
        return
    now = await moment(db)
    await drop_old(db, DeliveryKind.case, now)
    await plan(db, DeliveryKind.case, [Recipient(coordinator.id, about_telling(row.id, row.to_tell))], now)


def about_telling(case: int, entry: int) -> str:
    """Return what the delivery of a message about a case is about: the case, and the number of the entry that it tells."""
    return f"{case} {entry}"


def told_by(about: str) -> tuple[int, int]:
    """Return the case and the entry that a delivery tells."""
    case, _, entry = about.partition(" ")
    return int(case), int(entry)
