"""A respondent knows how officers deal with what they show by name, and can object; the work list says so."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.campaign.officers import Act
from flows.campaign.roles import Right
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter
from flows.days import day_of
from flows.dialogue import Address
from storage.campaign_tables import RosterRow
from storage.campaigns.deletion import delete_names
from storage.campaigns.looks import note_look
from storage.campaigns.objections import LINES_AT_MOST
from storage.campaigns.participations import Joined, Participation
from tests.people.campaigners import BEGUN, DRAFT, STRANGER, TODAY, CampaignDesk, campaign_desk

ANN, BEN = Address("web", "ann"), Address("telegram", "7000000001")


async def mine(desk: CampaignDesk, who: Address = ANN) -> Participation:
    (found,) = await desk.people.of(who)
    return found


async def objecting(desk: CampaignDesk, session: str, campaign: int) -> dict[str, int]:
    page = await desk.work_lists.page(session, campaign, WorkFilter(), day_of(datetime.now(UTC)))
    assert page is not None
    return {row.name: row.objecting for row in page.rows if row.objecting}


async def test_a_respondent_knows_who_else_answers_and_how_often_officers_looked(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        async with desk.access.writing(session, Right.see_rows) as acting:
            await note_look(acting, await acting.db.get_one(RosterRow, ids["First Help"]))
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        assert ((await mine(desk)).others, (await mine(desk)).looks) == (0, None)  # that look was before they showed anything
        await desk.takes_part(session, campaign, ids["First Help"], BEN)
        async with desk.access.writing(session, Right.see_rows) as acting:
            await note_look(acting, await acting.db.get_one(RosterRow, ids["First Help"]))
        found = await mine(desk)
        assert found.looks is not None
        assert (found.others, found.looks.count, found.looks.officer) == (1, 1, "Ann")
        await desk.people.withdraw(BEN, campaign)
        assert (await mine(desk)).others == 0


async def test_an_objection_is_seen_on_the_work_list_until_it_is_taken_back_or_answered(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        for who in (ANN, BEN):
            await desk.takes_part(session, campaign, ids["First Help"], who)
            assert await desk.people.object(who, campaign, objects=True)
        assert (await mine(desk)).objects
        assert await objecting(desk, session, campaign) == {"First Help": 2}
        assert await desk.people.object(ANN, campaign, objects=False)
        assert await objecting(desk, session, campaign) == {"First Help": 1}
        await desk.people.withdraw(BEN, campaign)
        assert await objecting(desk, session, campaign) == {}
        assert await desk.people.object(ANN, campaign, objects=True)
        await desk.work_lists.detach(session, campaign, ids["First Help"])
        assert await objecting(desk, session, campaign) == {}
        found = await mine(desk)
        assert (found.is_detached, found.institution, found.named) == (True, "First Help", "")
        assert not await desk.people.object(ANN, campaign, objects=True)


async def test_who_was_detached_can_answer_for_another_institution_by_its_link_alone(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        await desk.people.object(ANN, campaign, objects=True)
        await desk.work_lists.detach(session, campaign, ids["First Help"])
        for institution, named in (("First Help", ""), ("Second Help", "Second Help"), ("Third Help", "Second Help")):
            way = await desk.invitations.of_institution(session, campaign, ids[institution])
            assert way is not None
            assert await desk.people.join(ANN, way.token, Visibility.star, TODAY) is Joined.already
            found = await mine(desk)
            assert (found.named, found.objects) == (named, False)


async def test_nobody_objects_who_is_not_seen_by_name(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        way = await desk.invitations.add_channel(session, campaign, "chat group")
        assert way is not None
        assert await desk.interviews.save(ANN, STRANGER, BEGUN)
        await desk.people.join(ANN, way.token, Visibility.star, TODAY)
        assert not await desk.people.object(ANN, campaign, objects=True)
        assert not await desk.people.object(BEN, campaign, objects=True)


async def test_an_objection_and_its_end_are_in_the_log_and_do_not_bury_it(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        for objects in (True, True, False):
            assert await desk.people.object(ANN, campaign, objects=objects)
        lines = (await desk.log.page(session)).lines[:2]
        assert [(line.act, line.officer, line.subject) for line in lines] == [
            (Act.objection_withdrawn, "", "First Help"),
            (Act.objected, "", "First Help"),
        ]
        for number in range(30):
            assert await desk.people.object(ANN, campaign, objects=number % 2 == 0)
        acts = await desk.acts(session)
        assert acts.count(Act.objected) + acts.count(Act.objection_withdrawn) == LINES_AT_MOST
        # Another institution has lines of its own.
        await desk.takes_part(session, campaign, ids["Second Help"], BEN)
        assert await desk.people.object(BEN, campaign, objects=True)
        assert (await desk.log.page(session)).lines[0].subject == "Second Help"


async def test_nobody_objects_once_the_names_are_deleted(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        assert await desk.people.object(ANN, campaign, objects=True)
        assert await delete_names(desk.database, DRAFT.kept_until + timedelta(days=1)) == 1
        assert not await desk.people.object(ANN, campaign, objects=True)
        lines = [line for line in (await desk.log.page(session)).lines if line.act is Act.objected]
        assert [line.subject for line in lines] == [""]
