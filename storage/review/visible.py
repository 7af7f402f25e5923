"""Says which cases an officer sees: an administrator all of the association, a reviewer those in which they sit."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from flows.campaign.roles import Right
from storage.associations.access import Acting
from storage.review.lines import is_left
from storage.review.log import hold
from storage.review_tables import CaseRow


def visible(acting: Acting) -> ColumnElement[bool]:
    """Return the condition that the caller sees a case."""
    officer = acting.caller.officer
    ours = col(CaseRow.association_id) == officer.association
    if officer.may(Right.manage_cases):
        return ours
    seats = (col(CaseRow.first_id), col(CaseRow.second_id), col(CaseRow.objection_id))
    return ours & or_(*(seat == officer.id for seat in seats))


async def held(acting: Acting, case: int) -> CaseRow | None:
    """Return the row of a case that the caller sees, held until the transaction ends."""
    return await readable(acting, case) if await hold(acting.db, case) is not None else None


async def readable(acting: Acting, case: int) -> CaseRow | None:
    """Return the row of a case that the caller may open.

    An open case whose institution is gone is opened by nobody; `storage.review.passing_time` closes it.
    """
    row = (await acting.db.exec(select(CaseRow).where(visible(acting), CaseRow.id == case))).first()
    return None if row is None or is_left(row) else row
