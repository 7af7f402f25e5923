"""You and the others in a chat: from the result and from one's campaigns, out of the latest release."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.words.wording import Wording
from flows.assessment.question_order import Mode
from flows.campaign.release import Release
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from tests.botapi import BotApi, Person
from tests.people.campaigners import DRAFT, CampaignDesk, campaign_desk
from tests.people.chat import TOKEN, begun, data, data_is_offered, run_through, say
from tests.people.invitations import Inviting, inviting

TWENTY = (0,) * 10 + (3,) * 10
FULL = replace(DRAFT, mode=Mode.full)


@dataclass
class Chatting:
    """A chat, and officers over the same database."""

    api: BotApi
    desk: CampaignDesk


@pytest.fixture
async def chatting(sqlite_url: str, wording: Wording, renderer: Renderer) -> AsyncIterator[Chatting]:
    async with (
        BotApi(token=TOKEN) as api,
        open_conversation(sqlite_url) as conversation,
        campaign_desk(sqlite_url) as desk,
    ):
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            yield Chatting(api, desk)
        assert api.violations == []


async def with_result(api: BotApi) -> Person:
    """Somebody who has answered everything, in English."""
    person = await begun(api, language="en")
    await run_through(person, "3")
    await api.until(lambda: bool(api.called("sendPhoto")))
    return person


async def joins(chatting: Chatting, person: Person, campaign: Inviting, link: str) -> None:
    token = link.removeprefix("/c/")
    await say(chatting.api, person, f"/start c-{token}")
    await person.tap(data("part", f"{token}.{Visibility.counts.value}"))


async def test_a_result_leads_to_where_it_is_beside_the_others(chatting: Chatting) -> None:
    campaign = await inviting(chatting.desk, FULL)
    person = await with_result(chatting.api)
    opened = f"others-{campaign.campaign}"
    await say(chatting.api, person, "/result")
    assert not data_is_offered(person, "part", opened)
    await joins(chatting, person, campaign, await campaign.link_of("First Help"))
    assert "You take part in the campaign now" in person.screen  # at the result, at once
    assert data_is_offered(person, "part", opened)
    await person.tap(data("part", opened))
    assert "They appear from 20 institutions on" in person.screen
    await campaign.others_finish(TWENTY)
    assert isinstance(await campaign.night(), Release)
    await say(chatting.api, person, "/campaigns")
    await person.tap(data("part", f"mine-{campaign.campaign}"))
    await person.tap(data("part", opened))
    for words in ("Release 1 of", "you are here", "% of all", "20 institutions counted", "nobody is ranked"):
        assert words in person.screen
    assert "North" not in person.screen
    await person.tap(data("part", ""))
    assert data_is_offered(person, "part", opened)  # back at the result


@pytest.mark.long("the shorter tests of this file")
async def test_several_campaigns_are_chosen_from(chatting: Chatting) -> None:
    north, south = await inviting(chatting.desk, FULL), await inviting(chatting.desk, FULL, association="South")
    person = await with_result(chatting.api)
    for campaign in (north, south):
        await joins(chatting, person, campaign, campaign.link)
    assert len(await chatting.desk.people.of(Address("telegram", str(person.id)))) == 2
    await person.tap(data("part", "campaigns"))
    for campaign in (north, south):
        assert data_is_offered(person, "part", f"mine-{campaign.campaign}")


async def test_a_button_to_figures_of_a_campaign_that_one_left_lists_ones_campaigns(chatting: Chatting) -> None:
    campaign = await inviting(chatting.desk, FULL)
    person = await with_result(chatting.api)
    await joins(chatting, person, campaign, campaign.link)
    await chatting.desk.people.withdraw(Address("telegram", str(person.id)), campaign.campaign)
    await person.tap(data("part", f"others-{campaign.campaign}"))
    assert "You take part in no campaign" in person.screen
