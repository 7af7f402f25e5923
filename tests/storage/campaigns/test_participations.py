"""Respondents take part, show less, withdraw and are forgotten; officers' sight ends at once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from flows.campaign.campaign import closed
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.interview.session import Session
from storage.campaigns.invitations import Way
from storage.campaigns.participations import Joined, Participations
from storage.respondents.carrying_on import CarryingOn, Keep
from storage.respondents.links import LinkKind, Links
from storage.respondents.sessions import StoredSessions
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk, campaign_desk, later

ANN, BEN = Address("web", "ann"), Address("telegram", "7000000001")
STRANGER = Session("en", 0)
CHOOSING = Session("en", 500, "choosing", 1)


async def consented(desk: CampaignDesk, who: Address = ANN) -> None:
    assert await StoredSessions(desk.database, "edition").save(who, STRANGER, CHOOSING)


async def asked(desk: CampaignDesk) -> tuple[int, Way]:
    """Run a campaign with a channel, and let Ann consent; the campaign's id and the channel."""
    session = await desk.first()
    campaign = await desk.running(session)
    await consented(desk)
    return campaign, await desk.channel(session, campaign)


async def test_a_link_says_who_asks_for_whom_and_what_they_will_see(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first("Jiading Association")
        campaign = await desk.running(session)
        institutions = await desk.imported(session, campaign)
        way = await desk.way_of(session, campaign, institutions["First Help"])
        people = Participations(desk.database)
        invited = await people.invited(way.token)
        assert invited is not None
        assert (invited.association, invited.institution, invited.channel) == ("Jiading Association", "First Help", "")
        assert invited.campaign.visibility is Visibility.star
        assert await people.invited("no such link") is None


@pytest.mark.parametrize("agreed", Visibility)
async def test_a_respondent_never_shows_more_than_the_campaign_or_they_said(database_url: str, agreed: Visibility) -> None:
    async with campaign_desk(database_url) as desk:
        campaign, way = await asked(desk)
        people = Participations(desk.database)
        assert await people.join(ANN, way.code, agreed, TODAY) is Joined.done
        (taking_part,) = await people.of(ANN)
        assert taking_part.shown is min(agreed, Visibility.star)
        assert not await people.show_less(ANN, campaign, Visibility.answers)
        assert await people.show_less(ANN, campaign, Visibility.counts)
        assert (await people.of(ANN))[0].shown is Visibility.counts


async def test_nobody_takes_part_before_the_start_after_the_end_or_before_they_agreed_to_anything(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session, people = await desk.first(), Participations(desk.database)
        draft = await desk.campaigns.make(session, DRAFT)
        assert draft is not None
        await consented(desk)
        early = await desk.channel(session, draft)
        assert await people.join(ANN, early.token, Visibility.star, TODAY) is Joined.not_begun
        campaign = await desk.running(session)
        way = await desk.channel(session, campaign)
        assert await people.join(BEN, way.token, Visibility.star, TODAY) is Joined.stranger
        assert await people.join(ANN, way.token, Visibility.star, DRAFT.closes_on + timedelta(days=1)) is Joined.over
        await desk.campaigns.change(session, campaign, lambda running: closed(running, TODAY))
        assert await people.join(ANN, way.token, Visibility.star, TODAY) is Joined.over
        assert await people.join(ANN, "no such link", Visibility.star, TODAY) is Joined.unknown
        assert await people.of(ANN) == ()


async def test_a_withdrawal_takes_back_everything_and_joining_again_is_possible(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        campaign, way = await asked(desk)
        people = Participations(desk.database)
        await people.join(ANN, way.token, Visibility.star, TODAY)
        assert await people.withdraw(ANN, campaign)
        assert not await people.withdraw(ANN, campaign)
        assert not await people.show_less(ANN, campaign, Visibility.counts)
        assert await people.of(ANN) == ()
        assert await people.join(ANN, way.token, Visibility.status, TODAY) is Joined.done
        assert [each.agreed for each in await people.of(ANN)] == [Visibility.status]


async def test_several_campaigns_and_a_second_link_of_the_same_one_lose_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        first = await desk.running(session)
        second = await desk.running(session, replace(DRAFT, name="Another campaign", closes_on=later(20)))
        institutions = await desk.imported(session, first)
        general = await desk.channel(session, first)
        own = await desk.invitations.of_institution(session, first, institutions["First Help"])
        other = await desk.invitations.of_institution(session, first, institutions["Third Help"])
        assert own is not None
        assert other is not None
        await consented(desk)
        people = Participations(desk.database)
        joined = [await people.join(ANN, way.token, Visibility.star, TODAY) for way in (general, own, other)]
        assert joined == [Joined.done, Joined.already, Joined.already]
        await people.join(ANN, (await desk.channel(session, second)).token, Visibility.star, TODAY)
        assert [(each.id, each.institution) for each in await people.of(ANN)] == [(first, "First Help"), (second, "")]


async def test_a_forgotten_respondent_takes_part_nowhere_and_exports_say_where_they_did(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        _, way = await asked(desk)
        people, sessions = Participations(desk.database), StoredSessions(desk.database, "edition")
        await people.join(ANN, way.token, Visibility.star, TODAY)
        stored = await sessions.everything(ANN)
        assert stored is not None
        assert [row["agreed"] for row in stored["participations"]] == [Visibility.star]
        await sessions.forget(ANN)
        assert await people.of(ANN) == ()


async def test_joining_two_respondents_keeps_both_campaigns(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        both, one = await desk.running(session), await desk.running(session, replace(DRAFT, name="Another campaign"))
        people, sessions = Participations(desk.database), StoredSessions(desk.database, "edition")
        await consented(desk, ANN)
        assert await sessions.save(BEN, STRANGER, replace(CHOOSING, turn=900))
        shared, other = await desk.channel(session, both), await desk.channel(session, one)
        await people.join(ANN, shared.token, Visibility.star, TODAY)
        await people.join(BEN, shared.token, Visibility.counts, TODAY)
        await people.join(BEN, other.token, Visibility.status, TODAY)
        link = await Links(desk.database).make(ANN, LinkKind.to_chat)
        assert link is not None
        assert await CarryingOn(desk.database).join(link.token, {LinkKind.to_chat}, BEN, Keep.theirs, renew=False)
        for who in (ANN, BEN):
            found = {each.id: each.agreed for each in await people.of(who)}
            assert found == {both: Visibility.star, one: Visibility.status}
