"""Makes, lists, renews and revokes secret links to a respondent. Only a link's hash is stored."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from sqlalchemy import delete
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from storage.database import Database
from storage.lookup import is_of, respondent_at
from storage.moments import aware
from storage.respondents.personal_data import respondent_row
from storage.tables import LinkRow, RespondentRow
from storage.tokens import fresh_token, hash_of, short_name

# As many links of one kind a respondent can have at the same time.
AT_MOST = 10


class LinkKind(StrEnum):
    """Where a link leads: to the page as often as one likes; once to the page; once to a chat. The values are stored."""

    again = "again"
    to_page = "to_page"
    to_chat = "to_chat"


# How long a link of each kind works.
LIFETIMES = {
    LinkKind.again: timedelta(days=90),
    LinkKind.to_page: timedelta(minutes=10),
    LinkKind.to_chat: timedelta(minutes=10),
}


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link: its token, which is not stored and cannot be read again, and when it expires."""

    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class StoredLink:
    """A link as its owner sees it in a list: a short name to revoke it by, and its moments."""

    name: str
    made_at: datetime
    expires_at: datetime
    used_at: datetime | None


class Links:
    """The links of all respondents. `now` is the clock. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def make(self, who: Address, kind: LinkKind) -> MadeLink | None:
        """Make a link to a respondent; None if nothing is stored about them, or if they have AT_MOST links of this kind.

        Of links that work once, the oldest makes room.
        """
        token, now = fresh_token(), self._now()
        async with self._database.writing() as db:
            row = await respondent_row(db, who)
            if row is None or not await _has_room(db, row.id, kind, now):
                return None
            expires_at = now + LIFETIMES[kind]
            db.add(LinkRow(hash=hash_of(token), respondent_id=row.id, kind=kind, made_at=now, expires_at=expires_at))
        return MadeLink(token, expires_at)

    async def of(self, who: Address) -> tuple[StoredLink, ...]:
        """Return the links of one respondent that can be used again and have not expired, oldest first."""
        async with self._database.reading() as db:
            found = await db.exec(
                select(LinkRow)
                .where(
                    LinkRow.respondent_id == respondent_at(who.face, who.address),
                    LinkRow.kind == LinkKind.again,
                    LinkRow.expires_at > self._now(),
                )
                .order_by(col(LinkRow.made_at))
            )
            return tuple(
                StoredLink(short_name(row.hash), aware(row.made_at), aware(row.expires_at), _moment(row)) for row in found
            )

    async def leads_to(self, token: str, who: Address, kind: LinkKind) -> datetime | None:
        """Return when a link of this kind to this very respondent expires; None for any other token."""
        async with self._database.reading() as db:
            row = await link_row(db, token, {kind}, self._now())
            owner = (await db.exec(select(RespondentRow.id).where(is_of(who)))).first()
        return aware(row.expires_at) if row is not None and row.respondent_id == owner else None

    async def revoke(self, who: Address, name: str) -> None:
        """Delete the respondent's own link of this name; nothing happens if there is none."""
        async with self._database.writing() as db:
            own = select(LinkRow).where(
                LinkRow.respondent_id == respondent_at(who.face, who.address), LinkRow.kind == LinkKind.again
            )
            for row in await db.exec(own):
                if short_name(row.hash) == name:
                    await db.delete(row)


async def link_row(db: AsyncSession, token: str, kinds: set[LinkKind], now: datetime) -> LinkRow | None:
    """Return the row of a token of one of these kinds; None if it is unknown, revoked, used up or expired.

    It is found by its hash, so the time that this takes says nothing about how much of a guess was right.
    """
    wanted = select(LinkRow).where(LinkRow.hash == hash_of(token), LinkRow.expires_at > now)
    return (await db.exec(wanted.where(col(LinkRow.kind).in_(list(kinds))))).first()


async def use(db: AsyncSession, row: LinkRow, now: datetime, *, renew: bool) -> bool:
    """Use a link once: a link that works once is deleted. Return False if another request was faster."""
    if row.kind != LinkKind.again:
        used = await db.exec(delete(LinkRow).where(col(LinkRow.hash) == row.hash))
        return bool(used.rowcount == 1)
    row.used_at = now
    if renew:
        row.expires_at = now + LIFETIMES[LinkKind.again]
    db.add(row)
    return True


async def _has_room(db: AsyncSession, respondent: int, kind: LinkKind, now: datetime) -> bool:
    of_this_kind = (col(LinkRow.respondent_id) == respondent, col(LinkRow.kind) == kind)
    await db.exec(delete(LinkRow).where(*of_this_kind, col(LinkRow.expires_at) <= now))
    count = (await db.exec(select(func.count(col(LinkRow.hash))).where(*of_this_kind))).one()
    if count < AT_MOST:
        return True
    if kind is LinkKind.again:
        return False
    oldest = select(LinkRow.hash).where(*of_this_kind).order_by(col(LinkRow.made_at)).limit(1)
    await db.exec(delete(LinkRow).where(col(LinkRow.hash).in_(oldest)))
    return True


def _moment(row: LinkRow) -> datetime | None:
    return aware(row.used_at) if row.used_at is not None else None
