"""Campaigns are stored, changed by their rules, and seen by their own association only."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.campaign import Frozen, Status, closed, extended, started, successor
from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.visibility import Visibility
from tests.people.campaigners import DRAFT, TODAY, campaign_desk, later

ODD = replace(DRAFT, mode=Mode.target, target=3, visibility=Visibility.counts, reminds=True, on_documents=True)


@pytest.mark.parametrize("draft", [DRAFT, ODD])
async def test_a_campaign_is_read_as_it_was_made(database_url: str, draft: object) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        assert isinstance(draft, type(DRAFT))
        number = await desk.campaigns.make(session, draft)
        assert number is not None
        assert await desk.campaigns.one(session, number) == draft
        assert [stored.campaign for stored in await desk.campaigns.all(session)] == [draft]


async def test_a_campaign_goes_through_its_life_and_the_log_says_so(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        number = await desk.running(session)
        assert await desk.campaigns.change(session, number, lambda campaign: extended(campaign, later(60), TODAY))
        ended = await desk.campaigns.change(session, number, lambda campaign: closed(campaign, later(10)))
        assert ended is not None
        assert (ended.status, ended.closes_on, ended.closed_on) == (Status.closed, later(60), later(10))
        assert await desk.campaigns.one(session, number) == ended
        assert (await desk.acts(session))[-4:] == [
            Act.campaign_made,
            Act.campaign_started,
            Act.campaign_changed,
            Act.campaign_closed,
        ]


async def test_a_change_that_a_rule_refuses_changes_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        number = await desk.running(session)
        acts = await desk.acts(session)
        with pytest.raises(Frozen):
            await desk.campaigns.change(session, number, lambda campaign: started(campaign, TODAY))
        assert await desk.campaigns.one(session, number) == started(DRAFT, TODAY)
        assert await desk.acts(session) == acts


async def test_closing_twice_at_the_same_moment_refuses_one(database_url: str) -> None:
    async with campaign_desk(database_url) as ours, campaign_desk(database_url) as theirs:
        session = await ours.first()
        number = await ours.running(session)
        results = await asyncio.gather(
            *(desk.campaigns.change(session, number, lambda campaign: closed(campaign, later(1))) for desk in (ours, theirs)),
            return_exceptions=True,
        )
        assert sorted(type(result).__name__ for result in results) == ["Campaign", "Frozen"]


async def test_another_association_sees_and_changes_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ours, theirs = await desk.first("North"), await desk.first("South")
        number = await desk.running(ours)
        assert await desk.campaigns.all(theirs) == ()
        assert await desk.campaigns.one(theirs, number) is None
        assert await desk.campaigns.change(theirs, number, lambda campaign: closed(campaign, TODAY)) is None
        assert await desk.campaigns.make(theirs, successor(DRAFT, str(number), TODAY)) is None
        assert await desk.campaigns.make(ours, successor(DRAFT, str(number), TODAY)) is not None


@pytest.mark.parametrize("role", [Role.liaison, Role.viewer, Role.reviewer])
async def test_only_administrators_make_and_change_campaigns(database_url: str, role: Role) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        number = await desk.running(session)
        other = await desk.colleague(session, role, "Ben")
        with pytest.raises(NotAllowed):
            await desk.campaigns.make(other, DRAFT)
        with pytest.raises(NotAllowed):
            await desk.campaigns.change(other, number, lambda campaign: closed(campaign, TODAY))
