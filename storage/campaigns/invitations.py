"""Makes the links and codes by which people come to a campaign, and finds the campaign again.

A link's token is made from a secret and the invitation's id, so that a poster can be printed again later. Only its SHA-256 is
stored: somebody who reads the database cannot open a link.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.codes import read_code
from flows.campaign.officers import Act
from flows.campaign.roles import Right
from storage.associations.access import Access, Acting
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import InvitationRow, RosterRow
from storage.campaigns.campaigns import campaign_row
from storage.codes import free_code
from storage.tokens import fresh_id, hash_of

TOKEN_BYTES = 16
CHANNELS_AT_MOST = 50


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a campaign, as officers see it: a channel with its code, or an institution without one.

    `token` is "" if it was made with another secret and cannot be shown again; what was printed still works.
    `institution` is the name of the institution and `district` where it is; both are "" for a channel.
    """

    id: int
    channel: str
    code: str
    token: str
    opens: int
    institution: str = ""
    district: str = ""


class Tokens:
    """Makes the tokens of invitations from a secret of at least 32 bytes, which all processes of an installation share."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret

    def of(self, invitation: int) -> str:
        """Return the token of an invitation: 128 bits that nobody can work out without the secret."""
        digest = hmac.digest(self._secret, b"invitation %d" % invitation, hashlib.sha256)
        return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).decode().rstrip("=")


class Invitations:
    """The ways into the campaigns of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access, tokens: Tokens) -> None:
        self._access = access
        self._tokens = tokens

    async def channels(self, session: str, campaign: int) -> tuple[Way, ...]:
        """Return the channels of a campaign that can be used, in the order in which they were made."""
        async with self._access.reading(session, Right.see_rows) as acting:
            if await campaign_row(acting, campaign) is None:
                return ()
            rows = await acting.db.exec(
                select(InvitationRow).where(*channels_of(campaign)).order_by(col(InvitationRow.made_at), col(InvitationRow.id))
            )
            return tuple(map(self.way, rows))

    async def add_channel(self, session: str, campaign: int, label: str) -> Way | None:
        """Make a channel with a link and a code. None if the campaign is unknown, has this channel, or too many of them."""
        async with self._access.writing(session, Right.manage_campaigns, alone=True) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            labels = list(await acting.db.exec(select(InvitationRow.channel).where(*channels_of(campaign))))
            if label in labels or len(labels) >= CHANNELS_AT_MOST:
                return None
            row = self._new(campaign, acting.now, channel=label, code=await free_code(acting.db))
            acting.db.add(row)
            note_by_caller(acting, Act.way_made, label)
            return self.way(row)

    async def close_channel(self, session: str, campaign: int, way: int) -> bool:
        """Let a channel's link and code lead nowhere any more; what came through it stays. False if there is none."""
        async with self._access.writing(session, Right.manage_campaigns) as acting:
            if await campaign_row(acting, campaign) is None:
                return False
            wanted = select(InvitationRow).where(*channels_of(campaign), InvitationRow.id == way)
            row = (await acting.db.exec(wanted)).first()
            if row is None:
                return False
            row.withdrawn_at = acting.now
            acting.db.add(row)
            note_by_caller(acting, Act.way_closed, row.channel)
            return True

    async def of_institution(self, session: str, campaign: int, institution: int) -> Way | None:
        """Return the way of one institution of the roster; None if the caller may not see it, or there is none."""
        async with self._access.reading(session, Right.see_rows) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            wanted = (
                select(InvitationRow, RosterRow.district, RosterRow.name)
                .join(RosterRow, col(RosterRow.id) == col(InvitationRow.roster_id))
                .where(InvitationRow.campaign_id == campaign, InvitationRow.roster_id == institution)
            )
            found = (await acting.db.exec(wanted)).first()
            if found is None or not acting.caller.officer.office.covers(found[1]):
                return None
            return self.way(*found)

    async def add_for_institutions(self, acting: Acting, campaign: int, institutions: Iterable[int]) -> None:
        """Make the ways of new institutions of a roster, in the caller's transaction."""
        rows = [self._new(campaign, acting.now, roster=institution).model_dump() for institution in institutions]
        if rows:
            await acting.db.exec(insert(InvitationRow), params=rows)

    def _new(
        self, campaign: int, at: datetime, *, channel: str = "", code: str | None = None, roster: int | None = None
    ) -> InvitationRow:
        number = fresh_id()
        return InvitationRow(
            id=number,
            campaign_id=campaign,
            roster_id=roster,
            channel=channel,
            hash=hash_of(self._tokens.of(number)),
            code=code,
            made_at=at,
            opens=0,
        )

    def way(self, row: InvitationRow, district: str = "", institution: str = "") -> Way:
        """Return the way of a stored invitation, and of the institution that it is for."""
        token = self._tokens.of(row.id)
        shown = token if hash_of(token) == row.hash else ""
        return Way(row.id, row.channel, row.code or "", shown, row.opens, institution, district)


async def invitation_of(db: AsyncSession, typed: str) -> InvitationRow | None:
    """Return the invitation of a link's token or of a typed code; None if it is unknown or was withdrawn.

    A token is found by its hash, so the time that this takes says nothing about how much of a guess was right.
    """
    code = read_code(typed)
    by: ColumnElement[bool] = col(InvitationRow.code) == code if code else col(InvitationRow.hash) == hash_of(typed)
    return (await db.exec(select(InvitationRow).where(by, col(InvitationRow.withdrawn_at).is_(None)))).first()


async def note_opening(db: AsyncSession, invitation: InvitationRow, at: datetime) -> None:
    """Record that somebody went on from an invitation, in the caller's transaction."""
    await db.exec(
        update(InvitationRow).where(col(InvitationRow.id) == invitation.id).values(opens=col(InvitationRow.opens) + 1)
    )
    if invitation.roster_id is not None:
        first = (col(RosterRow.id) == invitation.roster_id, col(RosterRow.opened_at).is_(None))
        await db.exec(update(RosterRow).where(*first).values(opened_at=at))


def channels_of(campaign: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that an invitation is a channel of a campaign, and can be used."""
    return (
        col(InvitationRow.campaign_id) == campaign,
        col(InvitationRow.roster_id).is_(None),
        col(InvitationRow.withdrawn_at).is_(None),
    )
