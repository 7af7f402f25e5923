"""A reminder is given once, through real DBOS on SQLite and PostgreSQL, whatever ends or begins at once."""

from __future__ import annotations

import asyncio
import sys
from datetime import timedelta

import pytest

from bot.conversation import Conversation
from flows.dialogue import Address, Command, Phrase
from storage.address import read_address
from storage.errors import Unstored
from storage.jobs import jobs_url
from storage.respondents.reminders import GIVEN_UP_AFTER, Reminders
from tests.people.reminded import DAY, MORNING, RESPONDENT, STANDARD, Forgetful, House, durable, house, stored_of


def _emptied(name: str) -> None:
    """Let DBOS forget the reminder of this name, and wait until it is over."""
    from bot.reminders import dbos_workflow as workflows

    while not workflows.tidy(name, kept_for=timedelta(hours=-12)):
        pass


async def test_a_reminder_is_sent_once_however_often_it_is_begun_and_after_a_restart(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY, DAY)
        due = (await stored_of(at).due())[0]
        for _ in range(2):
            async with durable(at) as engine:
                for _ in range(2):
                    await engine.start("remind-once", due)
                async with asyncio.timeout(30):
                    await at.chat.rung.wait()
                await asyncio.to_thread(_emptied, "remind-once")
        assert await at.swept() == 0
    assert [key for key, _ in at.chat.sent] == [RESPONDENT.address]


async def test_what_a_killed_process_was_sending_is_not_sent_again_but_seen_on_the_next_visit(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.bot.reminders.sending_process", at.url, "stuck"), stdout=asyncio.subprocess.PIPE
        )
        assert process.stdout is not None
        async with asyncio.timeout(60):
            assert await process.stdout.readline() == f"sending {RESPONDENT.address}\n".encode()
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
        await at.plan(RESPONDENT, DAY)
        stored = stored_of(at)
        assert await stored.take((await stored.due())[0])
        at.clock.at += timedelta(minutes=20)
        assert await at.swept() == 0
        assert (await _next_notice(at)).key == "notice-due"
    assert not at.chat.sent


async def test_what_a_process_that_died_had_only_begun_is_begun_anew(sqlite_url: str) -> None:
    async with house(sqlite_url) as at:
        await at.plan(RESPONDENT, DAY)
        begun = Forgetful()
        for minutes in (0, 5, 15):
            at.clock.at = MORNING + timedelta(minutes=minutes)
            assert await at.reminding.sweep(begun) == 1
        assert begun.names[0] == begun.names[1] != begun.names[2]
        assert await at.swept() == 1
    assert len(at.chat.sent) == 1


async def _next_notice(at: House) -> Phrase:
    """Return the first notice that a visit shows from now on, and show it."""
    conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)
    async with asyncio.timeout(30):
        answer = await conversation.visit(RESPONDENT, "zh")
        while answer.screen.notice is None:
            answer = await conversation.visit(RESPONDENT, "zh")
    await conversation.seen(answer)
    assert (await conversation.visit(RESPONDENT, "zh")).screen.notice is None
    return answer.screen.notice


async def test_two_processes_that_begin_at_once_send_each_reminder_once(database_url: str) -> None:
    others = [Address("telegram", str(number)) for number in range(7_000_000_000, 7_000_000_012)]
    async with house(database_url) as at:
        for who in others:
            await at.plan(who, DAY)
        processes = [
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.bot.reminders.sending_process", at.url, "once"), stdout=asyncio.subprocess.PIPE
            )
            for _ in range(2)
        ]
        async with asyncio.timeout(60):
            said = await asyncio.gather(*(process.communicate() for process in processes))
        assert [process.returncode for process in processes] == [0, 0]
        assert await at.swept() == 0
    lines = [line for out, _ in said for line in out.decode().splitlines()]
    assert sorted(lines) == [f"sending {who.address}" for who in others]


async def test_two_sweeps_at_once_send_one(database_url: str) -> None:
    async with house(database_url) as one, house(database_url, chat=one.chat) as other:
        await one.plan(RESPONDENT, DAY)
        await one.plan(Address("telegram", "7000000002"), DAY)
        await asyncio.gather(*(at.swept() for at in (one, other, one, other)))
        await one.swept()
    assert sorted(key for key, _ in one.chat.sent) == ["7000000001", "7000000002"]


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
    assert jobs_url(read_address(url)) == own


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
