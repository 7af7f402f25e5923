"""Reminders on the hour, once, through real DBOS on SQLite and PostgreSQL; the clock is handed in."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.conversation import Conversation
from bot.durable import Durable, engine_url
from bot.reminders import Delivery, Engine, Messenger, Reminding
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating
from flows.dialogue import Address, Command, Phrase, Screen
from flows.interview.session import Past, Session
from flows.standard.loader import shipped
from storage.assessments import Assessments
from storage.database import open_database
from storage.reminders import GIVEN_UP_AFTER, Due, Reminders

STANDARD = shipped()
DAY = date(2027, 3, 1)
# 9:30 in the morning of that day in Shanghai.
MORNING = datetime(2027, 3, 1, 1, 30, tzinfo=UTC)
FINISHED = MORNING - timedelta(days=30)
SHE, WEB = Address("telegram", "7000000001"), Address("web", "abc")


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

    async def remind(self, key: str, screen: Screen) -> Delivery:
        self.sent.append((key, screen))
        self.rung.set()
        return self.delivery


class House:
    """Everything of one process: a database, a clock, a chat."""

    def __init__(self, url: str, clock: Clock, chat: Chat, assessments: Assessments, reminding: Reminding) -> None:
        self.url, self.clock, self.chat, self.assessments, self.reminding = url, clock, chat, assessments, reminding
        self.messengers: dict[str, Messenger] = {"telegram": chat}

    async def plan(self, who: Address, *due: date, timezone: str = "Asia/Shanghai", reminders: bool = True) -> Session:
        """Store somebody with a finished assessment and steps due on these days."""
        ratings = {code: Rating(1) for code in STANDARD.codes}
        steps = tuple(PlannedStep(STANDARD.codes[n], 1, 2, day) for n, day in enumerate(due))
        now = self.clock.at
        self.clock.at = FINISHED
        first = Session("zh", 9, "choosing", 1)
        assert await self.assessments.save(who, Session("zh", 0), first)
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
        assert await self.assessments.save(who, first, after)
        self.clock.at = now
        return after

    async def change(self, who: Address, change: Callable[[Session], Session]) -> None:
        """Store a change of her session."""
        before = await self.assessments.load(who)
        assert before is not None
        assert await self.assessments.save(who, before, replace(change(before), turn=before.turn + 1))

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
        assessments = Assessments(database, STANDARD.edition, clock)
        yield House(url, clock, chat, assessments, Reminding(STANDARD, assessments, Reminders(database, clock), clock))


@asynccontextmanager
async def durable(at: House) -> AsyncIterator[Engine]:
    engine = Durable(at.url, lambda due: at.reminding.give(due, at.messengers))
    try:
        yield engine
    finally:
        await engine.stop()


def _emptied() -> None:
    """Let DBOS forget everything that is over, and wait until all is."""
    from bot import workflows

    while not workflows.tidy(datetime.now(UTC) + timedelta(hours=12)):
        pass


async def test_a_reminder_is_sent_once_however_often_it_is_begun_and_after_a_restart(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(SHE, DAY, DAY)
        due = (await stored_of(at).due())[0]
        for _ in range(2):
            async with durable(at) as engine:
                for _ in range(2):
                    await engine.start("remind-once", due)
                async with asyncio.timeout(30):
                    await at.chat.rung.wait()
                await asyncio.to_thread(_emptied)
        assert await at.swept() == 0
    assert [key for key, _ in at.chat.sent] == [SHE.key]


async def test_what_a_killed_process_was_sending_is_not_sent_again_but_seen_on_the_next_visit(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(SHE, DAY)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bot.sending", at.url, "stuck"), stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        async with asyncio.timeout(60):
            assert await process.stdout.readline() == f"sending {SHE.key}\n".encode()
        process.kill()
        await process.wait()
        async with durable(at) as engine:
            assert await at.reminding.sweep(engine) == 0
            at.clock.at += GIVEN_UP_AFTER + timedelta(minutes=1)
            assert await at.reminding.sweep(engine) == 0
        assert (await _next_notice(at)).key == "notice-due"
    assert not at.chat.sent


async def test_what_was_taken_long_ago_waits_for_the_next_visit(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(SHE, DAY)
        stored = stored_of(at)
        assert await stored.take((await stored.due())[0])
        at.clock.at += timedelta(minutes=20)
        assert await at.swept() == 0
        assert (await _next_notice(at)).key == "notice-due"
    assert not at.chat.sent


async def test_what_a_process_that_died_had_only_begun_is_begun_anew(sqlite_url: str) -> None:
    async with house(sqlite_url) as at:
        await at.plan(SHE, DAY)
        begun = Forgetful()
        for minutes in (0, 5, 15):
            at.clock.at = MORNING + timedelta(minutes=minutes)
            assert await at.reminding.sweep(begun) == 1
        assert begun.names[0] == begun.names[1] != begun.names[2]
        assert await at.swept() == 1
    assert len(at.chat.sent) == 1


async def _next_notice(at: House) -> Phrase:
    """The first notice that she sees on a visit from now on."""
    conversation = Conversation(STANDARD, at.assessments, at.clock, reminding=at.reminding)
    async with asyncio.timeout(30):
        seen = None
        while seen is None:
            seen = (await conversation.say(SHE, Command("start"), "zh")).screen.notice
    assert (await conversation.say(SHE, Command("start"), "zh")).screen.notice is None
    return seen


async def test_two_processes_that_begin_at_once_send_each_reminder_once(database_url: str) -> None:
    others = [Address("telegram", str(number)) for number in range(7_000_000_000, 7_000_000_012)]
    async with house(database_url) as at:
        for who in others:
            await at.plan(who, DAY)
        processes = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bot.sending", at.url, "once"), stdout=asyncio.subprocess.PIPE
            )
            for _ in range(2)
        ]
        async with asyncio.timeout(60):
            said = await asyncio.gather(*(process.communicate() for process in processes))
        assert [process.returncode for process in processes] == [0, 0]
        assert await at.swept() == 0
    lines = [line for out, _ in said for line in out.decode().splitlines()]
    assert sorted(lines) == [f"sending {who.key}" for who in others]


async def test_two_sweeps_at_once_send_one(database_url: str) -> None:
    async with house(database_url) as one, house(database_url, chat=one.chat) as other:
        await one.plan(SHE, DAY)
        await one.plan(Address("telegram", "7000000002"), DAY)
        await asyncio.gather(*(at.swept() for at in (one, other, one, other)))
        await one.swept()
    assert sorted(key for key, _ in one.chat.sent) == ["7000000001", "7000000002"]


@pytest.mark.parametrize(
    ("timezone", "at", "sent"),
    [
        ("Asia/Shanghai", datetime(2027, 3, 1, 0, 59, tzinfo=UTC), 0),
        ("Asia/Shanghai", datetime(2027, 3, 1, 1, 0, tzinfo=UTC), 1),
        ("Asia/Shanghai", datetime(2027, 3, 1, 3, 0, tzinfo=UTC), 0),
        ("Asia/Shanghai", datetime(2027, 2, 28, 1, 30, tzinfo=UTC), 0),
        ("Asia/Shanghai", datetime(2027, 3, 4, 1, 30, tzinfo=UTC), 1),
        ("Asia/Shanghai", datetime(2027, 3, 9, 1, 30, tzinfo=UTC), 0),
        ("America/Los_Angeles", datetime(2027, 3, 1, 17, 0, tzinfo=UTC), 1),
        ("America/Los_Angeles", datetime(2027, 3, 1, 1, 30, tzinfo=UTC), 0),
        ("Australia/Sydney", datetime(2027, 2, 28, 22, 30, tzinfo=UTC), 1),
    ],
)
async def test_she_is_reminded_in_the_morning_of_her_own_day(sqlite_url: str, timezone: str, at: datetime, sent: int) -> None:
    async with house(sqlite_url, Clock(at)) as there:
        await there.plan(SHE, DAY, timezone=timezone)
        await there.swept()
    assert len(there.chat.sent) == sent


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2027, 3, 26), 8), (date(2027, 3, 29), 7), (date(2027, 10, 29), 7), (date(2027, 11, 1), 8)]
)
async def test_nine_in_berlin_is_nine_on_both_sides_of_summer_time(sqlite_url: str, day: date, hour: int) -> None:
    nine = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    async with house(sqlite_url, Clock(nine - timedelta(minutes=1))) as at:
        await at.plan(SHE, day, timezone="Europe/Berlin")
        assert await at.swept() == 0
        at.clock.at = nine
        assert await at.swept() == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda session: replace(session, reminders=False),
        lambda session: replace(session, plan=None),
        lambda session: replace(
            session, plan=replace(session.plan, steps=(replace(session.plan.steps[0], state=StepState.done),))
        ),
        lambda session: replace(
            session, plan=replace(session.plan, steps=(replace(session.plan.steps[0], due=DAY + timedelta(days=1)),))
        ),
    ],
)
async def test_what_is_no_longer_wanted_is_not_sent(database_url: str, change: Callable[[Session], Session]) -> None:
    async with house(database_url) as at:
        await at.plan(SHE, DAY)
        due = (await stored_of(at).due())[0]
        await at.change(SHE, change)
        assert await at.swept() == 0
        assert await at.reminding.give(due, at.messengers) == "unwanted"
        await at.assessments.forget(SHE)
        assert await at.reminding.give(due, at.messengers) == "forgotten"
    assert not at.chat.sent


def stored_of(at: House) -> Reminders:
    return at.reminding._stored


async def test_after_ninety_days_she_is_asked_whether_it_is_still_true(database_url: str) -> None:
    async with house(database_url, Clock(FINISHED + timedelta(days=89))) as at:
        await at.plan(SHE)
        assert await at.swept() == 0
        at.clock.at = FINISHED + timedelta(days=90)
        assert await at.swept() == 1
        assert await at.swept() == 0
    assert [screen.name for _, screen in at.chat.sent] == ["reminder"]


async def test_whom_no_message_reaches_sees_it_on_the_next_visit_once(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(WEB, DAY)
        await at.swept()
        assert await at.swept() == 0
        conversation = Conversation(STANDARD, at.assessments, at.clock, reminding=at.reminding)
        first, second = [(await conversation.say(WEB, Command("start"), "zh")).screen.notice for _ in range(2)]
        assert (first and first.key, second) == ("notice-due", None)
        stored = await at.assessments.everything(WEB)
        assert stored is not None
        assert [row["state"] for row in stored["reminders"]] == ["seen"]
        await at.assessments.forget(WEB)
        assert await at.assessments.everything(WEB) is None


async def test_who_has_blocked_us_is_not_reminded_again(database_url: str) -> None:
    async with house(database_url, chat=Chat(Delivery.blocked)) as at:
        await at.plan(SHE, DAY, DAY + timedelta(days=1))
        await at.swept()
        at.clock.at += timedelta(days=1)
        assert await at.swept() == 0
        session = await at.assessments.load(SHE)
        assert session is not None
        assert not session.reminders
    assert len(at.chat.sent) == 1


async def test_what_certainly_did_not_arrive_is_tried_again(database_url: str) -> None:
    async with house(database_url, chat=Chat(Delivery.not_now)) as at:
        await at.plan(SHE, DAY)
        await at.swept()
        at.chat.delivery = Delivery.arrived
        assert await at.swept() == 1
        assert await at.swept() == 0
    assert len(at.chat.sent) == 2


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("sqlite:///data/xingjie.db", "sqlite:///data/xingjie-jobs.db"),
        ("sqlite:////var/x.db", "sqlite:////var/x-jobs.db"),
        ("postgres://a:b@host/name", "postgresql://a:b@host/name"),
        ("postgresql+asyncpg://a:b@host/name", "postgresql://a:b@host/name"),
    ],
)
def test_dbos_keeps_its_own_beside_ours(url: str, own: str) -> None:
    assert engine_url(url) == own
