"""An institution whose only respondent withdrew reads everywhere at the desk as one of which nothing was ever shown.

Two institutions withdraw: one after all that can be known of it was shown, one before its first answer. Each address of the
table of the routes has to say the same of both, but for their names. A new address that names institutions is asked too.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest
from sqlmodel import select

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import Right, Role, rights_of
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.broadcast_tables import CampaignMessageRow, MessageState
from storage.campaigns.participations import Joined
from storage.lookup import respondent_at
from tests.people.campaigners import CampaignDesk
from tests.people.desk_campaigns import (
    ROSTER,
    address_of,
    drafted_message,
    imported_roster,
    made_channel,
    running_campaign,
    shown_link,
)
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_server import SECRET
from tests.people.visitor import field as field_of

CAMPAIGN = "/desk/campaigns/{campaign}"
MESSAGE = f"{CAMPAIGN}/messages/{{message}}"
Route = tuple[str, str]
# What is sent to an address that takes a form and shows institutions, or could.
FORMS = {
    f"{CAMPAIGN}/exports/rows": {"sure": "yes", "format": "csv", "language": "en"},
    f"{CAMPAIGN}/roster/upload": {},
    f"{MESSAGE}/preview": {},
}
# What an address is also asked with: each of them tells something of institutions.
QUERIES = {
    f"{CAMPAIGN}/work": ("?print", "?channel=Group", "?state=result", "?state=in_progress", "?state=withdrawn", "?stuck=3"),
    f"{CAMPAIGN}/chat-groups": ("?district=North",),
    f"{CAMPAIGN}/funnel": ("?channel=Group", "?district=North"),
}
# The addresses that name institutions and are not asked, with the reason.
NOT_ASKED: dict[Route, str] = {
    ("GET", "/desk/log"): "what was done stays in it until the names are deleted, and it holds no results",
    ("POST", f"{CAMPAIGN}/links"): "it holds what the roster says, and a link",
    ("GET", f"{CAMPAIGN}/institutions/{{institution}}/file/{{document}}"): "it holds what the roster says, and a link",
    ("POST", f"{CAMPAIGN}/detach/{{institution}}"): "it shows no institution",
    ("POST", f"{CAMPAIGN}/ways"): "it shows no institution",
    ("POST", f"{CAMPAIGN}/ways/{{way}}/close"): "it shows no institution",
    ("POST", f"{CAMPAIGN}/roster/take"): "it shows what the roster says, as the upload does",
    **{
        ("POST", f"{CAMPAIGN}/messages/{each}"): "it shows a message and counts, as the preview does"
        for each in ("new", *(f"{{message}}/{move}" for move in ("edit", "delete", "send", "pause", "resume", "cancel")))
    },
}
TOLD, UNTOLD = "First Help", "Second Help"
PART = re.compile(r"<li>.*?</li>|<tr>.*?</tr>", re.DOTALL)
# What differs between two institutions of which the same is known: ids, links, their drawings, and the minute.
OWN = re.compile(r"data:image/svg[^\"]*|\d{15,}|/c/[\w-]{22}|\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.+]*", re.DOTALL)


@dataclass
class Town:
    """A campaign at the desk, who asks, and what the addresses name."""

    campaign: str
    visitors: dict[Role, DeskVisitor]
    things: dict[str, str] = field(default_factory=dict)
    institutions: dict[str, str] = field(default_factory=dict)

    async def said(self, visitor: DeskVisitor, route: DeskRoute, query: str, name: str) -> str:
        """What an address says to somebody."""
        path = route.path.format(**self.things, institution=self.institutions[name]) + query
        if route.method == "GET":
            return (await visitor.get(path))[1]
        token = field_of(await visitor.page(), "token")
        if route.takes_file:
            return (await visitor.send_file(path, ROSTER.encode(), token=token))[1]
        return (await visitor.send(path, token=token, **FORMS[route.path]))[1]

    async def differing(self, routes: list[DeskRoute]) -> set[str]:
        """The addresses that say something of one of the two institutions that they do not say of the other."""
        found = set()
        for role, visitor in self.visitors.items():
            for route in routes:
                if route.right in rights_of(role, may_send=True):
                    for query in ("", *QUERIES.get(route.path, ())):
                        told = untold = await self.said(visitor, route, query, TOLD)
                        if "{institution}" in route.path:
                            untold = await self.said(visitor, route, query, UNTOLD)
                        if records(told, TOLD) != records(untold, UNTOLD):
                            found.add(route.path.removeprefix(CAMPAIGN) + query)
        return found


def records(text: str, name: str) -> Counter[str]:
    """What a page says of an institution: each part, and each line outside of parts, in which its name is.

    The page of an institution is whole: its heading is its name.
    """
    parts = [text] if f"<h1>{name}</h1>" in text else [*PART.findall(text), *PART.sub("", text).splitlines()]
    return Counter(OWN.sub("…", each.replace(name, "NAME")) for each in parts if name in each)


@pytest.fixture
def routes(conversation: Conversation, wording: Wording, renderer: Renderer) -> list[DeskRoute]:
    """The addresses that are asked."""
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    guarded = [route for route in table if isinstance(route, DeskRoute) and (route.method, route.path) not in NOT_ASKED]
    # Cases are no campaign's: test_cases_of_others.py asks for them.
    asked = [route for route in guarded if "{case}" not in route.path and "{rating}" not in route.path]
    return [route for route in asked if route.method == "GET" or route.path in FORMS]


@pytest.fixture
async def town(ann: DeskVisitor, other: DeskVisitor, conversation: Conversation) -> Town:
    """North with an administrator and a liaison, and a campaign that shows answers."""
    campaign = await running_campaign(ann, run="full", visibility="answers")
    await imported_roster(ann, campaign)
    await other.joins(await ann.invitation(Role.liaison, districts="North"), "Lee")
    town = Town(campaign, {Role.administrator: ann, Role.liaison: other})
    town.things = {
        "officer": (await ann.address_of("Lee")).rpartition("/")[2],
        "campaign": campaign.rpartition("/")[2],
        "way": (await made_channel(ann, campaign)).rpartition("/")[2],
        "document": "picture",
        "message": str(await drafted_message(conversation, ann, campaign)),
    }
    for name in (TOLD, UNTOLD):
        town.institutions[name] = (await address_of(ann, campaign, name)).rpartition("/")[2]
    return town


@pytest.mark.long("the storage's own tests of who withdrew, and the page of one institution")
async def test_who_withdrew_shows_no_more_than_who_never_answered(
    town: Town, ann: DeskVisitor, conversation: Conversation, routes: list[DeskRoute]
) -> None:
    assert conversation.desk is not None
    desk, number = CampaignDesk(conversation.desk.access.database), int(town.things["campaign"])
    told, untold = Address("telegram", "7000000001"), Address("telegram", "7000000002")
    links = {name: shown_link(await ann.page(f"{town.campaign}/institutions/{key}")) for name, key in town.institutions.items()}
    channel = shown_link(await ann.page(f"{town.campaign}/ways/{town.things['way']}"))
    await desk.joins(channel.rpartition("/")[2], told, Visibility.answers)
    await desk.people.opened(links[TOLD].rpartition("/")[2])
    assert await desk.people.join(told, links[TOLD].rpartition("/")[2], Visibility.answers, today()) is Joined.already
    await desk.finishes(told, dict.fromkeys(shipped().codes, 5))
    await desk.joins(links[UNTOLD].rpartition("/")[2], untold, Visibility.counts)
    assert await desk.people.object(told, number, objects=True)
    async with desk.database.writing() as db:
        respondent = (await db.exec(select(respondent_at(told.face, told.address)))).one()
        message = town.things["message"]
        db.add(
            CampaignMessageRow(
                campaign_id=number,
                respondent_id=respondent,
                about=message,
                state=MessageState.sent,
                is_counted=True,
                at=datetime.now(UTC),
            )
        )
    assert await town.differing(routes) >= {
        "/work",
        "/work?channel=Group",
        "/work?state=result",
        "/institutions/{institution}",
        "/exports/rows",
        "/chat-groups",
    }
    for who in (told, untold):
        assert await desk.people.withdraw(who, number)
    assert await town.differing(routes) == set()
    page = await ann.page(f"{town.campaign}/institutions/{town.institutions[TOLD]}")
    assert "somebody withdrew" in page
    assert "stars for reference" not in page


def test_every_address_that_names_institutions_is_asked(
    conversation: Conversation, wording: Wording, renderer: Renderer, routes: list[DeskRoute]
) -> None:
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    naming = {
        (route.method, route.path)
        for route in table
        if isinstance(route, DeskRoute) and (route.ends_with_names or route.right is Right.read_log)
    }
    assert naming <= {(route.method, route.path) for route in routes} | NOT_ASKED.keys()
    assert NOT_ASKED.keys() <= naming
    assert FORMS.keys() <= {route.path for route in routes}
