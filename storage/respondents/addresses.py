"""Adds addresses to a respondent and takes them away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.respondents.personal_data import addresses_of
from storage.tables import AddressRow, CardRow, RespondentRow

# A respondent has one account of such a face at most: the numbers of messages of two accounts cannot be compared.
ONE_ACCOUNT = "telegram"
# Of more addresses the one that was added first makes room.
AT_MOST = 20


async def address_to_write_to(db: AsyncSession, row: RespondentRow) -> Address:
    """Return where a message reaches a respondent: their account if they have one, else their first address."""
    addresses = await addresses_of(db, row)
    return next((address for address in addresses if address.face == ONE_ACCOUNT), addresses[0])


async def add_address(db: AsyncSession, row: RespondentRow, new: Address, now: datetime) -> None:
    """Give a respondent one more address. An account takes the place of the account that they had, with its card."""
    addresses = await addresses_of(db, row)
    if new.face == ONE_ACCOUNT:
        addresses = tuple(address for address in addresses if address.face != ONE_ACCOUNT)
        await db.exec(delete(CardRow).where(col(CardRow.respondent_id) == row.id))
        row.heard, row.counter = 0, ""
    await write_addresses(db, row, (*addresses, new), now)


async def write_addresses(db: AsyncSession, row: RespondentRow, addresses: Iterable[Address], now: datetime) -> None:
    """Replace all addresses of a respondent; the first becomes that of their row."""
    wanted = list(dict.fromkeys(addresses))
    if len(wanted) > AT_MOST:
        accounts = [address for address in wanted if address.face == ONE_ACCOUNT]
        others = [address for address in wanted if address.face != ONE_ACCOUNT]
        wanted = [*accounts, *others[-(AT_MOST - len(accounts)) :]]
    await db.exec(delete(AddressRow).where(col(AddressRow.respondent_id) == row.id))
    row.face, row.address = wanted[0].face, wanted[0].address
    db.add(row)
    await db.flush()
    for each in wanted[1:]:
        await db.exec(delete(AddressRow).where(col(AddressRow.face) == each.face, col(AddressRow.address) == each.address))
        db.add(AddressRow(face=each.face, address=each.address, respondent_id=row.id, added_at=now))
        await db.flush()
