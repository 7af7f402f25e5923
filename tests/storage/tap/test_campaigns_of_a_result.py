"""A result's question for campaigns: several people at one moment each read theirs, the one that they joined last first."""

from __future__ import annotations

import asyncio

from flows.campaign.campaign import closed
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaigns.invitations import Way
from storage.campaigns.others import Others
from storage.campaigns.participations import Joined
from storage.respondents.carrying_on import CarryingOn
from storage.respondents.links import LinkKind, Links
from tests.people.campaigners import BEGUN, STRANGER, TODAY, CampaignDesk, campaign_desk

# Each joins the campaigns of these places, in this order. Nobody's order is another one's, and none can be that of the ids.
JOINED = {
    Address("telegram", "7000000001"): (0, 1, 2, 3),
    Address("telegram", "7000000002"): (3, 2, 1, 0),
    Address("web", "7000000001"): (1, 3),
    Address("web", "none"): (),
}
ANN, BEN, CAT, NONE = JOINED


async def all_joined(desk: CampaignDesk, ways: list[Way]) -> None:
    """Let all of JOINED take part."""
    for who, places in JOINED.items():
        assert await desk.interviews.save(who, STRANGER, BEGUN)
        for place in places:
            assert await desk.people.join(who, ways[place].token, Visibility.star, TODAY) is Joined.done


async def test_each_reads_their_own_campaigns_in_one_commit_the_newest_first(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        ids = [await desk.running(session) for _ in range(4)]
        await all_joined(desk, [await desk.channel(session, campaign) for campaign in ids])
        others = Others(desk.database)
        people = [*JOINED, Address("web", "unknown")] * 5
        *found, read, saved = await asyncio.gather(
            *(others.campaigns(who) for who in people),
            desk.interviews.load(BEN),
            desk.interviews.save(CAT, BEGUN, BEGUN.on_turn(501)),
        )
        expected = {who: tuple(ids[place] for place in reversed(places)) for who, places in JOINED.items()}
        assert found == [expected.get(who, ()) for who in people]
        assert (read, saved) == (BEGUN, True)


async def test_a_closed_campaign_stays_and_one_that_was_left_goes(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        ids = [await desk.running(session) for _ in range(4)]
        institutions = await desk.imported(session, ids[1])
        ways = [await desk.channel(session, campaign) for campaign in ids]
        ways[1] = await desk.way_of(session, ids[1], institutions["First Help"])
        await all_joined(desk, ways)
        others = Others(desk.database)
        assert await desk.campaigns.change(session, ids[3], lambda running: closed(running, TODAY))
        assert await desk.people.withdraw(ANN, ids[2])
        assert await others.campaigns(ANN) == (ids[3], ids[1], ids[0])
        await desk.work_lists.detach(session, ids[1], institutions["First Help"])
        left = await asyncio.gather(*(others.campaigns(who) for who in JOINED))
        assert left == [(ids[3], ids[0]), (ids[0], ids[2], ids[3]), (ids[3],), ()]


async def test_a_second_address_reads_the_same_campaigns(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        ids = [await desk.running(session) for _ in range(4)]
        await all_joined(desk, [await desk.channel(session, campaign) for campaign in ids])
        link, phone = await Links(desk.database).make(ANN, LinkKind.to_chat), Address("web", "phone")
        assert link is not None
        assert await CarryingOn(desk.database).carry_on(link.token, {LinkKind.to_chat}, phone)
        assert await Others(desk.database).campaigns(phone) == tuple(reversed(ids))
