"""A campaign that invites people to the page, and browsers without a screen that follow its links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from aiohttp import ClientSession
from msgspec.structs import replace

from flows.campaign.campaign import Campaign, started
from flows.campaign.release import Missing, Release
from flows.campaign.roster.preview import RosterRow
from flows.campaign.visibility import Visibility
from flows.days import day_of
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.campaigns.invitations import Way
from storage.campaigns.release_making import ReleaseMaker
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.visitor import field, page


@dataclass
class Inviting:
    """A running campaign of the association North, with a channel and a roster."""

    desk: CampaignDesk
    session: str
    campaign: int
    channel: Way
    institutions: dict[str, int]

    async def link_of(self, institution: str) -> str:
        """The path of the link of one institution."""
        way = await self.desk.invitations.of_institution(self.session, self.campaign, self.institutions[institution])
        assert way is not None
        return f"/c/{way.token}"

    async def others_finish(self, rungs: Sequence[int], first: int = 1) -> None:
        """Let one more institution for each of these rungs finish, with that rung everywhere. They are numbered from `first`."""
        sheet = tuple(RosterRow(line, f"Other {line:02}", "North") for line in range(first, first + len(rungs)))
        ids = await self.desk.imported(self.session, self.campaign, sheet)
        for row, rung in zip(sheet, rungs, strict=True):
            who = Address("web", f"other-{row.row}")
            await self.desk.takes_part(self.session, self.campaign, ids[row.name], who, Visibility.counts)
            await self.desk.finishes(who, dict.fromkeys(shipped().codes, rung))

    async def night(self, days: int = 1) -> Release | Missing | None:
        """Let the release be tried that is due `days` days from today."""
        maker = ReleaseMaker(self.desk.database, shipped())
        return await maker.make(self.campaign, day_of(datetime.now(UTC)) + timedelta(days=days))

    @property
    def link(self) -> str:
        """The path of the link of the channel."""
        return f"/c/{self.channel.token}"


async def inviting(desk: CampaignDesk, draft: Campaign = DRAFT, *, starts: bool = True, association: str = "North") -> Inviting:
    """Make a campaign that runs for a month from today, on the clock of the machine."""
    today = day_of(datetime.now(UTC))
    draft = replace(draft, closes_on=today + timedelta(days=30), kept_until=today + timedelta(days=200))
    session = await desk.first(association)
    number = await desk.campaigns.make(session, draft)
    assert number is not None
    if starts:
        assert await desk.campaigns.change(session, number, lambda campaign: started(campaign, today))
    institutions = await desk.imported(session, number)
    channel = await desk.invitations.add_channel(session, number, "chat group")
    assert channel is not None
    return Inviting(desk, session, number, channel, institutions)


async def takes_part(client: ClientSession, path: str, level: str = "star", **fields: str) -> tuple[int, str]:
    """Open a link and press its button; the status, and the page or where it leads."""
    token = field(await page(client, path), "token")
    data = {"token": token, "language": "en", "level": level, **fields}
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


async def tries_code(client: ClientSession, code: str) -> tuple[int, str]:
    """Type a code on its page; the status, and the page or where it leads."""
    token = field(await page(client, "/c"), "token")
    async with client.post("/c", data={"token": token, "language": "en", "code": code}, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()
