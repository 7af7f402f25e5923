"""Signs officers in by one-time links. A wrong, used, foreign or expired link is refused in one way, and tries are limited."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import SIGNING_IN, Act, LinkPurpose
from flows.campaign.roles import Role
from storage.association_tables import OfficerLinkRow, OfficerRow, OfficerSessionRow
from storage.associations.access import SESSION, lock
from storage.associations.audit_log import note
from storage.associations.links import forget_old_links, stored_link, use_link
from storage.clock import moment
from storage.database import Database
from storage.tokens import fresh_id, fresh_token, hash_of
from storage.tries import Tried, forget_old_tries, take

KIND = "officer-link"


@dataclass(frozen=True, slots=True)
class Entered:
    """The result of opening a link: the secret of a new session; "" if the link does not work, or for `wait` is not tried."""

    session: str = ""
    wait: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a link is opened: the language of its page, who tries, and the session that this browser had ("" for none)."""

    language: str
    tried: Sequence[Tried] = ()
    session: str = ""


class SignIn:
    """Begins and ends sessions. Raises Unstored if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def join(self, token: str, name: str, browser: Browser) -> Entered:
        """Use an invitation: make the officer that it says, under the name that they chose, and sign them in."""
        async with self._database.writing() as db:
            now = await moment(db)
            wait = await _wait(db, browser, now)
            if wait:
                return Entered(wait=wait)
            link = await _used(db, token, {LinkPurpose.invitation}, now)
            if link is None:
                await _note_refused(db, token, now)
                return Entered()
            officer = OfficerRow(
                id=fresh_id(),
                association_id=link.association_id,
                name=name,
                role=Role(link.role or ""),
                may_send=link.may_send,
                districts=link.districts,
                joined_at=now,
            )
            db.add(officer)
            await db.flush()
            note(db, officer.association_id, now, Act.joined, by=(officer.id, name), subject=link.label, detail=officer.role)
            return Entered(await _begin(db, officer, link, browser, now))

    async def enter(self, token: str, browser: Browser) -> Entered:
        """Use a link that signs an officer in."""
        async with self._database.writing() as db:
            now = await moment(db)
            wait = await _wait(db, browser, now)
            if wait:
                return Entered(wait=wait)
            link = await _used(db, token, SIGNING_IN, now)
            officer = await db.get(OfficerRow, link.officer_id) if link is not None else None
            if link is None or officer is None:
                await _note_refused(db, token, now)
                return Entered()
            return Entered(await _begin(db, officer, link, browser, now))

    async def sign_out(self, session: str) -> None:
        """End a session, also one that has expired."""
        async with self._database.writing() as db:
            row = await db.get(OfficerSessionRow, hash_of(session))
            officer = await db.get(OfficerRow, row.officer_id) if row is not None else None
            if row is not None and officer is not None:
                note(db, officer.association_id, await moment(db), Act.signed_out, by=(officer.id, officer.name))
                await db.delete(row)


async def _used(db: AsyncSession, token: str, purposes: Collection[LinkPurpose], now: datetime) -> OfficerLinkRow | None:
    """Use a link up. The association is held first: a removal of the officer waits for this, or comes first."""
    link = await stored_link(db, token)
    if link is not None:
        await lock(db, link.association_id)
    return await use_link(db, token, purposes, now)


async def _begin(db: AsyncSession, officer: OfficerRow, link: OfficerLinkRow, browser: Browser, now: datetime) -> str:
    """Begin a session with a new secret. The one that this browser had ends; what has expired is forgotten."""
    session = fresh_token()
    ended = or_(col(OfficerSessionRow.hash) == hash_of(browser.session), col(OfficerSessionRow.expires_at) <= now)
    await db.exec(delete(OfficerSessionRow).where(ended).execution_options(synchronize_session=False))
    await forget_old_links(db, now)
    await forget_old_tries(db, now)
    db.add(
        OfficerSessionRow(
            hash=hash_of(session),
            officer_id=officer.id,
            purpose=link.purpose,
            language=browser.language,
            made_at=now,
            seen_at=now,
            expires_at=now + SESSION,
        )
    )
    note(db, officer.association_id, now, Act.signed_in, by=(officer.id, officer.name), detail=link.purpose)
    return session


async def _wait(db: AsyncSession, browser: Browser, now: datetime) -> timedelta:
    for tried in browser.tried:
        wait = await take(db, KIND, tried, now)
        if wait:
            return wait
    return timedelta()


async def _note_refused(db: AsyncSession, token: str, now: datetime) -> None:
    """Log a link that did not work with the association that it was made for; one that never was is nobody's."""
    link = await stored_link(db, token)
    if link is not None:
        note(db, link.association_id, now, Act.link_refused, subject=link.label, detail=link.purpose)
