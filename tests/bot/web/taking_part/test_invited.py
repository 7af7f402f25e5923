"""A campaign's link on the page: what it says, taking part as somebody new or in the middle of answers, and links that lead nowhere."""

from __future__ import annotations

import html
import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.campaign import closed
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.days import day_of
from tests.people import colleagues
from tests.people.campaigners import DRAFT, CampaignDesk
from tests.people.invitations import Inviting, inviting, takes_part
from tests.people.visitor import (
    HOSTILE,
    all_answered,
    answered_one,
    begun,
    field,
    html_scripts,
    offered,
    open_browser,
    page,
    post,
    ratings,
)


@pytest_asyncio.fixture
async def campaign(desk: CampaignDesk) -> Inviting:
    """A running campaign."""
    return await inviting(desk)


@pytest_asyncio.fixture
async def phone(address: str) -> AsyncIterator[ClientSession]:
    """Another browser."""
    async with open_browser(address) as session:
        yield session


async def shown(campaign: Inviting) -> dict[str, str]:
    """What the work list says of each institution: whether its invitation was opened, or how far it is."""
    return {row.name: row.progress.state.name for row in await rows(campaign)}


async def rows(campaign: Inviting) -> tuple[WorkRow, ...]:
    """The rows of the work list."""
    found = await campaign.desk.work_lists.page(campaign.session, campaign.campaign, WorkFilter(), day_of(datetime.now(UTC)))
    assert found is not None
    return found.rows


async def test_the_page_says_who_asks_what_they_see_and_until_when(client: ClientSession, campaign: Inviting) -> None:
    said = html.unescape(await page(client, await campaign.link_of("First Help")))
    for words in ("North asks your institution", DRAFT.name, DRAFT.welcome, "You answer for First Help", DRAFT.contact):
        assert words in said
    levels = re.findall(r'name="level" value="(\w+)"( checked)?', said)
    assert levels == [("star", " checked"), ("status", ""), ("counts", "")]  # never more than the campaign asks for
    assert "your answers are stored until 24 months" in said
    assert "Agree and take part" in said


async def test_looking_changes_nothing(client: ClientSession, campaign: Inviting) -> None:
    path = await campaign.link_of("First Help")
    async with client.head(path) as response:
        assert response.status == 200
    await page(client, path)
    await page(client, campaign.link)
    (way,) = await campaign.desk.invitations.channels(campaign.session, campaign.campaign)
    assert way.opens == 0
    assert (await shown(campaign))["First Help"] == "not_opened"
    async with client.get("/mydata") as response:
        assert response.content_type == "text/html"


async def test_going_on_without_the_campaign_says_that_a_person_opened_the_link(
    client: ClientSession, phone: ClientSession, campaign: Inviting
) -> None:
    for visitor, institution in ((client, "First Help"), (phone, "Second Help")):
        if visitor is phone:
            await begun(visitor)
        status, location = await takes_part(visitor, await campaign.link_of(institution), do="later")
        assert (status, location) == (303, ".././?language=en")
        assert (await shown(campaign))[institution] == "opened"
    async with client.get("/mydata") as response:
        assert response.content_type == "text/html"  # nothing is stored about who was new
    await takes_part(client, await campaign.link_of("First Help"))
    assert (await shown(campaign))["First Help"] == "in_progress"


@pytest.mark.parametrize(
    ("promises", "said"),
    [
        (True, ("North may remind you", "carry the name of this campaign")),
        (False, ("North sends you no reminders", "do not name this campaign")),
    ],
)
async def test_the_page_says_what_the_campaign_promises(
    client: ClientSession, desk: CampaignDesk, promises: bool, said: tuple[str, str]
) -> None:
    campaign = await inviting(desk, replace(DRAFT, reminds=promises, on_documents=promises))
    read = html.unescape(await page(client, campaign.link))
    for words in (*said, "Merged figures appear from 20 institutions on"):
        assert words in read


async def test_somebody_new_consents_takes_part_and_begins_with_one_button(client: ClientSession, campaign: Inviting) -> None:
    status, location = await takes_part(client, await campaign.link_of("First Help"), "status")
    assert status == 303
    assert location.startswith("../q/")
    question = await page(client)
    assert "You take part in the campaign now" in html.unescape(question)
    assert 'class="ladder"' in question
    assert (await shown(campaign))["First Help"] == "in_progress"


async def test_the_run_is_the_one_that_the_campaign_asks_for(client: ClientSession, desk: CampaignDesk) -> None:
    campaign = await inviting(desk, replace(DRAFT, mode=Mode.target, target=3))
    assert (await takes_part(client, campaign.link))[0] == 303
    stored = json.loads(await page(client, "/mydata"))["respondent"]
    assert (stored["mode"], stored["target"]) == ("target", 3)


async def test_who_has_begun_no_run_begins_that_of_the_campaign(client: ClientSession, campaign: Inviting) -> None:
    welcome = await page(client)
    await post(client, welcome, reply=offered(welcome, "consent"))
    status, location = await takes_part(client, campaign.link)
    assert (status, location.startswith("../q/")) == (303, True)


