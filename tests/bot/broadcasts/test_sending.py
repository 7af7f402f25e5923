"""A broadcast reaches each person of its segment once, and nobody who wants it no more, however late they say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.conversation.conversation import Conversation
from bot.deliveries.report import SendOutcome, SendReport
from flows.campaign.broadcast import BroadcastState
from flows.campaign.campaign import closed
from flows.campaign.reaching import LeftOut
from flows.campaign.segment import Audience, Segment
from flows.dialogue import Address, Command, Reply
from flows.interview.reminders.effects import MessageWish
from flows.interview.reminders.screens import ANY_TURN
from flows.standard.loader import shipped
from storage.deliveries.planning import DeliveryKind
from storage.respondents.addresses import add_address
from storage.tables import DeliveryState, RespondentRow
from tests.people.campaigners import TODAY
from tests.people.written_to import CHASE, DOMAINS, EVERYONE, MORNING, TEXT, Written, written

ONE_DAY = timedelta(days=1)
KINDS = (DeliveryKind.broadcast, DeliveryKind.campaign)


def conversation(at: Written) -> Conversation:
    return Conversation(shipped(), at.desk.interviews, campaign_messages=at.messages)


async def left_out(at: Written, segment: Segment = EVERYONE) -> dict[LeftOut, int]:
    reach = await at.broadcasts.reach(at.session, at.campaign, segment, TODAY)
    assert reach is not None
    return dict(reach.left_out)


async def test_everybody_gets_the_text_once_signed_by_the_association(database_url: str) -> None:
    async with written(database_url, 3) as at:
        number = await at.begun()
        assert await at.posted() == at.people
        assert await at.posted() == []
        screen = at.chat.written[0][1]
        said = {arg for block in screen.blocks for _, arg in block.text.args}  # type: ignore[union-attr]
        assert {TEXT, "North"} <= said
        assert [reply.trigger for reply in screen.replies] == ["show", "remind"]
        broadcast = await at.broadcasts.one(at.session, at.campaign, number)
        assert broadcast is not None
        assert broadcast.state is BroadcastState.done
        assert await at.counts(number) == {"sent": 3}


async def test_who_began_on_the_page_is_written_to_on_the_account_that_they_added(database_url: str) -> None:
    async with written(database_url, 0) as at:
        name = await at.joins(face="web")
        await at.last_seen(name, ONE_DAY, face="web")
        async with at.desk.database.writing() as db:
            row = await db.get(RespondentRow, await at.number(name))
            assert row is not None
            await add_address(db, row, Address("web", "another"), MORNING)
            await add_address(db, row, Address("telegram", "77"), MORNING)
        await at.begun()
        assert await at.posted() == ["77"]


async def test_stop_wins_at_once_also_in_a_running_broadcast(database_url: str) -> None:
    async with written(database_url, 3) as at:
        number = await at.begun()
        first, second, third = at.people
        await conversation(at).say(Address("telegram", second), Command("stop"), "en")
        off = Reply(ANY_TURN, "reminder", "remind", "off")
        await conversation(at).say(Address("telegram", third), off, "en")
        assert await at.posted() == [first]
        assert await at.counts(number) == {"sent": 1, "skipped": 2}
        assert await left_out(at) == {LeftOut.stopped: 2}


async def test_stop_after_the_message_was_prepared_still_wins(database_url: str) -> None:
    async with written(database_url, 1) as at:
        await at.begun()
        (delivery,) = await at.deliveries.claim(KINDS, 1)
        assert await at.messages.message(delivery) is not None
        await conversation(at).say(Address("telegram", at.people[0]), Command("stop"), "en")
        assert await at.deliveries.begin(delivery) is None


async def test_reminders_turned_on_and_a_campaign_joined_later_end_the_silence(database_url: str) -> None:
    async with written(database_url, 1) as at:
        who = Address("telegram", at.people[0])
        await at.messages.note(who, MessageWish.stop)
        assert await left_out(at) == {LeftOut.stopped: 1}
        await conversation(at).say(who, Reply(ANY_TURN, "reminder", "remind", "off"), "en")
        await at.messages.note(who, MessageWish.allow)
        assert await left_out(at) == {}
        await at.messages.note(who, MessageWish.stop)
        assert await at.desk.people.withdraw(who, at.campaign)
        await at.rejoins(at.people[0])
        assert await left_out(at) == {}


async def test_who_has_blocked_us_is_unreachable_until_they_answer_again(database_url: str) -> None:
    async with written(database_url, 2) as at:
        at.chat.reports = [SendReport(SendOutcome.blocked)]
        number = await at.begun()
        await at.posted()
        assert await at.counts(number) == {"blocked": 1, "sent": 1}
        assert await left_out(at) == {LeftOut.blocked: 1}
        blocked = at.chat.written[0][0]
        await at.answers(blocked, DOMAINS[0][0])
        assert await left_out(at) == {}


async def test_who_unblocked_us_is_reached_again_from_their_start_on(database_url: str) -> None:
    async with written(database_url, 1) as at:
        at.chat.reports = [SendReport(SendOutcome.blocked)]
        await at.begun()
        await at.posted()
        assert await left_out(at) == {LeftOut.blocked: 1}
        await conversation(at).say(Address("telegram", at.people[0]), Command("start"), "en")
        assert await left_out(at) == {}


async def test_a_refused_tap_on_an_old_button_stops_nothing(database_url: str) -> None:
    async with written(database_url, 1) as at:
        said = await conversation(at).say(Address("telegram", at.people[0]), Reply(1, "reminders", "remind", "on"), "en")
        assert said.refusal is not None
        assert await left_out(at) == {}


@pytest.mark.parametrize("how", ["withdraws", "detached", "finishes", "closed", "forgotten"])
async def test_who_left_meanwhile_is_skipped(database_url: str, how: str) -> None:
    async with written(database_url, 2) as at:
        number = await at.begun(CHASE)
        gone, stays = at.people
        left = {"sent": 1, "skipped": 1}
        match how:
            case "withdraws":
                assert await at.desk.people.withdraw(Address("telegram", gone), at.campaign)
            case "detached":
                await at.detached(gone)
            case "finishes":
                await at.finishes(gone)
                await at.last_seen(gone, ONE_DAY)
            case "forgotten":
                await at.desk.interviews.forget(Address("telegram", gone))
                left = {"sent": 1}
            case _:
                await at.desk.campaigns.change(at.session, at.campaign, lambda running: closed(running, TODAY))
                left = {"skipped": 2}
        assert await at.posted() == ([] if how == "closed" else [stays])
        assert await at.counts(number) == left


async def test_nobody_is_interrupted_in_the_middle_of_a_question(database_url: str) -> None:
    async with written(database_url, 2) as at:
        number = await at.begun()
        busy, free = at.people
        await at.last_seen(busy, timedelta(minutes=3))
        assert await at.posted() == [free]
        assert await at.counts(number) == {"planned": 1, "sent": 1}
        wait = await at.deliveries.wait_s(KINDS)
        assert wait is not None
        assert 360 < wait <= 420
        await at.last_seen(busy, timedelta(minutes=10))
        await at.time_passes(timedelta(minutes=10))
        assert await at.posted() == [busy]


async def test_what_is_sent_at_night_waits_for_the_morning_there(database_url: str) -> None:
    async with written(database_url, 1) as at:
        await at.begun()
        at.clock.at += timedelta(hours=11)  # half past nine in the evening
        assert await at.posted() == []
        wait = await at.deliveries.wait_s(KINDS)
        assert wait is not None
        assert 11.4 * 3600 < wait <= 11.5 * 3600


async def test_a_limit_for_one_chat_is_waited_for_to_the_second_and_the_others_go_on(database_url: str) -> None:
    async with written(database_url, 2) as at:
        at.chat.reports = [SendReport(SendOutcome.not_now, 40.0)]
        number = await at.begun()
        await at.posted()
        assert await at.counts(number) == {"again": 1, "sent": 1}
        await at.time_passes(timedelta(seconds=40))
        assert await at.posted() == [at.chat.written[0][0]]
        assert await at.counts(number) == {"sent": 2}


async def test_a_paused_broadcast_sends_nothing_until_it_is_continued(database_url: str) -> None:
    async with written(database_url, 2) as at:
        number = await at.begun()
        assert await at.broadcasts.pause(at.session, at.campaign, number)
        assert await at.posted() == []
        assert await at.broadcasts.resume(at.session, at.campaign, number, TODAY)
        assert await at.posted() == at.people


async def test_a_reminder_comes_once_a_week_however_many_are_sent(database_url: str) -> None:
    async with written(database_url, 1) as at:
        first, second = await at.begun(CHASE), await at.begun(CHASE, "Once more.")
        assert await at.posted() == at.people
        assert await at.counts(first) == {"sent": 1} or await at.counts(second) == {"sent": 1}
        assert await left_out(at, CHASE) == {LeftOut.written_to: 1}
        assert await left_out(at, EVERYONE) == {}
        await at.days_pass(6)
        assert await left_out(at, CHASE) == {LeftOut.written_to: 1}
        await at.days_pass(7)
        assert await left_out(at, CHASE) == {}


@pytest.mark.long("the shorter tests of this file")
async def test_segments_are_what_they_say(database_url: str) -> None:
    async with written(database_url, 3) as at:
        fresh, first, second = at.people
        await at.answers(first, DOMAINS[0][0])
        await at.answers(second, *DOMAINS[0])
        for name in (first, second):
            await at.last_seen(name, 5 * ONE_DAY)
        await at.last_seen(first, 9 * ONE_DAY)
        group = await at.joins(label="poster")
        await at.last_seen(group, ONE_DAY)
        for segment, wanted in (
            (Segment(Audience.not_begun), [fresh, group]),
            (Segment(Audience.not_begun, channel="poster"), [group]),
            (Segment(Audience.stalled), [first, second]),
            (Segment(Audience.stalled, domain=1), [first]),
            (Segment(Audience.stalled, domain=2), [second]),
            (Segment(Audience.stalled, since_days=6), [first]),
            (Segment(Audience.stalled, since_days=10), []),
            (Segment(Audience.unfinished, district="North"), []),
        ):
            reach = await at.broadcasts.reach(at.session, at.campaign, segment, TODAY)
            assert reach is not None
            assert reach.reached == len(wanted), segment
            if wanted:
                await at.begun(segment)
                assert await at.posted() == sorted(wanted), segment
                await at.days_pass(8)


async def test_nobody_is_reminded_if_a_colleague_has_finished_for_the_institution(database_url: str) -> None:
    async with written(database_url, 0) as at:
        institutions = await at.desk.imported(at.session, at.campaign)
        for number in (1, 2):
            who = Address("telegram", str(number))
            await at.desk.takes_part(at.session, at.campaign, institutions["First Help"], who)
        await at.finishes("1")
        reach = await at.broadcasts.reach(at.session, at.campaign, CHASE, TODAY)
        assert reach is not None
        assert reach.fitting == 0


async def test_the_delivery_states_of_a_message_are_counted_for_its_institution(database_url: str) -> None:
    async with written(database_url, 0) as at:
        institutions = await at.desk.imported(at.session, at.campaign)
        await at.desk.takes_part(at.session, at.campaign, institutions["First Help"], Address("telegram", "1"))
        await at.last_seen("1", ONE_DAY)
        await at.begun()
        await at.posted()
        assert await at.written_to("First Help") == 1
        assert await at.written_to("Second Help") == 0
        at.chat.reports = [SendReport(SendOutcome.not_now, 40.0)]
        await at.begun(text="Another one.")
        await at.posted()
        assert DeliveryState.again in [*await at.states()]
        assert await at.written_to("First Help") == 1
