"""Connects Telegram accounts with officers, and makes sign-in links for an account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act, LinkPurpose, Officer
from flows.campaign.roles import Right
from storage.association_tables import AssociationRow, OfficerLinkRow, OfficerRow
from storage.associations.access import Access, lock, officer_of
from storage.associations.audit_log import note, note_by_caller
from storage.associations.links import MadeLink, make_link, stored_link, use_link
from storage.clock import moment


@dataclass(frozen=True, slots=True)
class ChatLink:
    """A link that signs in the officer of an account in one association, by that association's name."""

    association: str
    link: MadeLink


class Chats:
    """The Telegram accounts of officers. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def connect(self, token: str, account: str) -> Officer | None:
        """Connect an account by the link that its officer made at the desk; None if the link does not work.

        An account has one officer in each association: the one who connected it last. Telegram may deliver a message twice, so
        the account that used the link is told the same again.
        """
        async with self._access.database.writing() as db:
            now = await moment(db)
            link = await stored_link(db, token)
            if link is None or link.purpose != LinkPurpose.connect or link.officer_id is None:
                return None
            await lock(db, link.association_id)
            is_used = await use_link(db, token, {LinkPurpose.connect}, now) is not None
            row = await db.get(OfficerRow, link.officer_id, populate_existing=True)
            association = await db.get(AssociationRow, link.association_id)
            if row is None or association is None:
                return None
            if is_used:
                await _connect(db, row, account, now)
            elif row.telegram != account:
                note(db, link.association_id, now, Act.link_refused, detail=LinkPurpose.connect)
                return None
            return officer_of(row, association.name)

    async def disconnect(self, session: str) -> None:
        """Disconnect the caller's account; links that it was given stop working."""
        async with self._access.writing(session, Right.use_desk, alone=True) as acting:
            row = await acting.db.get(OfficerRow, acting.caller.officer.id, populate_existing=True)
            if row is None or row.telegram is None:
                return
            row.telegram = None
            given = select(OfficerLinkRow).where(
                OfficerLinkRow.officer_id == row.id,
                OfficerLinkRow.purpose == LinkPurpose.chat,
                col(OfficerLinkRow.used_at).is_(None),
            )
            for link in list(await acting.db.exec(given)):
                await acting.db.delete(link)
            note_by_caller(acting, Act.chat_disconnected, row.name)

    async def officers(self, account: str) -> tuple[Officer, ...]:
        """Return the officers of an account, in the order of their associations' names; () if it has none."""
        async with self._access.database.reading() as db:
            return tuple(officer_of(row, association) for row, association in await _officers(db, account))

    async def links(self, account: str, association: int | None = None) -> tuple[ChatLink, ...]:
        """Make a link for each officer of an account, in the order of their associations' names; () if it has none.

        If an `association` is given, a link is made only for the officer of that one.
        """
        async with self._access.database.writing() as db:
            now = await moment(db)
            made = []
            for row, name in await _officers(db, account):
                if association not in (None, row.association_id):
                    continue
                link = await make_link(db, row.association_id, row.id, LinkPurpose.chat, now)
                note(
                    db,
                    row.association_id,
                    now,
                    Act.link_made,
                    by=(row.id, row.name),
                    subject=row.name,
                    detail=LinkPurpose.chat,
                )
                made.append(ChatLink(name, link))
        return tuple(made)


async def _officers(db: AsyncSession, account: str) -> list[tuple[OfficerRow, str]]:
    found = await db.exec(
        select(OfficerRow, AssociationRow.name)
        .join(AssociationRow, col(AssociationRow.id) == col(OfficerRow.association_id))
        .where(OfficerRow.telegram == account)
        .order_by(col(AssociationRow.name))
    )
    return list(found)


async def _connect(db: AsyncSession, row: OfficerRow, account: str, now: datetime) -> None:
    await db.exec(
        update(OfficerRow)
        .where(
            col(OfficerRow.association_id) == row.association_id,
            col(OfficerRow.telegram) == account,
            col(OfficerRow.id) != row.id,
        )
        .values(telegram=None)
    )
    row.telegram = account
    db.add(row)
    note(db, row.association_id, now, Act.chat_connected, by=(row.id, row.name), subject=row.name)