async def test_running_answers_count_and_the_interview_goes_on(client: ClientSession, campaign: Inviting) -> None:
    await answered_one(client)
    before = await ratings(client)
    path = await campaign.link_of("First Help")
    assert "none is lost" in html.unescape(await page(client, path))
    status, location = await takes_part(client, path, "counts")
    assert (status, location.startswith("../q/")) == (303, True)
    assert await ratings(client) == before
    assert (await shown(campaign))["First Help"] == "in_progress"


async def test_a_finished_self_check_takes_part_from_its_result(client: ClientSession, campaign: Inviting) -> None:
    await all_answered(client)
    before = await ratings(client)
    assert 'href="../c?language=en"' in await page(client, "/v/more")
    status, location = await takes_part(client, await campaign.link_of("First Help"))
    assert (status, location) == (303, ".././")
    assert "You take part in the campaign now" in html.unescape(await page(client))
    assert await ratings(client) == before


async def test_a_second_opening_changes_only_what_is_shown(client: ClientSession, campaign: Inviting) -> None:
    await takes_part(client, campaign.link, "star")
    again = html.unescape(await page(client, campaign.link))
    assert "You take part already" in again
    assert (await takes_part(client, campaign.link, "counts"))[0] == 303
    assert '"counts" checked' in await page(client, campaign.link)
    (way,) = await campaign.desk.invitations.channels(campaign.session, campaign.campaign)
    assert way.opens == 2


async def test_links_that_lead_to_no_open_campaign_show_one_page(
    client: ClientSession, phone: ClientSession, desk: CampaignDesk
) -> None:
    draft = await inviting(desk, starts=False, association="South")
    over = await inviting(desk, association="East")
    away = await inviting(desk, association="West")
    waiting = await page(phone, over.link)
    assert await desk.campaigns.change(over.session, over.campaign, lambda it: closed(it, it.closes_on))
    assert await desk.invitations.close_channel(away.session, away.campaign, away.channel.id)
    pages = set()
    for path in (draft.link, over.link, away.link, "/c/" + "A" * 22, "/c/x", "/c/K7M2PQ4.00"):
        async with client.get(path) as response:
            assert response.status == 404
            pages.add(await response.text())
    assert len(pages) == 1
    data = {"token": field(waiting, "token"), "language": "en", "level": "star"}
    async with phone.post(over.link, data=data) as response:
        assert response.status == 404  # closed between look and tap
    async with phone.get("/mydata") as response:
        assert response.content_type == "text/html"  # and nothing is stored about them


async def test_a_form_of_another_site_lets_nobody_take_part(client: ClientSession, campaign: Inviting) -> None:
    token = field(await page(client, campaign.link), "token")
    for headers, data in (
        ({"Sec-Fetch-Site": "cross-site"}, {"token": token, "level": "star"}),
        ({}, {"token": "forged", "level": "star"}),
        ({}, {"level": "star"}),
    ):
        async with client.post(campaign.link, data=data, headers=headers) as response:
            assert response.status == 403


async def test_without_a_cookie_nobody_is_stored(client: ClientSession, campaign: Inviting) -> None:
    token = field(await page(client, campaign.link), "token")
    client.cookie_jar.clear()
    path = await campaign.link_of("First Help")
    async with client.post(path, data={"token": token, "level": "star", "language": "en"}) as response:
        assert response.status == 200
        assert "cookie" in (await response.text()).lower()
    assert (await shown(campaign))["First Help"] == "opened"


@pytest.mark.parametrize("level", ["", "answers", "3", "everything"])
async def test_no_form_agrees_to_more_than_was_asked(client: ClientSession, campaign: Inviting, level: str) -> None:
    await takes_part(client, campaign.link, level)
    again = await page(client, campaign.link)
    assert re.findall(r'value="(\w+)" checked', again) == ["star"]
    assert Visibility.answers.name not in re.findall(r'name="level" value="(\w+)"', again)


@pytest.mark.parametrize("text", HOSTILE)
async def test_what_officers_typed_is_text(client: ClientSession, desk: CampaignDesk, text: str) -> None:
    campaign = await inviting(desk, replace(DRAFT, name=text, welcome=text, contact=text))
    said = await page(client, campaign.link)
    assert not html_scripts(said)
    assert text in html.unescape(said)
    assert "<b>bold" not in said
    assert "<img src=x" not in said


async def test_a_link_for_all_says_to_a_colleague_for_whom_they_will_answer(
    client: ClientSession, phone: ClientSession, campaign: Inviting
) -> None:
    await takes_part(client, await campaign.link_of("First Help"))
    assert (await colleagues.joins(phone, await colleagues.invites(client)))[0] == 200
    assert "You answer for First Help" in html.unescape(await page(phone, campaign.link))
    assert (await takes_part(phone, campaign.link))[0] == 303
    (row,) = [each for each in await rows(campaign) if each.name == "First Help"]
    assert row.joined == 2
