"""A typed code on the page: it leads to its campaign, says little about others, and cannot be guessed for long."""

from __future__ import annotations

import html

from aiohttp import ClientSession

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.web.invited import HOME
from bot.words.wording import Wording
from flows.campaign.campaign import closed
from flows.campaign.codes import code_of, grouped
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.invitations import inviting, takes_part, tries_code
from tests.people.page_server import serving
from tests.people.shipped_words import sentence
from tests.people.visitor import field, open_browser, page

UNKNOWN = code_of(1)


async def test_a_code_leads_to_its_campaign_from_the_first_screen_too(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk)
    typed = grouped(campaign.channel.code).lower().replace(" ", "　-")
    welcome = await page(client)
    assert 'action="c"' in welcome
    data = {"token": field(welcome, "token"), "language": "en", "code": typed}
    async with client.post("/c", data=data, allow_redirects=False) as response:
        assert response.status == 303
        location = response.headers["Location"]
    assert DRAFT.name in await page(client, f"/{location}")
    status, leads_to = await takes_part(client, f"/{location}")
    assert (status, leads_to.startswith("../q/")) == (303, True)


async def test_unknown_closed_and_begun_codes_read_alike(client: ClientSession, desk: CampaignDesk) -> None:
    over = await inviting(desk, association="East")
    assert await desk.campaigns.change(over.session, over.campaign, lambda it: closed(it, it.closes_on))
    draft = await inviting(desk, starts=False, association="West")
    read = set()
    for code in (UNKNOWN, over.channel.code, draft.channel.code):
        status, shown = await tries_code(client, code)
        assert status == 200
        assert sentence("code-unknown", "en") in html.unescape(shown)
        read.add(shown.replace(grouped(code), "").replace(field(shown, "token"), ""))
    assert len(read) == 1


async def test_a_mistyped_code_is_found_out_without_a_try(client: ClientSession) -> None:
    for _ in range(HOME.at_once + 1):
        status, shown = await tries_code(client, UNKNOWN[:-1] + ("2" if UNKNOWN[-1] != "2" else "3"))
        assert status == 200
    assert "wrong or missing" in html.unescape(shown)


async def test_a_code_in_the_address_is_only_tried_by_the_button(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk)
    shown = await page(client, f"/c/{campaign.channel.code}")
    assert f'value="{grouped(campaign.channel.code)}"' in shown
    assert DRAFT.name not in shown
    token = field(shown, "token")
    async with client.post(f"/c/{campaign.channel.code}", data={"token": token, "level": "star"}) as response:
        assert response.status == 404


async def test_guessing_ends_in_all_processes_and_after_a_restart(
    client: ClientSession, database_url: str, desk: CampaignDesk, wording: Wording, renderer: Renderer
) -> None:
    campaign = await inviting(desk)
    for number in range(HOME.at_once):
        assert (await tries_code(client, code_of(number)))[0] == 200
    async with (
        open_conversation(database_url) as restarted,
        serving(restarted, wording, renderer) as address,
        open_browser(address) as other,
    ):
        token = field(await page(other, "/c"), "token")
        data = {"token": token, "language": "en", "code": campaign.channel.code}
        async with other.post("/c", data=data) as response:
            assert response.status == 429
            assert int(response.headers["Retry-After"]) > 0
        assert DRAFT.name in await page(other, campaign.link)  # links still open
