"""Reads the figures of a campaign for a respondent who takes part in it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlmodel import col, select

from flows.campaign.campaign import Campaign
from flows.dialogue import Address
from storage.campaign_tables import CampaignRow, ParticipationRow
from storage.campaigns.campaigns import campaign_of
from storage.campaigns.joined import joined_campaigns
from storage.campaigns.releases import PublishedRelease, published
from storage.database import Database
from storage.lookup import respondent_at


@dataclass(frozen=True, slots=True)
class SharedFigures:
    """A campaign, its latest release (None: there is none), and whether a release may still come."""

    campaign: Campaign
    latest: PublishedRelease | None
    comes: bool


class Others:
    """What respondents see of the others. A campaign is found through its participant. Raises Unstored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, who: Address, campaign: int) -> SharedFigures | None:
        """Return the figures of a campaign for somebody who takes part in it; None for anybody else."""
        async with self._database.reading() as db:
            wanted = (
                select(CampaignRow)
                .join(ParticipationRow, col(ParticipationRow.campaign_id) == col(CampaignRow.id))
                .where(CampaignRow.id == campaign, *_takes_part(who))
            )
            row = (await db.exec(wanted)).first()
            if row is None:
                return None
            releases = await published(db, campaign)
            return SharedFigures(campaign_of(row), releases[-1] if releases else None, not row.figures_final)

    async def campaigns(self, who: Address) -> tuple[int, ...]:
        """Return the campaigns in whose figures somebody can find themselves, the newest first."""
        return tuple([each.id for each in await joined_campaigns(self._database, who) if not each.is_detached])


def _takes_part(who: Address) -> tuple[ColumnElement[bool], ...]:
    return (
        col(ParticipationRow.respondent_id) == respondent_at(who.face, who.address),
        col(ParticipationRow.withdrawn_at).is_(None),
        col(ParticipationRow.detached_at).is_(None),
    )
