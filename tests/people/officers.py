"""Officers of an association, stored without a face."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from flows.campaign.officers import Act, LinkPurpose, Office
from flows.campaign.roles import Role
from storage.associations.access import Access
from storage.associations.audit_log import AuditLog
from storage.associations.officers import Officers
from storage.associations.operator import invite_administrator
from storage.associations.sessions import OwnSessions
from storage.associations.sign_in import Browser, SignIn
from storage.database import Database, open_database

BROWSER = Browser("en")
# The columns with moments that a waiting test moves into the past.
MOMENTS = (("officer_links", "expires_at"), ("officer_sessions", "expires_at"), ("officer_sessions", "seen_at"))


@dataclass
class DeskProcess:
    """One process that serves the desk."""

    database: Database

    def __post_init__(self) -> None:
        access = Access(self.database)
        self.access, self.log, self.officers = access, AuditLog(access), Officers(access)
        self.sessions, self.sign_in = OwnSessions(access), SignIn(self.database)

    async def first(self, association: str = "North", name: str = "Ann") -> str:
        """Invite an administrator at the command line and let them join; the secret of their session."""
        invited = await invite_administrator(self.database, association)
        assert invited.link is not None
        return await self.joined(invited.link.token, name)

    async def joined(self, token: str, name: str) -> str:
        """Use an invitation; the secret of the session."""
        entered = await self.sign_in.join(token, name, BROWSER)
        assert entered.session
        return entered.session

    async def colleague(self, session: str, role: Role, name: str, **office: object) -> str:
        """Invite somebody to a role and let them join; the secret of their session."""
        made = await self.officers.invite(session, Office(role, **office), name)  # type: ignore[arg-type]
        assert made is not None
        return await self.joined(made.token, name)

    async def number(self, session: str, name: str) -> int:
        """The id of the officer of this name, as an administrator sees it."""
        return next(officer.id for officer in await self.officers.all(session) if officer.name == name)

    async def link(self, session: str, purpose: LinkPurpose = LinkPurpose.device) -> str:
        """A link of the officer's own; its secret."""
        return (await self.sessions.make_link(session, purpose)).token

    async def enters(self, token: str) -> bool:
        """Whether a link signs somebody in."""
        return bool((await self.sign_in.enter(token, BROWSER)).session)

    async def acts(self, session: str) -> list[Act]:
        """What the log of the association says, the oldest first."""
        return [line.act for line in reversed((await self.log.page(session)).lines)]

    async def time_passes(self, by: timedelta) -> None:
        """Let every stored moment be that much longer ago."""
        seconds = int(by.total_seconds())
        async with self.database.writing() as db:
            connection = await db.connection()
            for table, column in MOMENTS:
                earlier = (
                    f"strftime('%Y-%m-%d %H:%M:%f', {column}, '-{seconds} seconds')"
                    if connection.dialect.name == "sqlite"
                    else f"{column} - interval '{seconds} seconds'"
                )
                await connection.execute(text(f"UPDATE {table} SET {column} = {earlier}"))
            await connection.execute(text(f"UPDATE tries SET whole_at_ms = whole_at_ms - {seconds * 1000}"))


@asynccontextmanager
async def desk_process(url: str) -> AsyncIterator[DeskProcess]:
    """Open the database as one process of the desk does."""
    async with open_database(url) as database:
        yield DeskProcess(database)
