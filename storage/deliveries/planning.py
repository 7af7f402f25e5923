"""Writes down what is to be sent: one row for each person, planned once however many processes plan it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import delete
from sqlalchemy.engine import CursorResult
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from storage.deliveries.insert import insert_new
from storage.lookup import still_stored
from storage.tables import DeliveryRow, DeliveryState
from storage.tokens import fresh_id

AT_ONCE = 500
# A process holds these.
HELD = (DeliveryState.leased, DeliveryState.sending)
# How long a delivery without a batch is kept. What it is about is remembered elsewhere.
KEPT_FOR = timedelta(days=1)


class DeliveryKind(StrEnum):
    """What a message is. A process sends only kinds that it knows, so that a newer version can add one."""

    reminder = "reminder"
    broadcast = "broadcast"
    # The reminder that a campaign promised.
    campaign = "campaign"
    # It is the institution's turn in a review, or a review has ended.
    case = "case"
    # A result of a review ends soon, or its check page was taken down.
    result = "result"


@dataclass(frozen=True, slots=True)
class Recipient:
    """A respondent, and what the message to them is about: at most 64 characters, in words of its kind."""

    respondent: int
    about: str


async def plan(
    db: AsyncSession, kind: DeliveryKind, recipients: Sequence[Recipient], due_at: datetime, batch: int | None = None
) -> int:
    """Plan a message for each recipient who is still stored, unless the same one is planned; return how many are new.

    `due_at` is a moment of the database's clock.
    """
    planned = 0
    for start in range(0, len(recipients), AT_ONCE):
        some = recipients[start : start + AT_ONCE]
        respondents = [one.respondent for one in some]
        there, known = await still_stored(db, respondents), await _planned(db, kind, respondents)
        rows = [_row(kind, one, due_at, batch) for one in some if one.respondent in there and one not in known]
        if rows:
            inserted: CursorResult[Any] = await db.exec(insert_new(db, DeliveryRow, rows))
            planned += inserted.rowcount
    return planned


async def drop_old(db: AsyncSession, kind: DeliveryKind, now: datetime) -> None:
    """Delete deliveries without a batch that were due a day ago, or that a clock since set back put into the future."""
    for is_old in (col(DeliveryRow.due_at) < now - KEPT_FOR, col(DeliveryRow.due_at) > now + KEPT_FOR):
        await db.exec(
            delete(DeliveryRow).where(
                col(DeliveryRow.kind) == kind, col(DeliveryRow.batch).is_(None), col(DeliveryRow.state).not_in(HELD), is_old
            )
        )


async def _planned(db: AsyncSession, kind: DeliveryKind, respondents: Sequence[int]) -> set[Recipient]:
    """Return what is planned already. The insert checks it too; but there it would wait for somebody who is being deleted."""
    found = select(DeliveryRow.respondent_id, DeliveryRow.about).where(
        DeliveryRow.kind == kind, col(DeliveryRow.respondent_id).in_(respondents)
    )
    return {Recipient(respondent, about) for respondent, about in await db.exec(found)}


def _row(kind: DeliveryKind, to: Recipient, due_at: datetime, batch: int | None) -> dict[str, Any]:
    return {
        "id": fresh_id(),
        "respondent_id": to.respondent,
        "kind": kind.value,
        "about": to.about,
        "batch": batch,
        "due_at": due_at,
        "state": DeliveryState.planned.value,
        "tries": 0,
        "leased_until": None,
        "leased_by": None,
    }
