"""Reads the releases of a campaign: all that anybody sees of its figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.release import Missing, Release
from flows.campaign.roles import Right
from storage.associations.access import Access, Entry
from storage.campaign_tables import CampaignRow, ReleaseRow
from storage.campaigns.campaigns import StoredCampaign, campaign_of, campaign_row
from storage.moments import aware

_FIGURES = msgspec.json.Decoder(Release)


@dataclass(frozen=True, slots=True)
class PublishedRelease:
    """A release, when it was made, and whether it is the one that closes its campaign."""

    release: Release
    made_at: datetime
    is_closing: bool


@dataclass(frozen=True, slots=True)
class CampaignRelease:
    """A release with its campaign."""

    stored: StoredCampaign
    published: PublishedRelease


@dataclass(frozen=True, slots=True)
class NextRelease:
    """What is known of the next release: whether one comes, and what it lacked when it was last tried (None: not tried yet)."""

    comes: bool
    missing: Missing | None


class Releases:
    """The releases of the caller's campaigns. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def of(self, entry: Entry, campaign: int) -> tuple[PublishedRelease, ...] | None:
        """Return the releases of a campaign, the oldest first; None if there is no such campaign."""
        async with self._access.reading(entry, Right.see_figures) as acting:
            if await campaign_row(acting, campaign) is None:
                return None
            return await published(acting.db, campaign)

    async def all(self, entry: Entry) -> tuple[CampaignRelease, ...]:
        """Return the releases of all campaigns of the association: the newest campaign first, in each the latest release."""
        async with self._access.reading(entry, Right.see_figures) as acting:
            wanted = (
                select(CampaignRow, ReleaseRow)
                .join(ReleaseRow, col(ReleaseRow.campaign_id) == col(CampaignRow.id))
                .where(CampaignRow.association_id == acting.caller.officer.association)
                .order_by(col(CampaignRow.made_at).desc(), col(CampaignRow.id), col(ReleaseRow.number).desc())
            )
            return tuple(
                CampaignRelease(StoredCampaign(row.id, campaign_of(row)), _published(release))
                for row, release in await acting.db.exec(wanted)
            )

    async def next(self, entry: Entry, campaign: int) -> NextRelease | None:
        """Return what is known of the next release of a campaign; None if there is no such campaign."""
        async with self._access.reading(entry, Right.see_figures) as acting:
            row = await campaign_row(acting, campaign)
            return None if row is None else NextRelease(not row.figures_final, missing_of(row))


async def published(db: AsyncSession, campaign: int) -> tuple[PublishedRelease, ...]:
    """Return the releases of a campaign, the oldest first."""
    rows = await db.exec(select(ReleaseRow).where(ReleaseRow.campaign_id == campaign).order_by(col(ReleaseRow.number)))
    return tuple(_published(row) for row in rows)


def missing_of(row: CampaignRow) -> Missing | None:
    """Return what the next release of a campaign lacked when it was last tried; None if it was not tried yet."""
    if row.missing_in_all is None or row.missing_changed is None:
        return None
    return Missing(row.missing_in_all, row.missing_changed)


def _published(row: ReleaseRow) -> PublishedRelease:
    return PublishedRelease(_FIGURES.decode(row.figures), aware(row.made_at), row.is_closing)
