"""A campaign that promised reminders sends one a week and one in the last days; the page shows it at the next visit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.conversation import Conversation
from flows.dialogue import Address, Command
from flows.interview.reminders.effects import MessageWish
from flows.standard.loader import shipped
from tests.people.campaigners import DRAFT
from tests.people.written_to import PROMISED, Written, written

DAY, WEEK = timedelta(days=1), timedelta(days=7)


async def test_a_reminder_comes_once_a_week_to_who_has_not_finished(database_url: str) -> None:
    async with written(database_url, 3) as at:
        stalled, active, done = at.people
        await at.finishes(done)
        for account, ago in ((stalled, WEEK), (active, 6 * DAY), (done, 2 * WEEK)):
            await at.last_seen(account, ago)
        assert await at.reminders.plan() == 1
        assert await at.reminders.plan() == 0
        assert await at.posted() == [stalled]
        assert await at.reminders.plan() == 0
        at.clock.at += DAY
        await at.days_pass(6)
        assert await at.reminders.plan() == 1  # the one who was active: seven days have passed for them too
        await at.days_pass(7)
        assert await at.reminders.plan() == 1
        assert await at.posted() == [stalled, active]


async def test_one_more_comes_in_the_last_three_days(database_url: str) -> None:
    async with written(database_url, 1) as at:
        at.clock.at += PROMISED.closes_on - at.clock.at.date() - 3 * DAY
        await at.last_seen(at.people[0], DAY)
        assert await at.reminders.plan() == 0
        at.clock.at += DAY
        await at.last_seen(at.people[0], DAY)
        assert await at.reminders.plan() == 1
        assert await at.posted() == at.people
        await at.days_pass(0)
        for _ in range(2):
            at.clock.at += DAY
            await at.last_seen(at.people[0], DAY)
            assert await at.reminders.plan() == 0
        at.clock.at += DAY
        await at.days_pass(8)
        assert await at.reminders.plan() == 0  # the campaign is over


@pytest.mark.parametrize("hour", [8, 11, 20])
async def test_they_come_in_the_morning_only(sqlite_url: str, hour: int) -> None:
    async with written(sqlite_url, 1) as at:
        await at.last_seen(at.people[0], WEEK)
        at.clock.at = at.clock.at.replace(hour=hour - 8)
        assert await at.reminders.plan() == 0


async def test_a_campaign_that_promised_none_sends_none(database_url: str) -> None:
    async with written(database_url, 1, DRAFT) as at:
        await at.last_seen(at.people[0], WEEK)
        assert await at.reminders.plan() == 0


async def test_who_said_stop_is_not_reminded(database_url: str) -> None:
    async with written(database_url, 1) as at:
        await at.last_seen(at.people[0], WEEK)
        await at.messages.note(Address("telegram", at.people[0]), MessageWish.stop)
        assert await at.reminders.plan() == 0


async def test_the_page_shows_it_once_at_the_next_visit(database_url: str) -> None:
    async with written(database_url, 0) as at:
        who = Address("web", await at.joins("web"))
        await at.last_seen(who.address, WEEK, "web")
        assert await at.reminders.plan() == 1
        conversation = Conversation(shipped(), at.desk.interviews, campaign_messages=at.messages)
        for _ in range(2):  # a page that never arrives uses nothing up
            response = await conversation.visit(who, "en")
            assert response.screen.notice is not None
            assert response.screen.notice.key == "notice-campaign"
        at.clock.at += DAY
        assert await at.reminders.plan() == 0
        await conversation.seen(response)
        assert (await conversation.visit(who, "en")).screen.notice is None


async def test_a_waiting_reminder_is_not_shown_to_who_withdrew_or_said_stop(database_url: str) -> None:
    async with written(database_url, 0) as at:
        who = Address("web", await at.joins("web"))
        await at.last_seen(who.address, WEEK, "web")
        assert await at.reminders.plan() == 1
        conversation = Conversation(shipped(), at.desk.interviews, campaign_messages=at.messages)
        await conversation.say(who, Command("stop"), "en")
        assert (await conversation.visit(who, "en")).screen.notice is None
        await at.messages.note(who, MessageWish.allow)
        assert (await conversation.visit(who, "en")).screen.notice is not None
        assert await at.desk.people.withdraw(who, at.campaign)
        assert (await conversation.visit(who, "en")).screen.notice is None


async def test_people_of_two_campaigns_hear_from_both(database_url: str) -> None:
    async with written(database_url, 1) as at:
        second = Written(at.desk, at.session, await at.desk.running(at.session, PROMISED))
        way = await at.desk.invitations.add_channel(at.session, second.campaign, "group")
        assert way is not None
        await second.takes_part(at.people[0], way.token)
        await at.last_seen(at.people[0], WEEK)
        assert await at.reminders.plan() == 2
        assert await at.posted() == [at.people[0]] * 2
