"""On which days, at which hour and to whom a reminder is given; the clock is handed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace

from bot.conversation.conversation import Conversation
from bot.deliveries.report import SendOutcome
from bot.deliveries.worker import AGAIN_S
from flows.assessment.plan import StepState
from flows.dialogue import Command, Reply
from flows.interview.session import Session
from tests.people.reminded import DAY, FINISHED, MORNING, RESPONDENT, STANDARD, WEB, Chat, Clock, house


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
async def test_a_person_is_reminded_in_the_morning_of_their_own_day(
    sqlite_url: str, timezone: str, at: datetime, sent: int
) -> None:
    async with house(sqlite_url, Clock(at)) as there:
        await there.plan(RESPONDENT, DAY, timezone=timezone)
        await there.given()
    assert len(there.chat.sent) == sent


@pytest.mark.parametrize(
    ("day", "hour"), [(date(2027, 3, 26), 8), (date(2027, 3, 29), 7), (date(2027, 10, 29), 7), (date(2027, 11, 1), 8)]
)
async def test_nine_in_berlin_is_nine_on_both_sides_of_summer_time(sqlite_url: str, day: date, hour: int) -> None:
    nine = datetime(day.year, day.month, day.day, hour, tzinfo=UTC)
    async with house(sqlite_url, Clock(nine - timedelta(minutes=1))) as at:
        await at.plan(RESPONDENT, day, timezone="Europe/Berlin")
        assert await at.given() == 0
        at.clock.at = nine
        assert await at.given() == 1


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
async def test_an_outdated_message_is_not_sent(database_url: str, change: Callable[[Session], Session]) -> None:
    async with house(database_url) as at:
        await at.plan(RESPONDENT, DAY)
        (due,) = await at.stored.due()
        assert await at.reminding.plan() == 1
        await at.change(RESPONDENT, change)
        assert await at.given() == 0
        assert await at.reminding.message(due) is None
        await at.sessions.forget(RESPONDENT)
        assert await at.reminding.message(due) is None
    assert not at.chat.sent


async def test_after_ninety_days_a_person_is_asked_whether_it_is_still_true(database_url: str) -> None:
    async with house(database_url, Clock(FINISHED + timedelta(days=89))) as at:
        await at.plan(RESPONDENT)
        assert await at.given() == 0
        at.clock.at = FINISHED + timedelta(days=90)
        assert await at.given() == 1
        assert await at.given() == 0
    assert [screen.name for _, screen in at.chat.sent] == ["reminder"]


async def test_a_person_without_messages_sees_the_reminder_once_on_the_next_visit(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(WEB, DAY)
        await at.given()
        assert await at.given() == 0
        conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)
        first = await conversation.say(WEB, Command("start"), "zh")
        await conversation.seen(first)
        second = await conversation.say(WEB, Command("start"), "zh")
        assert (first.screen.notice and first.screen.notice.key, second.screen.notice) == ("notice-due", None)
        stored = await at.sessions.everything(WEB)
        assert stored is not None
        assert [row["state"] for row in stored["reminders"]] == ["seen"]
        await at.sessions.forget(WEB)
        assert await at.sessions.everything(WEB) is None


async def test_a_person_who_has_blocked_us_is_not_reminded_again(database_url: str) -> None:
    async with house(database_url, chat=Chat(SendOutcome.blocked)) as at:
        await at.plan(RESPONDENT, DAY, DAY + timedelta(days=1))
        await at.given()
        at.clock.at += timedelta(days=1)
        assert await at.given() == 0
        session = await at.sessions.load(RESPONDENT)
        assert session is not None
        assert not session.reminders
    assert len(at.chat.sent) == 1


async def test_a_message_that_certainly_did_not_arrive_is_tried_again(database_url: str) -> None:
    async with house(database_url, chat=Chat(SendOutcome.not_now)) as at:
        await at.plan(RESPONDENT, DAY)
        await at.given()
        at.chat.outcome = SendOutcome.arrived
        await at.given()
        assert len(at.chat.sent) == 1
        await at.time_passes(timedelta(seconds=AGAIN_S))
        for _ in range(2):
            assert await at.given() == 0
    assert len(at.chat.sent) == 2


async def test_retry_after_is_honoured_to_the_second(database_url: str) -> None:
    async with house(database_url, chat=Chat(SendOutcome.not_now, retry_after_s=1000)) as at:
        await at.plan(RESPONDENT, DAY)
        await at.given()
        await at.time_passes(timedelta(seconds=900))
        await at.given()
        assert len(at.chat.sent) == 1
        await at.time_passes(timedelta(seconds=100))
        await at.given()
    assert len(at.chat.sent) == 2


async def test_a_reminder_missed_one_morning_is_sent_the_next(database_url: str) -> None:
    async with house(database_url, chat=Chat(SendOutcome.not_now)) as at:
        await at.plan(RESPONDENT, DAY)
        await at.given()
        await at.time_passes(timedelta(seconds=AGAIN_S))
        at.clock.at += timedelta(hours=2)
        await at.given()
        assert len(at.chat.sent) == 1
        at.clock.at = MORNING + timedelta(days=1)
        at.chat.outcome = SendOutcome.arrived
        assert await at.given() == 1
    assert len(at.chat.sent) == 2


async def test_a_waiting_reminder_goes_on_waiting_until_a_screen_with_it_was_shown(database_url: str) -> None:
    async with house(database_url) as at:
        await at.plan(WEB, DAY)
        await at.given()
        conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding)
        assert (await conversation.look(WEB, "zh")).notice is None
        refused = await conversation.say(WEB, Reply(-1, "", ""), "zh")
        noticed = [(await conversation.visit(WEB, "zh")).reminder is not None for _ in range(2)]
        assert (refused.reminder, noticed) == (None, [True, True])
        await conversation.seen(refused)
        shown = await conversation.visit(WEB, "zh")
        await conversation.seen(shown)
        assert (await conversation.visit(WEB, "zh")).reminder is None
