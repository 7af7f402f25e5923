"""People who take part in a campaign and are written to, and the officer who writes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from msgspec.structs import replace
from sqlalchemy import update
from sqlmodel import col, select

from flows.assessment.rating import Rating
from flows.campaign.campaign import Campaign
from flows.campaign.reaching import SendProblem
from flows.campaign.segment import Audience, Segment
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.standard.loader import shipped
from storage.campaigns.broadcasts import Broadcasts
from storage.campaigns.participations import Joined
from storage.lookup import respondent_at
from storage.tables import RespondentRow
from tests.people.campaigners import BEGUN, DRAFT, STRANGER, TODAY, CampaignDesk, campaign_desk

EVERYONE, CHASE = Segment(Audience.everyone), Segment(Audience.unfinished)
PROMISED = replace(DRAFT, reminds=True)
DOMAINS = [[sub.code for sub in domain.subdomains] for domain in shipped().domains]


@dataclass
class Written:
    """A running campaign, its administrator's session, and the accounts of those who take part."""

    desk: CampaignDesk
    session: str
    campaign: int
    people: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.broadcasts = Broadcasts(self.desk.access, shipped())

    async def joins(self, face: str = "telegram", label: str = "group") -> str:
        """Let one more person take part, through a channel; their account. The page's people are not in `people`."""
        ways = await self.desk.invitations.channels(self.session, self.campaign)
        way = next((way for way in ways or () if way.channel == label), None)
        way = way or await self.desk.invitations.add_channel(self.session, self.campaign, label)
        assert way is not None
        name = str(7_000_000_000 + len(self.people)) if face == "telegram" else f"{face}-{len(self.people)}"
        who = Address(face, name)
        assert await self.desk.interviews.save(who, STRANGER, BEGUN)
        assert await self.desk.people.join(who, way.token, Visibility.answers, TODAY) is Joined.done
        if face == "telegram":
            self.people.append(name)
        return name

    async def answers(self, account: str, *codes: str) -> None:
        """Let a person answer some subdomains in the run that they are in."""
        before = await self._loaded(account)
        ratings = MappingProxyType({**before.ratings, **{code: Rating(2) for code in codes}})
        after = replace(before, turn=before.turn + 1, ratings=ratings)
        assert await self.desk.interviews.save(Address("telegram", account), before, after)

    async def finishes(self, account: str) -> None:
        """Let a person finish."""
        before = await self._loaded(account)
        past = (Past(before.assessment, TODAY, before.ratings),)
        after = replace(before, turn=before.turn + 1, stage="finished", past=past)
        assert await self.desk.interviews.save(Address("telegram", account), before, after)

    async def last_seen(self, account: str, ago: timedelta) -> None:
        """Let a person have answered last so long ago."""
        async with self.desk.database.writing() as db:
            await db.exec(
                update(RespondentRow)
                .where(col(RespondentRow.id) == respondent_at("telegram", account))
                .values(seen_at=datetime.now(UTC) - ago)
            )

    async def number(self, account: str) -> int:
        """The id of a person."""
        async with self.desk.database.reading() as db:
            found = await db.exec(select(RespondentRow.id).where(RespondentRow.address == account))
            return found.one()

    async def send(self, number: int, today: date = TODAY) -> SendProblem | None:
        """Send a broadcast as the administrator."""
        return await self.broadcasts.send(self.session, self.campaign, number, today)

    async def sent(self, number: int) -> None:
        """Look at a broadcast and send it."""
        assert await self.broadcasts.preview(self.session, self.campaign, number)
        assert await self.send(number) is None

    async def _loaded(self, account: str) -> Session:
        before = await self.desk.interviews.load(Address("telegram", account))
        assert before is not None
        return before


@asynccontextmanager
async def written(url: str, people: int, draft: Campaign = PROMISED) -> AsyncIterator[Written]:
    """Open a running campaign in which so many people take part through Telegram. They last answered a day ago."""
    async with campaign_desk(url) as desk:
        session = await desk.first()
        at = Written(desk, session, await desk.running(session, draft))
        for _ in range(people):
            await at.last_seen(await at.joins(), timedelta(days=1))
        yield at
