"""Officers draft a broadcast, see it themselves, count whom it reaches, send it once, and pause, continue or cancel it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlmodel import select

from flows.campaign.broadcast import BroadcastState
from flows.campaign.campaign import closed
from flows.campaign.officers import Act
from flows.campaign.reaching import LeftOut, SendProblem
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.segment import Audience, Segment
from flows.days import begin_of
from storage.broadcast_tables import CampaignMessageRow
from storage.campaigns.deletion import delete_names
from storage.tables import BatchRow, DeliveryRow, DeliveryState
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk
from tests.people.written_to import CHASE, DOMAINS, EVERYONE, TEXT, Written, written


async def drafted(at: Written, segment: Segment = EVERYONE, text: str = TEXT) -> int:
    made = await at.broadcasts.make(at.session, at.campaign, text, segment)
    assert made is not None
    return made


async def test_a_text_is_sent_only_after_its_author_has_seen_it_as_it_is(database_url: str) -> None:
    async with written(database_url, 2) as at:
        number = await drafted(at)
        assert await at.send(number) is SendProblem.not_seen
        preview = await at.broadcasts.preview(at.session, at.campaign, number)
        assert preview is not None
        assert (preview.broadcast.text, preview.broadcast.association, preview.account) == (TEXT, "North", None)
        assert await at.broadcasts.change(at.session, at.campaign, number, "Another text.", EVERYONE)
        assert await at.send(number) is SendProblem.not_seen
        await at.broadcasts.preview(at.session, at.campaign, number)
        assert await at.send(number) is None
        assert await at.send(number) is SendProblem.sent_already
        assert not await at.broadcasts.change(at.session, at.campaign, number, "Too late.", EVERYONE)
        assert not await at.broadcasts.delete(at.session, at.campaign, number)


async def test_what_one_officer_saw_another_does_not_send(database_url: str) -> None:
    async with written(database_url, 1) as at:
        number = await drafted(at)
        await at.broadcasts.preview(at.session, at.campaign, number)
        other = await at.desk.colleague(at.session, Role.administrator, "Ben", may_send=True)
        assert await at.broadcasts.send(other, at.campaign, number, TODAY) is SendProblem.not_seen


async def test_only_who_was_granted_the_right_sends_or_sees_broadcasts(database_url: str) -> None:
    async with written(database_url, 1) as at:
        number = await drafted(at)
        for role in Role:
            weak = await at.desk.colleague(at.session, role, role.value)
            for call in (
                at.broadcasts.all(weak, at.campaign),
                at.broadcasts.one(weak, at.campaign, number),
                at.broadcasts.make(weak, at.campaign, TEXT, EVERYONE),
                at.broadcasts.change(weak, at.campaign, number, TEXT, EVERYONE),
                at.broadcasts.delete(weak, at.campaign, number),
                at.broadcasts.preview(weak, at.campaign, number),
                at.broadcasts.reach(weak, at.campaign, EVERYONE, TODAY),
                at.broadcasts.send(weak, at.campaign, number, TODAY),
                at.broadcasts.pause(weak, at.campaign, number),
                at.broadcasts.resume(weak, at.campaign, number, TODAY),
                at.broadcasts.cancel(weak, at.campaign, number),
            ):
                with pytest.raises(NotAllowed):
                    await call


async def test_another_association_finds_no_broadcast_of_ours(database_url: str) -> None:
    async with written(database_url, 1) as at:
        number = await drafted(at)
        stranger = await at.desk.first("South", "Eve")
        await grant(at.desk, stranger, "Eve")
        theirs = await at.desk.running(stranger)
        for campaign in (at.campaign, theirs):
            assert await at.broadcasts.one(stranger, campaign, number) is None
            assert await at.broadcasts.preview(stranger, campaign, number) is None
            assert await at.broadcasts.send(stranger, campaign, number, TODAY) is SendProblem.unknown
            assert not await at.broadcasts.cancel(stranger, campaign, number)
            assert not await at.broadcasts.delete(stranger, campaign, number)
        assert await at.broadcasts.all(stranger, at.campaign) is None
        assert await at.broadcasts.make(stranger, at.campaign, TEXT, EVERYONE) is None
        assert await at.broadcasts.reach(stranger, at.campaign, EVERYONE, TODAY) is None


async def test_the_count_says_who_gets_it_and_why_others_do_not(database_url: str) -> None:
    async with written(database_url, 3) as at:
        await at.joins("page")
        reach = await at.broadcasts.reach(at.session, at.campaign, CHASE, TODAY)
        assert reach is not None
        assert (reach.fitting, reach.reached, reach.left_out, reach.problem) == (4, 3, {LeftOut.no_chat: 1}, None)


@pytest.mark.parametrize(("after_midnight", "reached"), [(timedelta(minutes=-1), 1), (timedelta(), 0)])
async def test_days_since_somebody_answered_are_counted_in_china(
    database_url: str, after_midnight: timedelta, reached: int
) -> None:
    stalled = Segment(Audience.stalled, since_days=3)
    async with written(database_url, 1) as at:
        await at.answers(at.people[0], DOMAINS[0][0])
        third = begin_of(TODAY - timedelta(days=2))
        await at.last_seen(at.people[0], at.clock.at - third - after_midnight)
        reach = await at.broadcasts.reach(at.session, at.campaign, stalled, TODAY)
        assert reach is not None
        assert reach.fitting == reached


async def test_a_draft_can_be_deleted_and_the_newest_is_listed_first(database_url: str) -> None:
    async with written(database_url, 1) as at:
        first, second = await drafted(at), await drafted(at, CHASE, "Please go on.")
        listed = await at.broadcasts.all(at.session, at.campaign)
        assert listed is not None
        assert [each.id for each in listed] == [second, first]
        assert (listed[0].segment, listed[0].author, listed[0].state) == (CHASE, "Ann", BroadcastState.draft)
        assert await at.broadcasts.delete(at.session, at.campaign, first)
        assert await at.broadcasts.one(at.session, at.campaign, first) is None


async def test_a_text_with_a_problem_is_not_stored(sqlite_url: str) -> None:
    async with written(sqlite_url, 1) as at:
        with pytest.raises(ValueError, match="link"):
            await at.broadcasts.make(at.session, at.campaign, "Look at evil.example now", EVERYONE)


async def test_sending_is_logged_in_numbers_only(database_url: str) -> None:
    async with written(database_url, 3) as at:
        await at.sent(await drafted(at))
        line = next(line for line in (await at.desk.log.page(at.session)).lines if line.act is Act.sent)
        assert (line.subject, line.detail) == (DRAFT.name, "3")


async def test_a_sent_broadcast_is_paused_continued_and_cancelled(database_url: str) -> None:
    async with written(database_url, 3) as at:
        number = await drafted(at)
        assert not await at.broadcasts.pause(at.session, at.campaign, number)
        await at.sent(number)
        assert await state(at, number) is BroadcastState.running
        assert await at.broadcasts.pause(at.session, at.campaign, number)
        assert await state(at, number) is BroadcastState.paused
        assert not await at.broadcasts.resume(at.session, at.campaign, number, DRAFT.closes_on + timedelta(days=1))
        assert await at.broadcasts.resume(at.session, at.campaign, number, TODAY)
        assert await at.broadcasts.cancel(at.session, at.campaign, number)
        assert not await at.broadcasts.resume(at.session, at.campaign, number, TODAY)
        assert await state(at, number) is BroadcastState.cancelled


async def test_each_move_of_a_message_is_logged_with_how_far_it_was(database_url: str) -> None:
    async with written(database_url, 3) as at:
        number = await drafted(at)
        assert await at.broadcasts.change(at.session, at.campaign, number, "Another text.", EVERYONE)
        await at.sent(number)
        places = at.session, at.campaign, number
        assert await at.broadcasts.pause(*places)
        async with at.desk.database.writing() as db:
            first = (await db.exec(select(DeliveryRow))).first()
            assert first is not None
            first.state = DeliveryState.sent
            db.add(first)
        assert await at.broadcasts.resume(*places, TODAY)
        assert not await at.broadcasts.resume(*places, TODAY)
        assert await at.broadcasts.cancel(*places)
        assert not await at.broadcasts.cancel(*places)
        draft = await drafted(at)
        assert await at.broadcasts.delete(at.session, at.campaign, draft)
        lines = reversed((await at.desk.log.page(at.session)).lines[:8])
        assert [(line.act, line.detail) for line in lines] == [
            (Act.message_made, ""),
            (Act.message_changed, ""),
            (Act.sent, "3"),
            (Act.message_paused, "0 / 3"),
            (Act.message_resumed, "1 / 3"),
            (Act.message_cancelled, "1 / 3"),
            (Act.message_made, ""),
            (Act.message_deleted, ""),
        ]


async def test_nothing_is_sent_for_a_campaign_that_is_over_or_promised_no_reminders(database_url: str) -> None:
    async with written(database_url, 1, replace(DRAFT, reminds=False)) as at:
        reminder, news = await drafted(at, CHASE), await drafted(at)
        for number in (reminder, news):
            await at.broadcasts.preview(at.session, at.campaign, number)
        assert await at.send(reminder) is SendProblem.not_promised
        await at.desk.campaigns.change(at.session, at.campaign, lambda running: closed(running, TODAY))
        assert await at.send(news) is SendProblem.not_running


async def test_a_message_to_people_without_a_plan_needs_several_of_them(database_url: str) -> None:
    async with written(database_url, 5) as at:
        unplanned = Segment(Audience.unplanned)
        for name in at.people[:4]:
            await at.finishes(name)
        reach = await at.broadcasts.reach(at.session, at.campaign, unplanned, TODAY)
        assert reach is not None
        assert (reach.fitting, reach.problem) == (4, SendProblem.too_few)
        await at.finishes(at.people[4])
        reach = await at.broadcasts.reach(at.session, at.campaign, unplanned, TODAY)
        assert reach is not None
        assert (reach.fitting, reach.problem) == (5, None)


async def test_with_the_names_of_a_campaign_go_its_messages_and_who_got_them(database_url: str) -> None:
    async with written(database_url, 2) as at:
        number = await at.begun()
        await at.posted()
        draft = await drafted(at)
        assert await delete_names(at.desk.database, DRAFT.kept_until + timedelta(days=1)) == 1
        for broadcast in (number, draft):
            assert await at.broadcasts.one(at.session, at.campaign, broadcast) is None
        async with at.desk.database.reading() as db:
            for table in (DeliveryRow, BatchRow, CampaignMessageRow):
                assert list(await db.exec(select(table))) == []


async def grant(desk: CampaignDesk, session: str, name: str) -> None:
    """Let the only administrator send."""
    office = (await desk.officers.all(session))[0].office
    await desk.officers.change(session, await desk.number(session, name), replace(office, may_send=True))


async def state(at: Written, number: int) -> BroadcastState:
    broadcast = await at.broadcasts.one(at.session, at.campaign, number)
    assert broadcast is not None
    return broadcast.state
