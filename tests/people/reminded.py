"""Somebody with a plan, a clock that tests move, and a chat that writes down what it is sent: for the tests of reminders."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from bot.reminders.engine import Durable
from bot.reminders.sending import Delivery, Messenger, Reminding
from flows.assessment.plan import Plan, PlannedStep
from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Past, Session
from flows.screen import Screen
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.reminders import Due, Reminders
from storage.respondents.sessions import StoredSessions

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

    delivery: Delivery = Delivery.arrived
    sent: list[tuple[str, Screen]] = field(default_factory=list)
    rung: asyncio.Event = field(default_factory=asyncio.Event)

    async def remind(self, address: str, screen: Screen) -> Delivery:
        self.sent.append((address, screen))
        self.rung.set()
        return self.delivery


class House:
    """Everything of one process: a database, a clock, a chat."""

    def __init__(self, url: str, clock: Clock, chat: Chat, sessions: StoredSessions, reminding: Reminding) -> None:
        self.url, self.clock, self.chat, self.sessions, self.reminding = url, clock, chat, sessions, reminding
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

    async def swept(self) -> int:
        """One sweep, with every reminder given at once, without DBOS."""
        return await self.reminding.sweep(AtOnce(self))


@dataclass
class AtOnce:
    """An engine that does the work where it stands."""

    house: House

    async def start(self, name: str, due: Due) -> None:
        await self.house.reminding.give(due, self.house.messengers)


@dataclass
class Forgetful:
    """An engine that dies before it does anything."""

    names: list[str] = field(default_factory=list)

    async def start(self, name: str, due: Due) -> None:
        self.names.append(name)


@asynccontextmanager
async def house(url: str, clock: Clock | None = None, chat: Chat | None = None) -> AsyncIterator[House]:
    clock, chat = clock or Clock(), chat or Chat()
    async with open_database(url) as database:
        sessions = StoredSessions(database, STANDARD.edition, clock)
        yield House(url, clock, chat, sessions, Reminding(STANDARD, sessions, Reminders(database, clock), clock))


@asynccontextmanager
async def durable(at: House) -> AsyncIterator[Durable]:
    engine = Durable(at.url, lambda due: at.reminding.give(due, at.messengers))
    try:
        yield engine
    finally:
        await engine.stop()


def stored_of(at: House) -> Reminders:
    return at.reminding._stored
