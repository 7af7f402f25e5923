"""The sessions and links of one officer: lists them, revokes them, and makes links to other devices and for the next time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import col, select

from flows.campaign.officers import Act, LinkPurpose
from flows.campaign.roles import Right
from storage.association_tables import OfficerLinkRow, OfficerSessionRow
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.associations.links import MadeLink, make_link
from storage.associations.made_once import Once, is_sent_again, link_of
from storage.moments import aware
from storage.tokens import short_name


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session as its officer sees it in a list: a name to revoke it by, the purpose of its link, and its moments."""

    name: str
    purpose: LinkPurpose
    made_at: datetime
    seen_at: datetime
    expires_at: datetime
    is_this: bool


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that can still be used: a name to revoke it by, its purpose, and its moments."""

    name: str
    purpose: LinkPurpose
    made_at: datetime
    expires_at: datetime


class OwnSessions:
    """What officers do with their own sessions. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def sessions(self, session: str) -> tuple[StoredSession, ...]:
        """Return the caller's sessions, the newest first."""
        async with self._access.reading(session, Right.use_desk) as acting:
            rows = await acting.db.exec(
                select(OfficerSessionRow)
                .where(
                    OfficerSessionRow.officer_id == acting.caller.officer.id,
                    OfficerSessionRow.expires_at > acting.now,
                )
                .order_by(col(OfficerSessionRow.made_at).desc(), col(OfficerSessionRow.hash))
            )
            return tuple(_stored(row, acting.caller.session) for row in rows)

    async def links(self, session: str) -> tuple[OpenLink, ...]:
        """Return the links that still sign the caller in, the newest first."""
        async with self._access.reading(session, Right.use_desk) as acting:
            rows = await acting.db.exec(
                select(OfficerLinkRow)
                .where(
                    OfficerLinkRow.officer_id == acting.caller.officer.id,
                    OfficerLinkRow.purpose != LinkPurpose.invitation,
                    col(OfficerLinkRow.used_at).is_(None),
                    OfficerLinkRow.expires_at > acting.now,
                )
                .order_by(col(OfficerLinkRow.made_at).desc(), col(OfficerLinkRow.hash))
            )
            return tuple(
                OpenLink(short_name(row.hash), LinkPurpose(row.purpose), aware(row.made_at), aware(row.expires_at))
                for row in rows
            )

    async def make_link(self, session: str, purpose: LinkPurpose, once: Once | None = None) -> MadeLink:
        """Make a link of the caller's own: to another device, for the next time, or to connect a chat.

        `once` is of the form that asks for it: if it was sent before, its link is returned. Raises Overtaken if that works no
        more, or another link was made meanwhile.
        """
        async with self._access.writing(session, Right.use_desk, alone=True) as acting:
            if once is not None and await is_sent_again(acting, once):
                return await link_of(acting, once)
            officer = acting.caller.officer
            made = await make_link(acting.db, officer.association, officer.id, purpose, acting.now, once.token if once else "")
            note_by_caller(acting, Act.link_made, officer.name, purpose)
            return made

    async def revoke(self, session: str, name: str) -> bool:
        """End the caller's own session, or delete their own link, of this name. Return whether there was one."""
        async with self._access.writing(session, Right.use_desk) as acting:
            own = acting.caller.officer.id
            sessions = list(await acting.db.exec(select(OfficerSessionRow.hash).where(OfficerSessionRow.officer_id == own)))
            links = list(
                await acting.db.exec(
                    select(OfficerLinkRow.hash).where(
                        OfficerLinkRow.officer_id == own,
                        OfficerLinkRow.purpose != LinkPurpose.invitation,
                        col(OfficerLinkRow.used_at).is_(None),
                    )
                )
            )
            found = [digest for digest in (*sessions, *links) if short_name(digest) == name]
            if not found:
                return False
            await acting.db.exec(delete(OfficerSessionRow).where(col(OfficerSessionRow.hash).in_(found)))
            await acting.db.exec(delete(OfficerLinkRow).where(col(OfficerLinkRow.hash).in_(found)))
            note_by_caller(acting, Act.session_revoked, acting.caller.officer.name)
            return True


def _stored(row: OfficerSessionRow, this: str) -> StoredSession:
    name = short_name(row.hash)
    return StoredSession(
        name, LinkPurpose(row.purpose), aware(row.made_at), aware(row.seen_at), aware(row.expires_at), name == this
    )
