"""Lets a person carry on at another address: a link is used, and the address becomes theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.database import Database
from storage.moments import aware
from storage.respondents.addresses import ONE_ACCOUNT, add_address, write_addresses
from storage.respondents.joining import Pair, join
from storage.respondents.links import LinkKind, link_row, use
from storage.respondents.personal_data import addresses_of, respondent_row
from storage.tables import RespondentRow


class Keep(StrEnum):
    """Whose self-check stays the current one: that of the link, or that of the place where it is opened."""

    theirs = "theirs"
    mine = "mine"


@dataclass(frozen=True, slots=True)
class Found:
    """A respondent: an address to load them by, and when they last answered."""

    address: Address
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whom a link leads to, and who is at the address where it was opened (None if nobody)."""

    theirs: Found
    mine: Found | None
    is_same: bool


class CarryingOn:
    """Uses links. `now` is the clock. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def look(self, token: str, kinds: set[LinkKind], who: Address) -> Meeting | None:
        """Return whom a token leads to, seen from an address; None if no link of these kinds works. Nothing changes."""
        async with self._database.reading() as db:
            link = await link_row(db, token, kinds, self._now())
            theirs = await db.get(RespondentRow, link.respondent_id) if link is not None else None
            if theirs is None:
                return None
            mine = await respondent_row(db, who)
            return Meeting(_found(theirs), _found(mine) if mine else None, mine is not None and mine.id == theirs.id)

    async def carry_on(self, token: str, kinds: set[LinkKind], new: Address, *, renew: bool = False) -> bool:
        """Give the respondent of a link one more address, at which nobody is. Return False if the link does not work.

        The link, if it works once, is used up in the same transaction. `renew` lets one that works often work as long again.
        """
        now = self._now()
        async with self._database.writing() as db:
            link = await link_row(db, token, kinds, now)
            if link is None or await respondent_row(db, new) is not None or not await use(db, link, now, renew=renew):
                return False
            row = await _locked(db, link.respondent_id)
            if row is None:
                return False
            await add_address(db, row, new, now)
        return True

    async def join(self, token: str, kinds: set[LinkKind], who: Address, keep: Keep, *, renew: bool = False) -> bool:
        """Make one respondent of the link's and the one at this address. Return False if the link does not work."""
        now = self._now()
        async with self._database.writing() as db:
            link, mine = await link_row(db, token, kinds, now), await respondent_row(db, who)
            if link is None or mine is None or not await use(db, link, now, renew=renew):
                return False
            await db.flush()
            if link.respondent_id == mine.id:
                return True
            # Both locked in the order of their ids: two joins of the same two then cannot deadlock.
            rows = {number: await _locked(db, number) for number in sorted((link.respondent_id, mine.id))}
            there, here = rows[link.respondent_id], rows[mine.id]
            if there is None or here is None:
                return False
            pair = Pair(there, here) if keep is Keep.theirs else Pair(here, there)
            await join(db, pair, who, now)
        return True

    async def places(self, who: Address) -> tuple[Address, ...]:
        """Return all addresses of the respondent at this one."""
        async with self._database.reading() as db:
            row = await respondent_row(db, who)
            return await addresses_of(db, row) if row is not None else ()

    async def leave_only(self, who: Address) -> None:
        """Take away all addresses of a respondent on this face but this one: other browsers are strangers then."""
        async with self._database.writing() as db:
            row = await respondent_row(db, who)
            if row is not None:
                kept = [each for each in await addresses_of(db, row) if each == who or each.face == ONE_ACCOUNT]
                await write_addresses(db, row, kept, self._now())


async def _locked(db: AsyncSession, respondent: int) -> RespondentRow | None:
    """Return a respondent's row, which no tap can move until this transaction ends."""
    found = await db.exec(
        select(RespondentRow)
        .where(col(RespondentRow.id) == respondent)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return found.first()


def _found(row: RespondentRow) -> Found:
    return Found(Address(row.face, row.address), aware(row.seen_at))
