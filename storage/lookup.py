"""Finds a respondent by any of their addresses, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.tables import AddressRow, RespondentRow

RESPONDENTS, ADDRESSES = (SQLModel.metadata.tables[str(row.__tablename__)] for row in (RespondentRow, AddressRow))


def respondent_at(face: Any, address: Any) -> ColumnElement[int]:
    """Return the id of the respondent at an address; NULL if nobody is there. Both are SQL expressions, or values.

    Most respondents have one address, which is in their own row. It is looked for first: coalesce does not look further then.
    """
    first = select(RESPONDENTS.c.id).where(RESPONDENTS.c.face == face, RESPONDENTS.c.address == address)
    further = select(ADDRESSES.c.respondent_id).where(ADDRESSES.c.face == face, ADDRESSES.c.address == address)
    found: ColumnElement[int] = func.coalesce(
        first.correlate(None).scalar_subquery(), further.correlate(None).scalar_subquery(), type_=RESPONDENTS.c.id.type
    )
    return found


def is_of(who: Address) -> ColumnElement[bool]:
    """Return the condition that a row of respondents is that of the person at this address."""
    return RESPONDENTS.c.id == respondent_at(who.face, who.address)


async def still_stored(db: AsyncSession, respondents: Sequence[int]) -> set[int]:
    """Return those respondents who are stored, and keep them from being deleted until this transaction ends."""
    found = select(RESPONDENTS.c.id).where(RESPONDENTS.c.id.in_(respondents)).with_for_update(read=True, key_share=True)
    return set((await (await db.connection()).execute(found)).scalars())
