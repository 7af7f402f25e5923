"""Makes requests for a pre-screening: a link and a code for one institution, each of which works once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.codes import read_code
from flows.review.deadlines import Calendar
from flows.review.entries import Move, Request
from flows.review.independence import Actor
from flows.review.moving import requested
from flows.review.states import CaseEvent, CaseState
from storage.codes import free_code
from storage.review.log import open_log
from storage.review.rules import rules_of
from storage.review_tables import CaseRow
from storage.tokens import fresh_id, fresh_token, hash_of


@dataclass(frozen=True, slots=True)
class MadeRequest:
    """A request that was just made. The token is shown now and never again; the code stays readable. `due` is the last day."""

    case: int
    token: str
    code: str
    due: date


async def make_request(
    db: AsyncSession,
    association: int,
    by: Actor,
    label: str,
    reviewer: Actor | None,
    at: datetime,
    calendar: Calendar,
    token: str = "",
) -> MadeRequest:
    """Open a case that waits for an institution, in the caller's transaction. Raises NotTheirs.

    `token` is the secret of its link; "" for a fresh one.
    """
    number, token, code = fresh_id(), token or fresh_token(), await free_code(db)
    move = Move(CaseEvent.request, by, at, Request(str(number), reviewer))
    opened = requested(move, calendar, await rules_of(db, association))
    row = CaseRow(
        id=number,
        association_id=association,
        link=hash_of(token),
        code=code,
        label=label,
        made_at=at,
        state=CaseState.requested,
        version=1,
    )
    await open_log(db, row, opened)
    assert opened.case.due is not None
    return MadeRequest(number, token, code, opened.case.due)


async def made_request(db: AsyncSession, association: int, token: str) -> MadeRequest | None:
    """Return the request of an association whose link has this token; None if there is none that waits for an institution."""
    row = await request_of(db, token)
    if row is None or row.association_id != association or row.state != CaseState.requested or row.due is None:
        return None
    return MadeRequest(row.id, token, row.code, row.due)


async def request_of(db: AsyncSession, typed: str) -> CaseRow | None:
    """Return the row of the case that a link's token or a typed code leads to; None if there is none.

    A token is found by its hash, so the time that this takes says nothing about how much of a guess was right.
    """
    code = read_code(typed)
    by: ColumnElement[bool] = col(CaseRow.code) == code if code else col(CaseRow.link) == hash_of(typed)
    return (await db.exec(select(CaseRow).where(by))).first()
