"""Lets officers act: finds who is signed in, and checks what they may do, in the transaction in which they do it.

This is the one place that separates associations. Whatever an officer sees or changes is looked up with
`acting.caller.officer.association`, never by its id alone.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, text, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Office, Officer
from flows.campaign.roles import NotAllowed, NotSignedIn, Right, Role
from storage.association_tables import AssociationRow, OfficerRow, OfficerSessionRow
from storage.clock import moment
from storage.database import Database
from storage.moments import aware
from storage.tokens import hash_of, short_name

# How long a session lasts after signing in: a long working day.
SESSION = timedelta(hours=12)
# "Last seen" is written this seldom: looking at a page need not write.
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OfficerChat:
    """The chat in which an officer asks: the account that they connected, and for which association."""

    account: str
    association: int


# How an officer comes in: by the secret of a session's cookie, or, only to read, by their chat.
Entry = str | OfficerChat


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is signed in: the officer, the name of their session, and the language of its pages; "" for both in a chat."""

    officer: Officer
    session: str
    language: str

    @property
    def signature(self) -> tuple[int, str]:
        """What the log calls the officer: number and name."""
        return self.officer.id, self.officer.name


@dataclass(frozen=True, slots=True)
class Acting:
    """A transaction in which an officer may do one thing, and its moment by the database's clock."""

    db: AsyncSession
    caller: Caller
    now: datetime


class Access:
    """Opens transactions for officers. Raises NotSignedIn, NotAllowed, or Unstored if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self.database = database

    @asynccontextmanager
    async def reading(self, entry: Entry, right: Right) -> AsyncIterator[Acting]:
        """Open a transaction to read in."""
        async with self.database.reading() as db:
            await _without_compiling(db)
            now = await moment(db)
            if isinstance(entry, OfficerChat):
                yield Acting(db, await _caller_in_chat(db, entry, right), now)
            else:
                yield Acting(db, await _caller(db, entry, right, now), now)

    @asynccontextmanager
    async def writing(self, session: str, right: Right, *, alone: bool = False) -> AsyncIterator[Acting]:
        """Open a transaction to write in. With `alone`, no other such transaction of the association runs meanwhile.

        The officer's rights are read after the lock is taken: an officer who lost a right a moment ago cannot use it.
        """
        async with self.database.writing() as db:
            if alone:
                await _lock_association(db, session)
            now = await moment(db)
            yield Acting(db, await _caller(db, session, right, now), now)

    async def visit(self, session: str, right: Right) -> Caller:
        """Return who is signed in, for a page that needs a right; record that they were here."""
        async with self.reading(session, right) as acting:
            caller, now = acting.caller, acting.now
            seen = (await acting.db.exec(select(OfficerSessionRow.seen_at).where(_is(session)))).one()
        if now - aware(seen) > SEEN_EVERY:
            async with self.database.writing() as db:
                await db.exec(update(OfficerSessionRow).where(_is(session)).values(seen_at=now))
        return caller

    async def speak(self, session: str, language: str) -> None:
        """Show the pages of a session in another language."""
        async with self.writing(session, Right.use_desk) as acting:
            await acting.db.exec(update(OfficerSessionRow).where(_is(session)).values(language=language))


async def lock(db: AsyncSession, association: int) -> None:
    """Wait until no other transaction holds this association, and hold it until this one ends.

    SQLite needs no lock: its writers wait for each other.
    """
    await db.exec(select(AssociationRow.id).where(AssociationRow.id == association).with_for_update())


def officer_of(row: OfficerRow, association_name: str) -> Officer:
    """Return the officer of a row."""
    return Officer(
        row.id,
        row.association_id,
        association_name,
        row.name,
        Office(Role(row.role), row.may_send, tuple(row.districts.splitlines())),
        aware(row.joined_at),
        row.telegram is not None,
    )


async def _without_compiling(db: AsyncSession) -> None:
    """Tell PostgreSQL not to compile what this transaction runs.

    Statements about a campaign read something more of some people only. It expects that of everybody, so it takes them for
    longer than they are, and compiling them would take longer than they do.
    """
    connection = await db.connection()
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SET LOCAL jit = off"))


async def _lock_association(db: AsyncSession, session: str) -> None:
    mine = select(OfficerRow.association_id).join(OfficerSessionRow).where(_is(session))
    association = (await db.exec(mine)).first()
    if association is None:
        raise NotSignedIn
    await lock(db, association)


async def _caller(db: AsyncSession, session: str, right: Right, now: datetime) -> Caller:
    wanted = (
        select(OfficerRow, OfficerSessionRow, AssociationRow.name)
        .join(OfficerSessionRow, col(OfficerSessionRow.officer_id) == col(OfficerRow.id))
        .join(AssociationRow, col(AssociationRow.id) == col(OfficerRow.association_id))
        .where(_is(session), OfficerSessionRow.expires_at > now)
    )
    found = (await db.exec(wanted)).first()
    if found is None:
        raise NotSignedIn
    row, signed_in, association = found
    return Caller(_allowed(officer_of(row, association), right), short_name(signed_in.hash), signed_in.language)


async def _caller_in_chat(db: AsyncSession, chat: OfficerChat, right: Right) -> Caller:
    """Return the officer of a chat. An account has one officer in each association at most."""
    wanted = (
        select(OfficerRow, AssociationRow.name)
        .join(AssociationRow, col(AssociationRow.id) == col(OfficerRow.association_id))
        .where(OfficerRow.telegram == chat.account, OfficerRow.association_id == chat.association)
    )
    found = (await db.exec(wanted)).first()
    if found is None:
        raise NotSignedIn
    return Caller(_allowed(officer_of(*found), right), "", "")


def _allowed(officer: Officer, right: Right) -> Officer:
    if not officer.may(right):
        raise NotAllowed
    return officer


def _is(session: str) -> ColumnElement[bool]:
    return col(OfficerSessionRow.hash) == hash_of(session)
