"""Officers who ask in a chat: they read what their role allows in their association, and change nothing."""

from __future__ import annotations

import pytest

from flows.campaign.officers import LinkPurpose
from flows.campaign.roles import NotAllowed, NotSignedIn, Right, Role, rights_of
from storage.associations.access import OfficerChat
from storage.associations.chats import Chats
from tests.people.campaigners import CampaignDesk, campaign_desk

ACCOUNT = "1001"


async def connected(desk: CampaignDesk, session: str, account: str = ACCOUNT) -> OfficerChat:
    """Connect an account with the officer of a session."""
    officer = await Chats(desk.access).connect(await desk.link(session, LinkPurpose.connect), account)
    assert officer is not None
    return OfficerChat(account, officer.association)


async def test_a_chat_reads_what_the_officer_reads(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ann = await desk.first()
        chat = await connected(desk, ann)
        number = await desk.running(ann)
        await desk.imported(ann, number)
        assert await desk.campaigns.all(chat) == await desk.campaigns.all(ann)
        assert await desk.campaigns.one(chat, number) == await desk.campaigns.one(ann, number)
        assert await desk.work_lists.districts(chat, number) == await desk.work_lists.districts(ann, number)


@pytest.mark.parametrize("role", list(Role))
async def test_a_chat_may_what_the_role_says_and_no_more(database_url: str, role: Role) -> None:
    async with campaign_desk(database_url) as desk:
        chat = await connected(desk, await desk.colleague(await desk.first(), role, "Ben"))
        for right in Right:
            if right in rights_of(role, may_send=False):
                async with desk.access.reading(chat, right) as acting:
                    assert acting.caller.officer.name == "Ben"
            else:
                with pytest.raises(NotAllowed):
                    await entered(desk, chat, right)


async def entered(desk: CampaignDesk, chat: OfficerChat, right: Right) -> None:
    async with desk.access.reading(chat, right):
        pass


async def test_a_chat_does_not_reach_another_association(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ann, sue = await desk.first(), await desk.first("South", "Sue")
        north, number = await connected(desk, ann), await desk.running(ann)
        south = await connected(desk, sue, "1002")
        assert await desk.campaigns.one(south, number) is None
        assert await desk.work_lists.districts(south, number) == ()
        for chat in (OfficerChat(ACCOUNT, south.association), OfficerChat("1002", north.association), OfficerChat("", 0)):
            with pytest.raises(NotSignedIn):
                await entered(desk, chat, Right.use_desk)


async def test_a_chat_ends_with_the_connection_and_with_the_officer(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ann = await desk.first()
        ben = await desk.colleague(ann, Role.viewer, "Ben")
        chat, other = await connected(desk, ann), await connected(desk, ben, "1002")
        chats = Chats(desk.access)
        assert [officer.name for officer in await chats.officers(ACCOUNT)] == ["Ann"]
        await chats.disconnect(ann)
        await desk.officers.remove(ann, await desk.number(ann, "Ben"))
        for gone in (chat, other):
            assert await chats.officers(gone.account) == ()
            with pytest.raises(NotSignedIn):
                await entered(desk, gone, Right.use_desk)


async def test_an_account_lists_its_officers_by_association(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        for association, name in (("South", "Sue"), ("North", "Ann")):
            await connected(desk, await desk.first(association, name))
        found = await Chats(desk.access).officers(ACCOUNT)
        assert [officer.association_name for officer in found] == ["North", "South"]
