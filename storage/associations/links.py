"""Makes and uses the one-time links of officers. Only a link's hash is stored, and one statement uses it up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import LinkPurpose, Office
from storage.association_tables import OfficerLinkRow
from storage.tokens import fresh_token, hash_of

# How long a link of each purpose works.
LIFETIMES: Mapping[LinkPurpose, timedelta] = {
    LinkPurpose.invitation: timedelta(days=7),
    LinkPurpose.sign_in: timedelta(days=7),
    LinkPurpose.device: timedelta(minutes=10),
    LinkPurpose.later: timedelta(days=30),
    LinkPurpose.chat: timedelta(minutes=10),
    LinkPurpose.connect: timedelta(minutes=10),
}
# As many links of one purpose an officer can have open; the oldest makes room. And an association's invitations.
AT_MOST = 5
INVITATIONS_AT_MOST = 100
# A link that no longer works is remembered this long, so that the log can say whose it was.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link: its secret, which cannot be read again, its purpose, and when it expires."""

    token: str
    purpose: LinkPurpose
    expires_at: datetime


async def make_invitation(
    db: AsyncSession, association: int, maker: int | None, office: Office, label: str, now: datetime, token: str = ""
) -> MadeLink | None:
    """Make a link for a new officer. `maker` is None for the operator. None if too many invitations are open.

    `token` is the secret of the link; "" for a fresh one.
    """
    open_ones = select(func.count(col(OfficerLinkRow.hash))).where(
        OfficerLinkRow.association_id == association,
        OfficerLinkRow.purpose == LinkPurpose.invitation,
        col(OfficerLinkRow.used_at).is_(None),
        OfficerLinkRow.expires_at > now,
    )
    if (await db.exec(open_ones)).one() >= INVITATIONS_AT_MOST:
        return None
    return _add(db, association, maker, LinkPurpose.invitation, now, token, office, label)


async def make_link(
    db: AsyncSession, association: int, officer: int, purpose: LinkPurpose, now: datetime, token: str = ""
) -> MadeLink:
    """Make a link for one officer. Of too many links of a purpose, the oldest stop working.

    `token` is the secret of the link; "" for a fresh one.
    """
    open_ones = (
        select(OfficerLinkRow.hash)
        .where(
            OfficerLinkRow.officer_id == officer,
            OfficerLinkRow.purpose == purpose,
            col(OfficerLinkRow.used_at).is_(None),
        )
        .order_by(col(OfficerLinkRow.made_at).desc())
    )
    surplus = list(await db.exec(open_ones))[AT_MOST - 1 :]
    await db.exec(delete(OfficerLinkRow).where(col(OfficerLinkRow.hash).in_(surplus)))
    return _add(db, association, officer, purpose, now, token, None, "")


async def use_link(db: AsyncSession, token: str, purposes: Collection[LinkPurpose], now: datetime) -> OfficerLinkRow | None:
    """Use a link up; return its row, or None if it does not work for one of these purposes.

    It is found by its hash, so the time that this takes says nothing about how much of a guess was right.
    """
    used = await db.exec(
        update(OfficerLinkRow)
        .where(
            col(OfficerLinkRow.hash) == hash_of(token),
            col(OfficerLinkRow.purpose).in_(list(purposes)),
            col(OfficerLinkRow.used_at).is_(None),
            col(OfficerLinkRow.expires_at) > now,
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    row = await stored_link(db, token)
    return row if used.rowcount == 1 else None


async def stored_link(db: AsyncSession, token: str) -> OfficerLinkRow | None:
    """Return what is stored of a link, whether it works or not."""
    wanted = select(OfficerLinkRow).where(OfficerLinkRow.hash == hash_of(token)).execution_options(populate_existing=True)
    return (await db.exec(wanted)).first()


async def forget_old_links(db: AsyncSession, now: datetime) -> None:
    """Delete links that have not worked for a long time."""
    old = delete(OfficerLinkRow).where(col(OfficerLinkRow.expires_at) < now - REMEMBERED)
    await db.exec(old.execution_options(synchronize_session=False))


def _add(
    db: AsyncSession,
    association: int,
    officer: int | None,
    purpose: LinkPurpose,
    now: datetime,
    token: str,
    office: Office | None,
    label: str,
) -> MadeLink:
    token, expires_at = token or fresh_token(), now + LIFETIMES[purpose]
    db.add(
        OfficerLinkRow(
            hash=hash_of(token),
            association_id=association,
            officer_id=officer,
            purpose=purpose,
            role=office.role if office else None,
            may_send=office.may_send if office else False,
            districts="\n".join(office.districts) if office else "",
            label=label,
            made_at=now,
            expires_at=expires_at,
        )
    )
    return MadeLink(token, purpose, expires_at)
