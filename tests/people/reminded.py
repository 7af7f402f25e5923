"""Somebody with a plan, a clock that tests move, and a chat that writes down what it is sent: for the tests of reminders."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.deliveries.report import SendOutcome, SendReport
from bot.deliveries.worker import Worker
from bot.reminders.sending import Messenger, Reminding, SendingReminders
from flows.assessment.plan import Plan, PlannedStep
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.screen import Screen
from flows.standard.loader import shipped
from storage.database import Database, open_database
from storage.deliveries.leases import LEASE, Deliveries
from storage.deliveries.planning import DeliveryKind
from storage.respondents.reminders import Reminders
from storage.respondents.sessions import StoredSessions
from tests.people.recipients import set_back

STANDARD = shipped()
DAY = date(2027, 3, 1)
# 9:30 in the morning of that day in Shanghai.
MORNING = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
FINISHED = MORNING - timedelta(days=30)
RESPONDENT, WEB = Address("telegram", "7000000001"), Address("web", "abc")


@dataclass
class Clock:
    """A time that tests move."""

    at: datetime = MORNING

    def __call__(self) -> datetime:
        return self.at


@dataclass
class Chat:
    """A face that writes down what it was asked to send."""

    outcome: SendOutcome = SendOutcome.arrived
    retry_after_s: float | None = None
    sent: list[tuple[str, Screen]] = field(default_factory=list)

    async def remind(self, address: str, screen: Screen) -> SendReport:
        self.sent.append((address, screen))
        return SendReport(self.outcome, self.retry_after_s)


class House:
    """Everything of one process: a database, a clock, a chat."""

    def __init__(self, url: str, clock: Clock, chat: Chat, database: Database, lease: timedelta) -> None:
        self.url, self.clock, self.chat, self.database = url, clock, chat, database
        self.sessions = StoredSessions(database, STANDARD.edition, clock)
        self.stored = Reminders(database, clock)
        self.deliveries = Deliveries(database, {DeliveryKind.reminder: self.stored}, lease=lease, pace=timedelta())
        self.reminding = Reminding(STANDARD, self.sessions, self.stored, self.deliveries, clock)
        self.messengers: dict[str, Messenger] = {"telegram": chat}

    async def plan(self, who: Address, *due: date, timezone: str = "Asia/Shanghai", reminders: bool = True) -> Session:
        """Store somebody with a finished assessment and steps due on these days."""
        ratings = {code: Rating(1) for code in STANDARD.codes}
        steps = tuple(PlannedStep(STANDARD.codes[n], 1, 2, day) for n, day in enumerate(due))
        now = self.clock.at
        self.clock.at = FINISHED
        first = Session("zh", 9, "choosing", 1)
        assert await self.sessions.save(who, Session("zh", 0), first)
        after = replace(
            first,
            turn=10,
            stage="finished",
            ratings=ratings,
            past=(Past(1, FINISHED.date(), ratings),),
            plan=Plan(2, date(2027, 1, 1), steps),
            reminders=reminders,
            timezone=timezone,
        )
        assert await self.sessions.save(who, first, after)
        self.clock.at = now
        return after

    async def change(self, who: Address, change: Callable[[Session], Session]) -> None:
        """Store a change of a session."""
        before = await self.sessions.load(who)
        assert before is not None
        assert await self.sessions.save(who, before, replace(change(before), turn=before.turn + 1))

    async def given(self) -> int:
        """Plan the reminders that are due, and send all that can be sent now; return how many were planned."""
        planned = await self.reminding.plan()
        await self.worker().work_off()
        return planned

    def worker(self, idle_s: float = 0.05) -> Worker:
        """Return a worker that sends reminders through the messengers."""
        sender = SendingReminders(self.reminding, self.messengers)
        return Worker(self.deliveries, {DeliveryKind.reminder: sender}, idle_s=idle_s)

    async def time_passes(self, by: timedelta) -> None:
        """Set back every lease and due moment of a delivery, as if that much time had passed by the database's clock."""
        await set_back(self.database, by)


@asynccontextmanager
async def house(
    url: str, clock: Clock | None = None, chat: Chat | None = None, lease: timedelta = LEASE
) -> AsyncIterator[House]:
    async with open_database(url) as database:
        yield House(url, clock or Clock(), chat or Chat(), database, lease)
