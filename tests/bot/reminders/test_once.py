"""A reminder is given once, on SQLite and PostgreSQL, whatever ends or begins at the same moment."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from datetime import timedelta

import pytest

from bot.conversation.conversation import Conversation
from flows.dialogue import Address, Command, Phrase
from storage.clock import moment
from storage.deliveries.leases import LEASE
from storage.deliveries.planning import DeliveryKind
from storage.errors import Unstored
from storage.respondents.reminders import GIVEN_UP_AFTER, Reminders
from storage.tables import ReminderRow
from tests.people.reminded import DAY, MORNING, RESPONDENT, STANDARD, Clock, House, house
from tests.warm.starting import python

KINDS = (DeliveryKind.reminder,)
OVER = LEASE + timedelta(seconds=1)


async def process(url: str, how: str) -> Process:
    return await asyncio.create_subprocess_exec(
        *(*python("tests.people.reminding_process"), url, how), stdout=asyncio.subprocess.PIPE
    )


async def killed_while_sending(url: str) -> None:
    """Let a process begin to send the reminder that is due, and kill it."""
    stuck = await process(url, "stuck")
    assert stuck.stdout is not None
    async with asyncio.timeout(60):
        assert await stuck.stdout.readline() == f"sending {RESPONDENT.address}\n".encode()
    stuck.kill()
    await stuck.wait()


async def next_notice(at: House) -> Phrase | None:
    """Return the notice that the next visit shows, and show it."""
    conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)
    answer = await conversation.visit(RESPONDENT, "zh")
    await conversation.seen(answer)
    assert (await conversation.visit(RESPONDENT, "zh")).screen.notice is None
    return answer.screen.notice


async def test_a_reminder_is_sent_once_however_often_it_is_planned_and_after_a_restart(database_url: str) -> None:
    for planned in (1, 0):
        async with house(database_url) as at:
            if planned:
                await at.plan(RESPONDENT, DAY, DAY)
            assert await at.given() == planned
            assert await at.given() == 0
            assert len(at.chat.sent) == planned


async def test_a_reminder_is_remembered_after_its_delivery_is_dropped(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        await at.given()
        await at.time_passes(timedelta(days=2))
        assert await at.given() == 0
        stored = await at.sessions.everything(RESPONDENT)
        assert stored is not None
        assert ([row["state"] for row in stored["reminders"]], stored["deliveries"]) == (["sent"], [])
    assert len(at.chat.sent) == 1


async def test_a_reminder_that_a_killed_process_was_sending_waits_for_the_next_visit(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        await killed_while_sending(at.url)
        await at.given()
        assert await next_notice(at) is None  # the process may still live
        await at.time_passes(OVER)
        await at.given()
        notice = await next_notice(at)
        assert notice is not None
        assert notice.key == "notice-due"
    assert not at.chat.sent


async def test_another_process_sends_what_a_dead_one_had_only_leased(database_url: str) -> None:
    async with house(database_url) as dead, house(database_url) as living:
        await dead.plan(RESPONDENT, DAY)
        await dead.reminding.plan()
        assert len(await dead.deliveries.claim(KINDS, 9)) == 1
        await living.given()
        assert not living.chat.sent
        await living.time_passes(OVER)
        await living.given()
    assert len(living.chat.sent) == 1


@pytest.mark.parametrize("ahead", [timedelta(hours=-9), timedelta(hours=1), timedelta(days=400)])
async def test_a_process_with_another_clock_leaves_alone_what_is_being_sent(database_url: str, ahead: timedelta) -> None:
    async with house(database_url) as ours, house(database_url, Clock(MORNING + ahead)) as theirs:
        await ours.plan(RESPONDENT, DAY)
        await ours.reminding.plan()
        (delivery,) = await ours.deliveries.claim(KINDS, 1)
        assert await ours.deliveries.begin(delivery) is not None
        for _ in range(2):
            await theirs.given()
        stored = await ours.sessions.everything(RESPONDENT)
        assert stored is not None
        assert [row["state"] for row in stored["reminders"]] == ["taken"]
    assert not theirs.chat.sent


@pytest.mark.parametrize(("minutes", "waits"), [(14, False), (16, True)])
async def test_a_reminder_that_an_older_program_took_and_lost_waits_for_a_visit(
    database_url: str, minutes: int, waits: bool
) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        await taken_by_an_older_program(at, timedelta(minutes=minutes))
        assert await at.given() == 0
        assert (await next_notice(at) is not None) is waits
    assert not at.chat.sent
    assert timedelta(minutes=15) == GIVEN_UP_AFTER


async def test_a_planned_reminder_that_an_older_program_took_is_not_sent(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        assert await at.reminding.plan() == 1
        await taken_by_an_older_program(at, timedelta())
        await at.given()
    assert not at.chat.sent


async def taken_by_an_older_program(at: House, ago: timedelta) -> None:
    """Take the reminder that is due, as a program without deliveries does."""
    async with at.database.writing() as db:
        (due,) = await at.stored.due()
        row = ReminderRow(respondent_id=due.respondent, kind=due.kind, day=due.day, state="taken", tries=0, at=MORNING)
        row.at = await moment(db) - ago
        db.add(row)


@pytest.mark.long("the shorter tests of this file")
async def test_two_processes_that_begin_at_once_send_each_reminder_once(database_url: str) -> None:
    others = [Address("telegram", str(number)) for number in range(7_000_000_000, 7_000_000_012)]
    async with house(database_url) as at:
        for who in others:
            await at.plan(who, DAY)
        processes = [await process(at.url, "once") for _ in range(2)]
        async with asyncio.timeout(60):
            said = await asyncio.gather(*(each.communicate() for each in processes))
        assert [each.returncode for each in processes] == [0, 0]
        assert await at.given() == 0
    lines = [line for out, _ in said for line in out.decode().splitlines()]
    assert sorted(lines) == [f"sending {who.address}" for who in others]


async def test_two_looks_at_once_send_one(database_url: str) -> None:
    async with house(database_url) as one, house(database_url, chat=one.chat) as other:
        await one.plan(RESPONDENT, DAY)
        await one.plan(Address("telegram", "7000000002"), DAY)
        await asyncio.gather(*(at.given() for at in (one, other, one, other)))
        await one.given()
    assert sorted(key for key, _ in one.chat.sent) == ["7000000001", "7000000002"]


async def test_an_answer_is_not_called_unstored_because_a_reminder_cannot_be_read(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)

        async def waiting(*_: object) -> None:
            raise Unstored("the disk is full")

        monkeypatch.setattr(Reminders, "waiting", waiting)
        answer = await conversation.say(RESPONDENT, Command("restart"), "zh")
        assert answer.refusal is None
        answer = await conversation.say(RESPONDENT, next(r for r in answer.screen.replies if r.trigger == "restart"), "zh")
        assert answer.refusal is None
        session = await at.sessions.load(RESPONDENT)
        assert session is not None
        assert session.assessment == 2
