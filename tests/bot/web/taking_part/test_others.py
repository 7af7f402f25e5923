"""The page "you and the others": from the latest release only, found by those who take part, and small."""

from __future__ import annotations

import html

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.release import Release
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.invitations import Inviting, inviting, takes_part
from tests.people.page_server import BYTES_AT_MOST
from tests.people.visitor import all_answered, answered_rest, begun, field, offered, open_browser, page, post

FULL = replace(DRAFT, mode=Mode.full)
# Ten institutions without a star, and ten with three: enough for a release, and for two classes.
TWENTY = (0,) * 10 + (3,) * 10


async def beside(client: ClientSession, campaign: Inviting) -> str:
    return html.unescape(await page(client, f"/others/{campaign.campaign}")).replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.long("the same in Telegram")
async def test_a_result_leads_to_where_it_is_beside_the_others(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, FULL)
    result = await all_answered(client, "3")
    assert "You and the others" not in result
    await takes_part(client, await campaign.link_of("First Help"))
    result = await page(client)
    assert f'href="others/{campaign.campaign}"' in result
    assert len(result.encode()) <= BYTES_AT_MOST
    assert "They appear from 20 institutions on" in await beside(client, campaign)
    await campaign.others_finish(TWENTY)
    assert isinstance(await campaign.night(), Release)
    shown = await beside(client, campaign)
    for words in (
        "Release 1 of",
        "nobody is ranked",
        "20 institutions counted; counts are rounded to 5",
        "</span>: 50 %",
        "1 star and more: 50 % – you are here",
        "rung 3 and above, with 50 % of all",
        "Self-checked, not confirmed by anybody",
    ):
        assert words in shown
    assert "First Help" not in shown
    assert "North" not in shown.partition("<main")[2]  # neither district nor anybody else
    assert len(shown.encode()) <= BYTES_AT_MOST


@pytest.mark.long("the shorter tests of this file")
async def test_only_the_latest_release_is_shown(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, FULL)
    await all_answered(client, "3")
    await takes_part(client, await campaign.link_of("First Help"))
    await campaign.others_finish(TWENTY)
    await campaign.night()
    await campaign.others_finish(TWENTY, first=21)
    assert isinstance(await campaign.night(2), Release)
    shown = await beside(client, campaign)
    assert "Release 2 of" in shown
    assert "Release 1 of" not in shown


@pytest.mark.long("the shorter tests of this file")
async def test_who_has_not_finished_is_asked_to_and_sees_no_figures(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, FULL)
    await takes_part(client, await campaign.link_of("First Help"))
    await campaign.others_finish(TWENTY)
    await campaign.night()
    shown = await beside(client, campaign)
    assert "Finish the self-check of this campaign first" in shown
    assert "50 %" not in shown


@pytest.mark.long("the shorter tests of this file")
async def test_a_shorter_self_check_counts_once_the_rest_is_answered(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, FULL)
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    choosing = await page(client)
    await post(client, choosing, reply=offered(choosing, "begin", "target-1"))
    await answered_rest(client)
    assert "It counts as soon as 17 more questions are answered" in html.unescape(await page(client, campaign.link))
    await takes_part(client, campaign.link)
    await campaign.others_finish(TWENTY)
    await campaign.night()
    assert "asks 17 questions that your result lacks" in await beside(client, campaign)
    result = await page(client, "/v/more")
    await post(client, result, reply=offered(result, "go_deeper"))
    await answered_rest(client)
    assert "you are here" in await beside(client, campaign)


@pytest.mark.long("the shorter tests of this file")
async def test_nobody_else_finds_the_figures(client: ClientSession, desk: CampaignDesk, address: str) -> None:
    campaign = await inviting(desk, FULL)
    await takes_part(client, await campaign.link_of("First Help"))
    await campaign.others_finish(TWENTY)
    await campaign.night()
    async with open_browser(address) as other:
        assert "You and the others" not in await beside(other, campaign)  # a stranger
        await begun(other)
        for path in (f"/others/{campaign.campaign}", "/others/1", "/others/x", "/others/99999999999999999999"):
            assert "You take part in no campaign" in await page(other, path)
    number = field(await page(client, "/campaigns"), "campaign")
    await desk.work_lists.detach(campaign.session, int(number), campaign.institutions["First Help"])
    assert "You take part already" not in await beside(client, campaign)
    assert f"others/{number}" not in await page(client, "/campaigns")


async def test_a_campaign_of_an_older_edition_or_without_a_release_says_so(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, FULL)
    await all_answered(client, "3")
    await takes_part(client, await campaign.link_of("First Help"))
    await campaign.night(40)  # its closing day is past
    assert "This campaign is over, and there are no figures" in await beside(client, campaign)


@pytest.mark.long("the shorter tests of this file")
async def test_several_campaigns_are_chosen_from(client: ClientSession, desk: CampaignDesk) -> None:
    north, south = await inviting(desk, FULL), await inviting(desk, FULL, association="South")
    await all_answered(client, "3")
    for campaign in (north, south):
        await takes_part(client, campaign.link)
    assert 'href="campaigns"' in (await page(client)).partition("You and the others")[0].rpartition("<a ")[2]
    mine = await page(client, "/campaigns")
    for campaign in (north, south):
        assert f'href="others/{campaign.campaign}"' in mine
        assert "They appear from 20 institutions on" in await beside(client, campaign)
