"""What administrators do with the officers of their own association. It always keeps an administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, delete
from sqlmodel import col, func, select

from flows.campaign.officers import Act, LinkPurpose, Office, Officer, office_of
from flows.campaign.roles import Right, Role
from flows.fingerprint import fingerprint
from storage.association_tables import OfficerLinkRow, OfficerRow
from storage.associations.access import Access, Acting, officer_of
from storage.associations.audit_log import note_by_caller
from storage.associations.links import MadeLink, make_invitation, make_link
from storage.associations.made_once import Once, is_sent_again, link_of
from storage.moments import aware
from storage.tokens import short_name


class Changed(StrEnum):
    """The result of a change to an officer."""

    done = "done"
    # There is no such officer, or invitation, in the caller's association.
    gone = "gone"
    # It would have left the association without an administrator.
    last_administrator = "last_administrator"
    # Somebody has changed their office since it was shown.
    overtaken = "overtaken"


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that nobody has used yet. `label` says for whom it is."""

    name: str
    label: str
    role: Role
    expires_at: datetime


class Officers:
    """The officers of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def administrators(self, session: str) -> tuple[str, ...]:
        """Return the names of the administrators, whom any officer can ask."""
        async with self._access.reading(session, Right.use_desk) as acting:
            names = await acting.db.exec(
                select(OfficerRow.name)
                .where(_of(acting), OfficerRow.role == Role.administrator)
                .order_by(col(OfficerRow.joined_at), col(OfficerRow.id))
            )
            return tuple(names)

    async def all(self, session: str) -> tuple[Officer, ...]:
        """Return all officers, in the order in which they joined."""
        async with self._access.reading(session, Right.manage_officers) as acting:
            rows = await acting.db.exec(
                select(OfficerRow).where(_of(acting)).order_by(col(OfficerRow.joined_at), col(OfficerRow.id))
            )
            return tuple(officer_of(row, acting.caller.officer.association_name) for row in rows)

    async def one(self, session: str, officer: int) -> Officer | None:
        """Return one officer; None if there is none of this id in the caller's association."""
        async with self._access.reading(session, Right.manage_officers) as acting:
            row = await _row(acting, officer)
            return officer_of(row, acting.caller.officer.association_name) if row is not None else None

    async def invitations(self, session: str) -> tuple[OpenInvitation, ...]:
        """Return the invitations that can still be used, the newest first."""
        async with self._access.reading(session, Right.manage_officers) as acting:
            rows = await acting.db.exec(
                select(OfficerLinkRow)
                .where(
                    OfficerLinkRow.association_id == acting.caller.officer.association,
                    OfficerLinkRow.purpose == LinkPurpose.invitation,
                    col(OfficerLinkRow.used_at).is_(None),
                    OfficerLinkRow.expires_at > acting.now,
                )
                .order_by(col(OfficerLinkRow.made_at).desc(), col(OfficerLinkRow.hash))
            )
            return tuple(
                OpenInvitation(short_name(row.hash), row.label, Role(row.role or ""), aware(row.expires_at)) for row in rows
            )

    async def invite(self, session: str, office: Office, label: str, once: Once | None = None) -> MadeLink | None:
        """Make an invitation to an office. None if too many are open. `once` is as in `OwnSessions.make_link`."""
        async with self._access.writing(session, Right.manage_officers, alone=True) as acting:
            if once is not None and await is_sent_again(acting, once):
                return await link_of(acting, once)
            inviter, token = acting.caller.officer, once.token if once else ""
            made = await make_invitation(acting.db, inviter.association, inviter.id, office, label, acting.now, token)
            if made is not None:
                note_by_caller(acting, Act.invited, label, office.role)
            return made

    async def withdraw(self, session: str, name: str) -> Changed:
        """Delete the open invitation of this name."""
        async with self._access.writing(session, Right.manage_officers) as acting:
            rows = await acting.db.exec(
                select(OfficerLinkRow).where(
                    OfficerLinkRow.association_id == acting.caller.officer.association,
                    OfficerLinkRow.purpose == LinkPurpose.invitation,
                    col(OfficerLinkRow.used_at).is_(None),
                )
            )
            row = next((row for row in rows if short_name(row.hash) == name), None)
            if row is None:
                return Changed.gone
            note_by_caller(acting, Act.invitation_withdrawn, row.label, row.role or "")
            await acting.db.delete(row)
            return Changed.done

    async def help_in(self, session: str, officer: int, once: Once | None = None) -> MadeLink | None:
        """Make a link that signs another officer in, who has no other way in. None if there is no such officer.

        `once` is as in `OwnSessions.make_link`.
        """
        async with self._access.writing(session, Right.manage_officers, alone=True) as acting:
            row = await _row(acting, officer)
            if row is None:
                return None
            if once is not None and await is_sent_again(acting, once):
                return await link_of(acting, once)
            note_by_caller(acting, Act.link_made, row.name, LinkPurpose.sign_in)
            token = once.token if once else ""
            return await make_link(acting.db, row.association_id, row.id, LinkPurpose.sign_in, acting.now, token)

    async def change(self, session: str, officer: int, office: Office, seen: str | None = None) -> Changed:
        """Give an officer another office. If they stop being an administrator, the invitations they made stop working.

        `seen` is the fingerprint of the office that was shown; None: nothing is compared.
        """
        async with self._access.writing(session, Right.manage_officers, alone=True) as acting:
            row = await _row(acting, officer)
            if row is None:
                return Changed.gone
            before = officer_of(row, "").office
            office = office_of(office.role, may_send=office.may_send, districts=office.districts)
            if seen is not None and seen != fingerprint(before) and office != before:
                return Changed.overtaken
            if office.role is not Role.administrator and await _is_last(acting, row):
                return Changed.last_administrator
            row.role, row.may_send, row.districts = office.role, office.may_send, "\n".join(office.districts)
            acting.db.add(row)
            if before.role != office.role:
                note_by_caller(acting, Act.role_changed, row.name, office.role)
            if before.may_send != office.may_send:
                note_by_caller(acting, Act.send_granted if office.may_send else Act.send_withdrawn, row.name)
            if before.districts != office.districts:
                note_by_caller(acting, Act.districts_changed, row.name)
            if office.role is not Role.administrator:
                await acting.db.exec(
                    delete(OfficerLinkRow).where(
                        col(OfficerLinkRow.officer_id) == row.id,
                        col(OfficerLinkRow.purpose) == LinkPurpose.invitation,
                        col(OfficerLinkRow.used_at).is_(None),
                    )
                )
            return Changed.done

    async def remove(self, session: str, officer: int) -> Changed:
        """Remove an officer. Their sessions end, and their links and invitations stop working."""
        async with self._access.writing(session, Right.manage_officers, alone=True) as acting:
            row = await _row(acting, officer)
            if row is None:
                return Changed.gone
            if await _is_last(acting, row):
                return Changed.last_administrator
            note_by_caller(acting, Act.removed, row.name, row.role)
            await acting.db.delete(row)
            return Changed.done


def _of(acting: Acting) -> ColumnElement[bool]:
    return col(OfficerRow.association_id) == acting.caller.officer.association


async def _row(acting: Acting, officer: int) -> OfficerRow | None:
    wanted = select(OfficerRow).where(_of(acting), OfficerRow.id == officer)
    return (await acting.db.exec(wanted.execution_options(populate_existing=True))).first()


async def _is_last(acting: Acting, row: OfficerRow) -> bool:
    """Return whether this officer is the only administrator. The transaction must hold the association."""
    if row.role != Role.administrator:
        return False
    count = select(func.count(col(OfficerRow.id))).where(_of(acting), OfficerRow.role == Role.administrator)
    return (await acting.db.exec(count)).one() == 1
