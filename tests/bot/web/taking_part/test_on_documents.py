"""The campaign's name is on card and report if the campaign says so, and only while it runs."""

from __future__ import annotations

import io
import json

from aiohttp import ClientSession
from msgspec.structs import replace
from pypdf import PdfReader

from bot.conversation.conversation import Conversation
from flows.campaign.campaign import closed
from flows.dialogue import Address
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.invitations import inviting, takes_part
from tests.people.visitor import all_answered, page

NAMED = replace(DRAFT, name="Named campaign <b>", on_documents=True)


async def on_documents(client: ClientSession, conversation: Conversation) -> str:
    """The name of a campaign that the documents of the visitor's result carry."""
    stored = json.loads(await page(client, "/mydata"))["respondent"]
    dossier = await conversation.result_dossier(Address("web", stored["address"]))
    assert dossier is not None
    return dossier.campaign


async def test_the_newest_running_campaign_that_says_so_is_named(
    client: ClientSession, desk: CampaignDesk, conversation: Conversation
) -> None:
    first, second = await inviting(desk, NAMED), await inviting(desk, replace(NAMED, name="Second"), association="South")
    silent = await inviting(desk, replace(DRAFT, name="Silent"), association="East")
    await all_answered(client)
    assert await on_documents(client, conversation) == ""
    for campaign in (first, second, silent):
        await takes_part(client, campaign.link)
    assert await on_documents(client, conversation) == "Second"
    assert await desk.campaigns.change(second.session, second.campaign, lambda it: closed(it, it.closes_on))
    assert await on_documents(client, conversation) == "Named campaign <b>"
    async with client.get("/document/report") as response:
        assert response.status == 200
        first_page = PdfReader(io.BytesIO(await response.read())).pages[0].extract_text()
    assert "Campaign: Named campaign <b>" in first_page
    stored = json.loads(await page(client, "/mydata"))["respondent"]
    assert await desk.people.withdraw(Address("web", stored["address"]), first.campaign)
    assert await on_documents(client, conversation) == ""
