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

from bot.broadcasts.sending import SendingCampaignMessages
from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Worker
from bot.deliveries.writing import Writing
from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.campaign.campaign import Campaign
from flows.campaign.reaching import SendProblem
from flows.campaign.segment import Audience, Segment
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.screen import Screen
from flows.standard.loader import shipped
from storage.broadcast_tables import BroadcastRow, CampaignMessageRow
from storage.campaign_tables import ParticipationRow
from storage.campaigns.broadcasts import Broadcasts
from storage.campaigns.messages import CampaignMessages
from storage.campaigns.participations import Joined
from storage.campaigns.reminders import CampaignReminders
from storage.deliveries.leases import Deliveries
from storage.deliveries.planning import DeliveryKind
from storage.lookup import respondent_at
from storage.tables import BatchRow, DeliveryRow, DeliveryState, RespondentRow
from tests.people.campaigners import BEGUN, DRAFT, STRANGER, TODAY, CampaignDesk, campaign_desk
from tests.people.recipients import set_back
from tests.people.reminded import Clock

TEXT = "The office helps you on Monday."
EVERYONE, CHASE = Segment(Audience.everyone), Segment(Audience.unfinished)
PROMISED = replace(DRAFT, mode=Mode.full, reminds=True)
# Half past ten in the morning of TODAY in Shanghai.
MORNING = datetime(2026, 11, 29, 2, 30, tzinfo=UTC)
STANDARD = shipped()
DOMAINS = [[sub.code for sub in domain.subdomains] for domain in STANDARD.domains]


class Chat:
    """A face that writes down what it was asked to write."""

    def __init__(self) -> None:
        self.written: list[tuple[str, Screen]] = []
        self.reports: list[SendReport] = []

    async def write(self, address: str, screen: Screen) -> SendReport:
        """Implement Writer: answer with the reports, then that everything arrives."""
        self.written.append((address, screen))
        return self.reports.pop(0) if self.reports else SendReport(SendOutcome.arrived)


@dataclass
class Written:
    """A running campaign, its administrator's session, and the accounts of those who take part."""

    desk: CampaignDesk
    session: str
    campaign: int
    people: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=lambda: Clock(MORNING))
    chat: Chat = field(default_factory=Chat)

    def __post_init__(self) -> None:
        database = self.desk.database
        self.broadcasts = Broadcasts(self.desk.access, shipped())
        self.messages = CampaignMessages(database, shipped(), self.clock)
        self.reminders = CampaignReminders(database, shipped(), self.clock)
        effects = dict.fromkeys((DeliveryKind.broadcast, DeliveryKind.campaign), self.messages)
        self.deliveries = Deliveries(database, effects, pace=timedelta())
        sender = SendingCampaignMessages(self.messages, Writing({"telegram": self.chat}, self.clock))
        self.worker = Worker(self.deliveries, dict.fromkeys(effects, sender))

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

    async def last_seen(self, account: str, ago: timedelta, face: str = "telegram") -> None:
        """Let this time have passed since a person answered last."""
        async with self.desk.database.writing() as db:
            await db.exec(
                update(RespondentRow)
                .where(col(RespondentRow.id) == respondent_at(face, account))
                .values(seen_at=self.clock.at - ago)
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

    async def begun(self, segment: Segment = EVERYONE, text: str = TEXT) -> int:
        """Make a broadcast, look at it and send it, at any hour of the tests; its id."""
        number = await self.broadcasts.make(self.session, self.campaign, text, segment)
        assert number is not None
        await self.sent(number)
        await set_back(self.desk.database, timedelta(days=1))
        return number

    async def posted(self) -> list[str]:
        """Send all that can be sent now; the accounts that got something, in order."""
        before = len(self.chat.written)
        await self.worker.work_off()
        return sorted(account for account, _ in self.chat.written[before:])

    async def counts(self, number: int) -> dict[str, int]:
        """How many messages of a broadcast are in each state."""
        broadcast = await self.broadcasts.one(self.session, self.campaign, number)
        assert broadcast is not None
        assert broadcast.progress is not None
        return {state.value: count for state, count in broadcast.progress.counts.items()}

    async def batch_of(self, number: int) -> BatchRow:
        """The batch of a broadcast, also for somebody who is not signed in."""
        async with self.desk.database.reading() as db:
            row = await db.get(BroadcastRow, number)
            batch = await db.get(BatchRow, row.batch) if row is not None else None
            assert batch is not None
            return batch

    async def time_passes(self, by: timedelta) -> None:
        """Set back every lease and due moment, as if that much time had passed."""
        await set_back(self.desk.database, by)

    async def states(self) -> list[DeliveryState]:
        """The state of each delivery."""
        async with self.desk.database.reading() as db:
            return [DeliveryState(state) for state in await db.exec(select(DeliveryRow.state))]

    async def rejoins(self, account: str) -> None:
        """Let a person who had withdrawn take part again."""
        (way,) = await self.desk.invitations.channels(self.session, self.campaign)
        await self.takes_part(account, way.token)

    async def takes_part(self, account: str, token: str) -> None:
        """Let a person take part by a link."""
        assert await self.desk.people.join(Address("telegram", account), token, Visibility.answers, TODAY) is Joined.done

    async def detached(self, account: str) -> None:
        """Say that a person does not answer for their institution."""
        number = await self.number(account)
        async with self.desk.database.writing() as db:
            row = await db.get(ParticipationRow, (self.campaign, number))
            assert row is not None
            row.detached_at = self.clock.at
            db.add(row)

    async def written_to(self, institution: str) -> int:
        """How often an institution was written to, as the work list says."""
        page = await self.desk.work_lists.page(self.session, self.campaign, WorkFilter(), TODAY)
        assert page is not None
        return next(row.written_to for row in page.rows if row.name == institution)

    async def days_pass(self, days: int) -> None:
        """Let everything that was written so far be that many days before the clock."""
        async with self.desk.database.writing() as db:
            await db.exec(update(CampaignMessageRow).values(at=self.clock.at - timedelta(days=days)))

    async def _loaded(self, account: str) -> Session:
        before = await self.desk.interviews.load(Address("telegram", account))
        assert before is not None
        return before


@asynccontextmanager
async def written(url: str, people: int, draft: Campaign = PROMISED) -> AsyncIterator[Written]:
    """Open a running campaign in which this number of people take part through Telegram. They last answered a day ago."""
    async with campaign_desk(url) as desk:
        session = await desk.first()
        at = Written(desk, session, await desk.running(session, draft))
        for _ in range(people):
            await at.last_seen(await at.joins(), timedelta(days=1))
        yield at
