"""The page of a person's own campaigns: what is seen, showing less, withdrawing, and nothing of anybody else's."""

from __future__ import annotations

import html
import re

from aiohttp import ClientSession

from flows.campaign.roles import Right, Role
from storage.campaign_tables import RosterRow
from storage.campaigns.looks import note_look
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.invitations import inviting, takes_part
from tests.people.visitor import begun, field, open_browser, page, ratings

CHOSEN = re.compile(r'name="level" value="(\w+)"( checked)?')


async def change(client: ClientSession, path: str, **fields: str) -> str:
    """Send a form of the page; the page that follows."""
    token = field(await page(client, path), "token")
    async with client.post("/campaigns", data={"token": token, **fields}) as response:
        assert response.status == 200
        return html.unescape(await response.text())


async def test_several_campaigns_are_listed_and_each_shows_less_alone(client: ClientSession, desk: CampaignDesk) -> None:
    north, south = await inviting(desk), await inviting(desk, association="South")
    await takes_part(client, await north.link_of("First Help"), "star")
    await takes_part(client, south.link, "status")
    mine = html.unescape(await page(client, "/campaigns"))
    for words in (DRAFT.name, "North asked you", "South asked you", "You answer for First Help"):
        assert words in mine
    assert CHOSEN.findall(mine) == [
        ("star", " checked"),
        ("status", ""),
        ("counts", ""),
        ("status", " checked"),
        ("counts", ""),
    ]
    number = field(mine, "campaign")
    less = await change(client, "/campaigns", do="less", campaign=number, level="counts")
    assert "Less is shown from now on" in less
    assert CHOSEN.findall(less) == [("status", " checked"), ("counts", "")]
    more = await change(client, "/campaigns", do="less", campaign=number, level="star")
    assert CHOSEN.findall(more) == [("status", " checked"), ("counts", "")]


async def test_withdrawing_is_asked_once_and_keeps_the_answers(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk)
    await takes_part(client, campaign.link)
    before = await ratings(client)
    number = field(await page(client, "/campaigns"), "campaign")
    asked = html.unescape(await page(client, f"/campaigns?withdraw={number}"))
    assert "Withdraw from this campaign?" in asked
    assert "sees nothing of you by name" in asked
    after = await change(client, f"/campaigns?withdraw={number}", do="withdraw", campaign=number)
    assert "You have withdrawn" in after
    assert "You take part in no campaign" in after
    assert await ratings(client) == before


async def test_looks_are_shown_and_an_objection_is_one_tap(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk)
    await takes_part(client, await campaign.link_of("First Help"))
    assert "North has not looked at what you show by name" in await page(client, "/campaigns")
    ben = await desk.colleague(campaign.session, Role.administrator, "Ben")
    for session in (ben, ben, campaign.session):
        async with desk.access.writing(session, Right.see_rows) as acting:
            await note_look(acting, await acting.db.get_one(RosterRow, campaign.institutions["First Help"]))
    mine = html.unescape(await page(client, "/campaigns"))
    assert "North has looked at what you show by name 2 times" in mine
    assert "(Ann)" in mine
    number = field(mine, "campaign")
    objected = await change(client, "/campaigns", do="object", campaign=number)
    assert "Your objection is recorded" in objected
    assert "You have objected" in objected
    agreed = await change(client, "/campaigns", do="agree", campaign=number)
    assert "You no longer object" in agreed
    assert "You have objected" not in agreed
    await change(client, "/campaigns", do="object", campaign=number)
    await desk.work_lists.detach(campaign.session, campaign.campaign, campaign.institutions["First Help"])
    answered = html.unescape(await page(client, "/campaigns"))
    assert "North has noted that you do not answer for First Help" in answered
    assert 'value="object"' not in answered


async def test_who_came_by_a_link_for_all_has_nothing_to_object_to(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk)
    await takes_part(client, campaign.link)
    mine = await page(client, "/campaigns")
    assert 'value="object"' not in mine
    assert "by name 0 times" not in mine
    assert "has not looked" not in mine


async def test_nobody_changes_what_another_person_shows(client: ClientSession, desk: CampaignDesk, address: str) -> None:
    campaign = await inviting(desk)
    await takes_part(client, campaign.link)
    mine = await page(client, "/campaigns")
    async with open_browser(address) as other:
        await begun(other)
        data = {"do": "withdraw", "campaign": field(mine, "campaign")}
        async with other.post("/campaigns", data={"token": field(mine, "token"), **data}) as response:
            assert response.status == 403
        token = field(await page(other, "/"), "token")
        async with other.post("/campaigns", data={"token": token, **data}) as response:
            assert "You take part in no campaign" in await response.text()
    assert CHOSEN.findall(await page(client, "/campaigns")) == CHOSEN.findall(mine)


async def test_the_menu_leads_there_and_a_stranger_to_the_field_for_a_code(client: ClientSession) -> None:
    assert "Code from the invitation" in await page(client, "/campaigns")
    assert 'href="../campaigns"' in await begun(client)
    assert 'href="campaigns"' in (await page(client, "/command?name=help")).partition("<main")[2]  # in help too
    assert "You take part in no campaign" in await page(client, "/command?name=campaigns")
