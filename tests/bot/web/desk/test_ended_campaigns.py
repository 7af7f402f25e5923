"""Each address of a campaign that has ended: closed by an officer, past its day, and after the names were deleted.

The cases are made from the table of the routes. An address that changes something and has no answer here fails.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.campaign_places import PLACES
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.campaign import Phase
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.campaign_tables import CampaignRow
from storage.campaigns.deletion import delete_names
from storage.campaigns.participations import Participations
from storage.database import Database
from tests.people.desk_campaigns import (
    address_of,
    campaign_fields,
    drafted_message,
    imported_roster,
    in_days,
    made_channel,
    running_campaign,
    shown_link,
)
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_server import SECRET
from tests.people.visitor import field

CAMPAIGN = "/desk/campaigns/{campaign}"
MESSAGE = f"{CAMPAIGN}/messages/{{message}}"
GONE = 410


@dataclass(frozen=True)
class Ended:
    """What is sent, and the status once the campaign is over, and once its names are deleted."""

    over: int
    nameless: int
    fields: Mapping[str, str]


def ended(over: int, nameless: int = GONE, **fields: str) -> Ended:
    return Ended(over, nameless, fields)


# What takes a thing away that other addresses name.
LAST = ("/ways/{way}/close", "/messages/{message}/delete")
# What changes something, and what is not simply shown.
CASES = {
    ("GET", f"{CAMPAIGN}/edit"): ended(409, 409),
    ("POST", f"{CAMPAIGN}/edit"): Ended(409, 409, campaign_fields()),
    ("POST", f"{CAMPAIGN}/start"): ended(409, 409, sure="yes"),
    ("POST", f"{CAMPAIGN}/move"): ended(409, 409, closes_on=in_days(20)),
    ("POST", f"{CAMPAIGN}/less"): ended(303, 409, visibility="counts"),
    ("POST", f"{CAMPAIGN}/close"): ended(409, 409, sure="yes"),
    ("POST", f"{CAMPAIGN}/copy"): ended(303, 303),
    ("POST", f"{CAMPAIGN}/roster/upload"): ended(409),
    ("POST", f"{CAMPAIGN}/roster/take"): ended(409, sheet="none"),
    ("POST", f"{CAMPAIGN}/detach/{{institution}}"): ended(404, sure="yes"),
    ("GET", f"{CAMPAIGN}/messages/new"): ended(409),
    ("POST", f"{CAMPAIGN}/messages/new"): ended(409, text="Hello", audience="everyone"),
    ("POST", f"{MESSAGE}/edit"): ended(303, text="Hello", audience="everyone"),
    ("POST", f"{MESSAGE}/preview"): ended(200),
    ("POST", f"{MESSAGE}/send"): ended(409, sure="yes"),
    ("POST", f"{MESSAGE}/pause"): ended(409),
    ("POST", f"{MESSAGE}/resume"): ended(409),
    ("POST", f"{MESSAGE}/cancel"): ended(409, sure="yes"),
    ("POST", f"{MESSAGE}/delete"): ended(303),
    ("POST", f"{CAMPAIGN}/exports/rows"): ended(200, sure="yes", format="csv"),
    # There is no release.
    ("POST", f"{CAMPAIGN}/exports/figures"): ended(422, 422, sure="yes", format="csv", release="1"),
    ("POST", f"{CAMPAIGN}/report"): ended(409, 409, sure="yes", format="pdf"),
    ("POST", f"{CAMPAIGN}/ways"): ended(409, label="Second"),
    ("POST", f"{CAMPAIGN}/ways/{{way}}/close"): ended(303, sure="yes"),
    ("POST", f"{CAMPAIGN}/links"): ended(200, sure="yes", of="institutions", kind="qr"),
}


@dataclass(frozen=True)
class Held:
    """A campaign with a roster and a channel, and what the addresses name."""

    ann: DeskVisitor
    database: Database
    things: Mapping[str, str]
    link: str

    @property
    def address(self) -> str:
        return CAMPAIGN.format(**self.things)

    async def asked(self, route: DeskRoute) -> int:
        """Ask for an address as the administrator; the status."""
        path = route.path.format(**self.things)
        if route.method == "GET":
            return (await self.ann.get(path))[0]
        token, fields = field(await self.ann.page(), "token"), CASES[route.method, route.path].fields
        if route.takes_file:
            return (await self.ann.send_file(path, b"Institution\nFirst", token=token, **fields))[0]
        return (await self.ann.send(path, token=token, **fields))[0]

    async def ends(self, **days: date) -> None:
        """Let the campaign have other days."""
        async with self.database.writing() as db:
            await db.exec(update(CampaignRow).where(col(CampaignRow.id) == int(self.things["campaign"])).values(**days))


@pytest.fixture
def routes(conversation: Conversation, wording: Wording, renderer: Renderer) -> list[DeskRoute]:
    """The addresses below a campaign; what takes the way away comes last."""
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    found = [route for route in table if isinstance(route, DeskRoute) and route.path.startswith(CAMPAIGN)]
    return sorted(found, key=lambda route: route.path.endswith(LAST))


@pytest.fixture
async def held(ann: DeskVisitor, conversation: Conversation) -> Held:
    """A running campaign of North with three institutions."""
    assert conversation.desk is not None
    campaign = await running_campaign(ann)
    await imported_roster(ann, campaign)
    way = await made_channel(ann, campaign)
    things = {
        "campaign": campaign.rpartition("/")[2],
        "way": way.rpartition("/")[2],
        "institution": (await address_of(ann, campaign, "First Help")).rpartition("/")[2],
        "document": "picture",
        "message": str(await drafted_message(conversation, ann, campaign)),
    }
    return Held(ann, conversation.desk.access.database, things, shown_link(await ann.page(way)))


def over(route: DeskRoute) -> int:
    found = CASES.get((route.method, route.path))
    return found.over if found is not None or route.method != "GET" else 200  # type: ignore[union-attr]


def nameless(route: DeskRoute) -> int:
    found = CASES.get((route.method, route.path))
    if found is not None or route.method != "GET":
        return found.nameless  # type: ignore[union-attr]
    return GONE if route.ends_with_names else 200


def test_every_address_that_changes_a_campaign_has_an_answer(routes: list[DeskRoute]) -> None:
    assert {(route.method, route.path) for route in routes if route.method == "POST"} <= set(CASES)
    assert set(CASES) <= {(route.method, route.path) for route in routes}


def test_a_campaign_leads_only_to_addresses_that_need_the_same_right(routes: list[DeskRoute]) -> None:
    rights = {route.path: route.right for route in routes if route.method == "GET"}
    assert {place.address: rights.get(f"{CAMPAIGN}/{place.address}") for place in PLACES} == {
        place.address: place.right for place in PLACES
    }


@pytest.mark.long("what each link of a closed campaign says")
async def test_a_closed_campaign_answers_as_the_table_says(held: Held, routes: list[DeskRoute]) -> None:
    assert (await held.ann.post(f"{held.address}/close", sure="yes"))[0] == 303
    for route in routes:
        assert await held.asked(route) == over(route), route
    page = await held.ann.page(held.address)
    assert "closed" in page
    assert "days left" in page


@pytest.mark.long("the shorter tests of this file")
async def test_a_campaign_past_its_day_answers_as_a_closed_one(held: Held, routes: list[DeskRoute]) -> None:
    await held.ends(closes_on=today() - timedelta(days=1))
    for route in routes:
        assert await held.asked(route) == over(route), route
    page = await held.ann.page(held.address)
    assert "The closing day has passed" in page
    assert 'name="closes_on"' not in page
    report = await held.ann.page(f"{held.address}/report")
    assert "The campaign is over, and its release comes" in report


@pytest.mark.parametrize("is_done", [False, True], ids=["due", "deleted"])
@pytest.mark.long("the shorter tests of this file")
async def test_a_campaign_without_names_answers_as_the_table_says(held: Held, routes: list[DeskRoute], is_done: bool) -> None:
    """Nothing is shown from the day on that was promised, also if no process was there to delete it."""
    yesterday = today() - timedelta(days=1)
    await held.ends(closes_on=yesterday, kept_until=yesterday)
    if is_done:
        assert await delete_names(held.database, today()) == 1
    for route in routes:
        if route.path != f"{CAMPAIGN}/less" or is_done:
            assert await held.asked(route) == nameless(route), route
        if route.method == "GET":
            _, page = await held.ann.get(route.path.format(**held.things))
            assert "First Help" not in page, route
            assert held.link not in page, route
    page = await held.ann.page(held.address)
    assert "everything that named an institution was deleted" in page
    assert not [place.address for place in PLACES if Phase.nameless not in place.phases and f'/{place.address}"' in page]
    assert "First Help" not in await held.ann.page("/desk/log")


async def test_a_link_of_a_campaign_without_names_reads_as_an_unknown_one(held: Held) -> None:
    people, who = Participations(held.database), Address("web", "f" * 32)
    token = held.link.rpartition("/")[2]
    yesterday = today() - timedelta(days=1)
    await held.ends(closes_on=yesterday, kept_until=yesterday)
    assert await people.join(who, token, Visibility.counts, today()) == "over"
    await delete_names(held.database, today())
    assert await people.join(who, token, Visibility.counts, today()) == "unknown"
    assert await people.invited(token) is None
    known, unknown = [await held.ann.get(f"/c/{each}?language=en") for each in (token, "A" * 22)]
    assert known == unknown


async def test_a_link_says_that_it_leads_nowhere_once_the_day_has_passed(held: Held) -> None:
    places = ("ways/{way}", "institutions/{institution}", "chat-groups")
    addresses = [f"{held.address}/{place.format(**held.things)}" for place in places]
    for address in addresses:
        assert "is not running now" not in await held.ann.page(address)
    await held.ends(closes_on=today() - timedelta(days=1))
    for address in addresses:
        assert "is not running now" in await held.ann.page(address)
