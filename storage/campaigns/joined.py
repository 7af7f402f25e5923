"""Reads in which campaigns a respondent takes part, on the path of a tap: every result and every document asks it."""

from __future__ import annotations

from dataclasses import dataclass

from flows.dialogue import Address
from storage.database import Database
from storage.tap.group_commit import Load


@dataclass(frozen=True, slots=True)
class JoinedCampaign:
    """A campaign, and whether an officer said that this respondent does not answer for their institution."""

    id: int
    is_detached: bool


async def joined_campaigns(database: Database, who: Address) -> tuple[JoinedCampaign, ...]:
    """Return the campaigns in which a respondent takes part, the newest first. Raises Unstored."""
    place = {"respondents.face": who.face, "respondents.address": who.address}
    rows = await database.commits.do(Load(database.hot_path.participations, place))
    return tuple([JoinedCampaign(row[0], bool(row[1])) for row in rows])
