"""Links and codes lead to their campaign, as long as they may, and can be shown again."""

from __future__ import annotations

import pytest

from flows.campaign.roles import NotAllowed, Right, Role
from storage.campaign_tables import InvitationRow
from storage.campaigns.invitations import CHANNELS_AT_MOST, Invitations, Tokens, invitation_of, note_opening
from tests.people.campaigners import CampaignDesk, campaign_desk


async def found(desk: CampaignDesk, typed: str) -> InvitationRow | None:
    async with desk.database.reading() as db:
        return await invitation_of(db, typed)


async def test_a_channel_has_a_link_and_a_code_that_lead_to_the_campaign(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        way = await desk.channel(session, campaign)
        assert len(way.token) == 22
        for typed in (way.token, way.code, f" {way.code[:3].lower()} {way.code[3:].lower()} "):
            row = await found(desk, typed)
            assert row is not None
            assert (row.campaign_id, row.channel, row.roster_id) == (campaign, "chat group", None)
        assert await desk.invitations.channels(session, campaign) == (way,)


async def test_every_institution_has_a_link_of_its_own(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institutions = await desk.imported(session, campaign)
        tokens = set()
        for institution in institutions.values():
            way = await desk.way_of(session, campaign, institution)
            row = await found(desk, way.token)
            assert row is not None
            assert row.roster_id == institution
            tokens.add(way.token)
        assert len(tokens) == len(institutions)


@pytest.mark.parametrize("typed", ["", "x", "7Qm2x9LdV0sTn4Kc8yHp3w", "2222222", "2222223", "\ud800", "a" * 10_000])
async def test_a_guess_leads_nowhere(database_url: str, typed: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        await desk.invitations.add_channel(session, await desk.running(session), "chat group")
        assert await found(desk, typed) is None


async def test_a_closed_channel_leads_nowhere_and_its_label_is_free_again(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        way = await desk.channel(session, campaign, "paper")
        assert await desk.invitations.add_channel(session, campaign, "paper") is None
        assert await desk.invitations.close_channel(session, campaign, way.id)
        assert not await desk.invitations.close_channel(session, campaign, way.id)
        assert await found(desk, way.token) is None
        assert await found(desk, way.code) is None
        again = await desk.channel(session, campaign, "paper")
        assert again.code != way.code


async def test_the_number_of_channels_is_limited(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        made = [await desk.invitations.add_channel(session, campaign, f"channel {n}") for n in range(CHANNELS_AT_MOST + 1)]
        assert [way is not None for way in made] == [True] * CHANNELS_AT_MOST + [False]


async def test_openings_are_counted_and_the_first_of_an_institution_is_kept(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institutions = await desk.imported(session, campaign)
        way = await desk.way_of(session, campaign, institutions["First Help"])
        for _ in range(2):
            async with desk.access.writing(session, Right.use_desk) as acting:
                row = await invitation_of(acting.db, way.token)
                assert row is not None
                await note_opening(acting.db, row, acting.now)
        after = await desk.way_of(session, campaign, institutions["First Help"])
        assert after.opens == 2


async def test_a_link_made_with_another_secret_still_works_and_is_not_shown_wrongly(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        way = await desk.channel(session, campaign, "paper")
        other = Invitations(desk.access, Tokens(bytes(32)))
        assert [each.token for each in await other.channels(session, campaign)] == [""]
        assert await found(desk, way.token) is not None


async def test_a_liaison_sees_the_links_of_their_districts_only(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institutions = await desk.imported(session, campaign)
        liaison = await desk.colleague(session, Role.liaison, "Ben", districts=("North",))
        shown = [
            name for name, number in institutions.items() if await desk.invitations.of_institution(liaison, campaign, number)
        ]
        assert sorted(shown) == ["First Help", "Second Help"]
        viewer = await desk.colleague(session, Role.viewer, "Cai")
        with pytest.raises(NotAllowed):
            await desk.invitations.of_institution(viewer, campaign, institutions["First Help"])


async def test_another_association_finds_no_way(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ours, theirs = await desk.first("North"), await desk.first("South")
        campaign = await desk.running(ours)
        institutions = await desk.imported(ours, campaign)
        way = await desk.channel(ours, campaign, "paper")
        assert await desk.invitations.channels(theirs, campaign) == ()
        assert await desk.invitations.add_channel(theirs, campaign, "ours now") is None
        assert not await desk.invitations.close_channel(theirs, campaign, way.id)
        assert await desk.invitations.of_institution(theirs, campaign, institutions["First Help"]) is None
