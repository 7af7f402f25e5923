"""The page of one institution: what it agreed to show, its history and its link; and each look is recorded."""

from __future__ import annotations

import re

import pytest

from bot.conversation.conversation import Conversation
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from tests.people.desk_answers import HOSTILE, AnsweredCampaign, answered_campaign
from tests.people.desk_campaigns import address_of, shown_link
from tests.people.desk_visitor import DeskVisitor

FORMULA = HOSTILE[0]
RESULT, ANSWERS = "3 stars for reference", "Its answers (27)"


async def page_of(ann: DeskVisitor, campaign: AnsweredCampaign, name: str = FORMULA) -> str:
    return await ann.page(await address_of(ann, campaign.address, name))


def history(page: str) -> list[str]:
    """What a page says happened."""
    return re.findall(r"<p>([^<]*)</p>\s*</li>", page.partition("What happened so far")[2].partition("</ol>")[0])


@pytest.mark.parametrize("level", list(Visibility))
async def test_it_shows_what_the_institution_agreed_to(ann: DeskVisitor, conversation: Conversation, level: Visibility) -> None:
    campaign = await answered_campaign(ann, conversation)
    await campaign.answer([FORMULA], 3, level)
    page = await page_of(ann, campaign)
    assert (RESULT in page) is (level >= Visibility.star)
    assert (ANSWERS in page) is (level >= Visibility.answers)
    assert ("Nothing to see" in page) is (level < Visibility.star)
    assert history(page) == [
        "was added to the roster",
        "opened its link for the first time",
        "somebody took part for it",
        "a self-check was finished",
    ]
    tokens = await campaign.tokens()
    assert shown_link(page).endswith(tokens[FORMULA])


async def test_who_withdrew_shows_nothing_any_more(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    await campaign.answer([FORMULA], 3, Visibility.answers)
    assert RESULT in await page_of(ann, campaign)
    await campaign.desk.people.withdraw(campaign.who(FORMULA), campaign.number)
    page = await page_of(ann, campaign)
    assert RESULT not in page
    assert ANSWERS not in page
    assert history(page)[-1] == "somebody withdrew"
    assert "somebody took part for it" not in page


async def test_the_looks_of_a_day_are_one_line_of_the_log(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    await page_of(ann, campaign, "Help 03")
    await page_of(ann, campaign, "Help 03")
    assert (await ann.page("/desk/log")).count("looked at an institution · Help 03") == 1


async def test_hostile_names_are_text(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await answered_campaign(ann, conversation)
    for name in HOSTILE:
        page = await page_of(ann, campaign, name)
        assert "<b>/stop" not in page


@pytest.mark.long("the shorter tests of this file")
async def test_a_liaison_sees_those_of_their_districts(
    ann: DeskVisitor, other: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await answered_campaign(ann, conversation)
    await campaign.answer(["Help 00", "Help 01"], 3, Visibility.star)
    await other.joins(await ann.invitation(Role.liaison, districts="North"), "Lee")
    north = await address_of(ann, campaign.address, "Help 01")
    assert RESULT in await other.page(north)
    assert "looked at an institution · Help 01" in await ann.page("/desk/log")
    assert "Detach" not in await other.page(north)
    assert (await other.get(await address_of(ann, campaign.address, "Help 00")))[0] == 404
