"""The funnel at the desk, and the channels of the work list."""

from __future__ import annotations

import html as entities
import re

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaigns.participations import Joined, Participations
from storage.respondents.sessions import StoredSessions
from tests.people.campaigners import BEGUN, STRANGER
from tests.people.desk_campaigns import address_of, imported_roster, made_channel, running_campaign, shown_link
from tests.people.desk_visitor import DeskVisitor


async def joins(conversation: Conversation, name: str, *links: str) -> None:
    """Let a new respondent take part by a link, and then open others."""
    assert conversation.desk is not None
    database, who = conversation.desk.access.database, Address("web", name * 32)
    people = Participations(database)
    assert await StoredSessions(database, "edition").save(who, STRANGER, BEGUN)
    for number, link in enumerate(links):
        token = link.rpartition("/")[2]
        await people.opened(token)
        joined = await people.join(who, token, Visibility.answers, today())
        assert joined is (Joined.already if number else Joined.done)


def steps(page: str) -> dict[str, str]:
    """The steps of a funnel, with how many of how many."""
    found = re.findall(r'<strong>([^<]*)</strong> <span class="aside">(\d+ of \d+)', page)
    return {entities.unescape(name): numbers for name, numbers in found}


def parts(page: str) -> dict[str, str]:
    """The districts and channels of a funnel, with their numbers."""
    found = re.findall(r'<li>\s*<p><strong>([^<]*)</strong></p>\s*<p class="aside">([^<]*)</p>', page)
    return {entities.unescape(name): numbers for name, numbers in found}


async def test_the_funnel_counts_institutions_by_step_district_and_channel(
    ann: DeskVisitor, conversation: Conversation
) -> None:
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    own = shown_link(await ann.page(await address_of(ann, campaign, "First Help")))
    channel = shown_link(await ann.page(await made_channel(ann, campaign, "Group <1>")))
    await joins(conversation, "a", channel, own)
    await joins(conversation, "b", channel)
    page = await ann.page(f"{campaign}/funnel")
    assert steps(page) == {
        "Asked": "3 of 3",
        "Opened the link": "1 of 3",
        "Take part": "1 of 1",
        "Gave a first answer": "0 of 1",
        "Service strategy": "0 of 0",
        "Service design": "0 of 0",
        "Service transition": "0 of 0",
        "Service operation": "0 of 0",
        "Continual service improvement": "0 of 0",
        "Have a result": "0 of 0",
    }
    assert parts(page) == {
        "North": "Asked: 2 · Opened the link: 1 · Take part: 1 · Gave a first answer: 0 · Have a result: 0",
        "South": "Asked: 1 · Opened the link: 0 · Take part: 0 · Gave a first answer: 0 · Have a result: 0",
        "Group <1>": "Take part: 1 · Gave a first answer: 0 · Have a result: 0",
    }
    assert "1 more respondent takes part by a channel" in page
    assert "★" not in page.partition("<main>")[2]
    assert steps(await ann.page(f"{campaign}/funnel?district=South"))["Asked"] == "1 of 1"
    by_channel = steps(await ann.page(f"{campaign}/funnel?channel=Group+%3C1%3E"))
    assert by_channel["Take part"] == "1 of 1"
    assert "Asked" not in by_channel
    assert steps(await ann.page(f"{campaign}/funnel?district=%00%27&channel=x"))["Take part"] == "0 of 0"


async def test_a_quick_run_shows_no_steps_that_would_tell_its_star(ann: DeskVisitor) -> None:
    campaign = await running_campaign(ann, run="quick")
    page = await ann.page(f"{campaign}/funnel")
    assert list(steps(page)) == ["Take part", "Gave a first answer", "Have a result"]
    assert "how far it goes would tell the star" in page
    assert "This campaign has no roster" in page


async def test_a_step_leads_to_the_list_of_those_who_did_not_reach_it(ann: DeskVisitor) -> None:
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    page = await ann.page(f"{campaign}/funnel?district=North")
    found = re.search(r'href="(?:\.\./)*([^"]+)" aria-label="Show the others: Opened the link"', page)
    assert found
    listed = await ann.page("/" + entities.unescape(found[1]))
    assert "First Help" in listed
    assert "Third Help" not in listed


async def test_a_liaison_sees_the_funnel_of_their_districts(ann: DeskVisitor, other: DeskVisitor) -> None:
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    await other.joins(await ann.invitation(Role.liaison, districts="South"), "Lee")
    page = await other.page(f"{campaign}/funnel")
    assert steps(page)["Asked"] == "1 of 1"
    assert list(parts(page)) == ["South"]


async def test_the_work_list_shows_who_came_by_a_channel(ann: DeskVisitor, conversation: Conversation) -> None:
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    assert "came by" not in await ann.page(f"{campaign}/work")
    own = shown_link(await ann.page(await address_of(ann, campaign, "First Help")))
    channel = shown_link(await ann.page(await made_channel(ann, campaign, "Group")))
    await joins(conversation, "a", channel, own)
    page = await ann.page(f"{campaign}/work?district=North")
    found = re.search(r'<a href="(?:\.\./)*([^"]+)">came by Group</a>', page)
    assert found
    listed = await ann.page("/" + entities.unescape(found[1]))
    assert "First Help" in listed
    assert "Second Help" not in listed
    assert 'aria-current="true">came by Group</a>' in listed
    assert 'aria-current="true">North' in listed
