"""Campaigns at the page of the desk: what an officer types, and how they make one."""

from __future__ import annotations

import html as entities
import re
from datetime import timedelta

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from flows.campaign.segment import Audience, Segment
from storage.campaigns.broadcasts import Broadcasts
from tests.people.desk_visitor import DeskVisitor


def in_days(days: int) -> str:
    """A day from today on, as a date field sends it."""
    return (today() + timedelta(days=days)).isoformat()


def campaign_fields(name: str = "Self-check") -> dict[str, str]:
    """The fields of a form without a problem."""
    return {
        "name": name,
        "welcome": "Welcome.",
        "run": "target-3",
        "visibility": "star",
        "first_at": "20",
        "closes_on": in_days(30),
        "kept_until": in_days(200),
        "contact": "Office, room 7",
        "reminds": "yes",
    }


async def made_campaign(visitor: DeskVisitor, **changed: str) -> str:
    """Make a draft; its address."""
    status, place = await visitor.post("/desk/campaigns/new", **{**campaign_fields(), **changed})
    assert status == 303, place
    return "/desk/campaigns/" + place.rpartition("/")[2]


async def running_campaign(visitor: DeskVisitor, **changed: str) -> str:
    """Make a campaign and start it; its address."""
    address = await made_campaign(visitor, **changed)
    assert (await visitor.post(f"{address}/start", sure="yes"))[0] == 303
    return address


ROSTER = "Institution,District\nFirst Help,North\nSecond Help,North\nThird Help,South\n"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')


def carried(page: str) -> dict[str, str]:
    """What the form of an import carries, but for its token."""
    return {name: entities.unescape(value) for name, value in HIDDEN.findall(page) if name not in ("token", "language")}


async def imported_roster(visitor: DeskVisitor, campaign: str, sheet: str = ROSTER) -> None:
    """Upload a roster and import it."""
    status, page = await visitor.upload(f"{campaign}/roster/upload", f"{campaign}/roster", sheet.encode())
    assert status == 200, page
    assert (await visitor.upload(f"{campaign}/roster/take", f"{campaign}/roster", None, **carried(page)))[0] == 303


async def made_channel(visitor: DeskVisitor, campaign: str, label: str = "Group") -> str:
    """Make a channel; its address."""
    status, place = await visitor.post(f"{campaign}/ways", label=label)
    assert status == 303, place
    return f"{campaign}/ways/{place.rpartition('/')[2]}"


async def address_of(visitor: DeskVisitor, campaign: str, institution: str) -> str:
    """The address of an institution, as the work list leads there."""
    for line in (await visitor.page(f"{campaign}/work")).split("<li>"):
        found = re.search(r'/institutions/(\d+)"', line)
        if f"<strong>{institution}</strong>" in entities.unescape(line) and found:
            return f"{campaign}/institutions/{found[1]}"
    raise AssertionError(f"{institution} is not listed")


async def drafted_message(conversation: Conversation, visitor: DeskVisitor, campaign: str) -> int:
    """Let an officer have a draft of a message, also if the page serves no chat; its id."""
    assert conversation.desk is not None
    broadcasts = Broadcasts(conversation.desk.access, conversation.standard)
    segment = Segment(Audience.everyone)
    made = await broadcasts.make(visitor.cookie, int(campaign.rpartition("/")[2]), "Hello.", segment)
    assert made is not None
    return made


def shown_link(page: str) -> str:
    """The link that the page of a channel or an institution shows."""
    found = re.search(r'readonly value="(https?://[^"]+/c/[\w-]{22})"', page)
    assert found
    return found[1]
