"""Each address of the desk, asked for as everybody: a stranger, another association, each role, and after a role was lost.

The cases are made from the table of the routes. A new address without an answer here fails.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute, OpenRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import Right, Role, rights_of
from tests.bot.web.desk.review_addresses import CASE_PAGE, REVIEWS, Case, case
from tests.people.desk_campaigns import (
    address_of,
    campaign_fields,
    drafted_message,
    imported_roster,
    in_days,
    made_campaign,
    made_channel,
)
from tests.people.desk_cases import CODES, cases_of, handed_in
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import SECRET
from tests.people.review_releases import review_release, store_reviews
from tests.people.visitor import field

LINK, INVITED = "/desk/in/{token}", "/desk/invited/{token}"
CAMPAIGN = "/desk/campaigns/{campaign}"
MESSAGE = f"{CAMPAIGN}/messages/{{message}}"
LAST = (f"{MESSAGE}/delete", "/desk/officers/{officer}/remove", f"{CASE_PAGE}/step-back", "/desk/sign-out")
# Every address: what is sent, and what comes back.
CASES = {
    ("GET", "/desk/sign-in"): case(200),
    ("GET", LINK): case(200),
    ("POST", LINK): case(404),
    ("GET", INVITED): case(200),
    ("POST", INVITED): case(404, name="Ben"),
    ("GET", "/desk"): case(200),
    ("POST", "/desk/sign-out"): case(303),
    ("POST", "/desk/language"): case(303, language="zh"),
    ("GET", "/desk/sessions"): case(200),
    ("POST", "/desk/sessions/link"): case(200, purpose="device"),
    ("POST", "/desk/sessions/revoke"): case(404, foreign=404, name="{session}"),
    ("POST", "/desk/sessions/disconnect"): case(303),
    ("GET", "/desk/officers"): case(200),
    ("POST", "/desk/officers/invite"): case(200, role="viewer", sure="yes"),
    ("POST", "/desk/officers/withdraw"): case(303, foreign=404, name="{invitation}"),
    ("GET", "/desk/officers/{officer}"): case(200, foreign=404),
    ("POST", "/desk/officers/{officer}/change"): case(303, foreign=404, role="liaison", districts="East"),
    ("POST", "/desk/officers/{officer}/remove"): case(303, foreign=404, sure="yes"),
    ("POST", "/desk/officers/{officer}/link"): case(200, foreign=404),
    ("GET", "/desk/log"): case(200),
    ("GET", "/desk/roster-template"): case(200),
    ("GET", f"{CAMPAIGN}/roster"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/roster/upload"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/roster/take"): case(409, foreign=404, sheet="none"),
    ("GET", f"{CAMPAIGN}/work"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/chat-groups"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/funnel"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/detach/{{institution}}"): case(404, foreign=404, sure="yes"),
    ("GET", f"{CAMPAIGN}/ways"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/ways"): case(303, foreign=404, label="Second"),
    ("GET", f"{CAMPAIGN}/ways/{{way}}"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/ways/{{way}}/file/{{document}}"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/ways/{{way}}/close"): case(303, foreign=404, sure="yes"),
    ("GET", f"{CAMPAIGN}/links"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/links"): case(200, foreign=404, sure="yes", of="institutions", kind="qr"),
    ("GET", f"{CAMPAIGN}/exports"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/exports/rows"): case(200, foreign=404, sure="yes", format="csv"),
    ("POST", f"{CAMPAIGN}/exports/figures"): case(422, foreign=404, sure="yes", format="csv", release="1"),  # None yet.
    ("GET", f"{CAMPAIGN}/report"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/report"): case(409, foreign=404, sure="yes", format="pdf"),
    ("GET", f"{CAMPAIGN}/messages"): case(200, foreign=404),
    # This process serves no chat, so nothing new is written and nothing is sent.
    ("GET", f"{CAMPAIGN}/messages/new"): case(409, foreign=404),
    ("POST", f"{CAMPAIGN}/messages/new"): case(409, foreign=404, text="Hello", audience="everyone"),
    ("GET", MESSAGE): case(200, foreign=404),
    ("GET", f"{MESSAGE}/edit"): case(200, foreign=404),
    ("POST", f"{MESSAGE}/edit"): case(303, foreign=404, text="Hello", audience="everyone"),
    ("POST", f"{MESSAGE}/preview"): case(200, foreign=404),
    ("POST", f"{MESSAGE}/send"): case(409, foreign=404, sure="yes"),
    ("POST", f"{MESSAGE}/pause"): case(409, foreign=404),
    ("POST", f"{MESSAGE}/resume"): case(409, foreign=404),
    ("POST", f"{MESSAGE}/cancel"): case(409, foreign=404, sure="yes"),
    ("POST", f"{MESSAGE}/delete"): case(303, foreign=404),
    ("GET", f"{CAMPAIGN}/institutions/{{institution}}"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/institutions/{{institution}}/file/{{document}}"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/figures"): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/compare"): case(200, foreign=404),
    **REVIEWS,
    ("GET", "/desk/campaigns"): case(200),
    ("GET", "/desk/campaigns/new"): case(200),
    ("POST", "/desk/campaigns/new"): Case(303, campaign_fields("Second")),
    ("GET", CAMPAIGN): case(200, foreign=404),
    ("GET", f"{CAMPAIGN}/edit"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/edit"): Case(303, campaign_fields(), foreign=404),
    ("GET", f"{CAMPAIGN}/preview"): case(200, foreign=404),
    ("POST", f"{CAMPAIGN}/start"): case(303, foreign=404, sure="yes"),
    ("POST", f"{CAMPAIGN}/move"): case(303, foreign=404, closes_on=in_days(20)),
    ("POST", f"{CAMPAIGN}/less"): case(303, foreign=404, visibility="counts"),
    ("POST", f"{CAMPAIGN}/close"): case(303, foreign=404, sure="yes"),
    ("POST", f"{CAMPAIGN}/copy"): case(303, foreign=404),
}


@dataclass
class Town:
    """Two associations. `officers` are browsers in which the officers of North are signed in, one of each role."""

    table: tuple[DeskRoute | OpenRoute, ...]
    officers: Mapping[Role, DeskVisitor]
    south: DeskVisitor
    stranger: DeskVisitor
    # What addresses and forms name: all of it is North's.
    things: Mapping[str, str]

    def filled(self, text: str) -> str:
        """The text with the names of things of North put in."""
        return text.format(token="A" * 22, **self.things)

    async def asked(self, route: DeskRoute | OpenRoute, visitor: DeskVisitor, token: str = "") -> int:
        """Ask for an address as somebody, with the form's token of their own pages; the status."""
        path, case = self.filled(route.path), CASES[route.method, route.path]
        if route.method == "GET":
            return (await visitor.get(path))[0]
        if isinstance(route, DeskRoute) and route.takes_file:
            return (await visitor.send_file(path, "机构名称\nFirst".encode(), token=token, **case.fields))[0]
        return (await visitor.send(path, token=token, **{name: self.filled(text) for name, text in case.fields.items()}))[0]


@pytest_asyncio.fixture
async def town(
    conversation: Conversation, wording: Wording, renderer: Renderer, address: str, ann: DeskVisitor
) -> AsyncIterator[Town]:
    """North with Ann, one officer of each other role and Tim, to whom things are done; South with an administrator."""
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    async with AsyncExitStack() as stack:
        south, stranger, tim = [await stack.enter_async_context(desk_visitor(address)) for _ in range(3)]
        await south.joins(await first_invitation(conversation, "South"), "Sue")
        await tim.joins(await ann.invitation(Role.viewer), "Tim")
        officers = {Role.administrator: ann}
        for role in Role:
            if role is not Role.administrator:
                officers[role] = await stack.enter_async_context(desk_visitor(address))
                await officers[role].joins(await ann.invitation(role, districts="North"), role.title())
        await ann.invitation(Role.viewer)
        campaign = await made_campaign(ann)
        await imported_roster(ann, campaign)
        things = {
            "case": (await handed_in(conversation, officers[Role.reviewer])).rpartition("/")[2],
            "subdomain": CODES[1],
            "piece": "0",
            "rating": "1",
            "officer": (await ann.address_of("Tim")).rpartition("/")[2],
            "invitation": field(await ann.page("/desk/officers"), "name"),
            "session": "0" * 12,
            "campaign": campaign.rpartition("/")[2],
            "way": (await made_channel(ann, campaign)).rpartition("/")[2],
            "institution": (await address_of(ann, campaign, "First Help")).rpartition("/")[2],
            "document": "picture",
            "reviews": str(await store_reviews(cases_of(conversation).database, review_release(40))),
            "message": str(await drafted_message(conversation, ann, campaign)),
        }
        yield Town(table, officers, south, stranger, things)


async def token_of(visitor: DeskVisitor) -> str:
    return field(await visitor.page(), "token")


def guarded(town: Town) -> list[DeskRoute]:
    return [route for route in town.table if isinstance(route, DeskRoute)]


def in_order(town: Town) -> list[DeskRoute]:
    """The guarded addresses; those that take away what others need come last."""
    return sorted(guarded(town), key=lambda route: LAST.index(route.path) if route.path in LAST else -1)


def test_every_address_of_the_desk_is_in_the_table_and_has_a_case(
    conversation: Conversation, wording: Wording, renderer: Renderer
) -> None:
    app = web_app(conversation, wording, SECRET, None, renderer)
    table = {(route.method, route.path) for route in app[DESK_ROUTES]}
    served = {
        (route.method, route.resource.canonical)
        for route in app.router.routes()
        if route.resource is not None and route.resource.canonical.startswith("/desk") and route.method != "HEAD"
    }
    assert served == table == set(CASES)


async def test_a_stranger_is_led_to_the_sign_in_everywhere(town: Town) -> None:
    for route in town.table:
        status = await town.asked(route, town.stranger)
        if isinstance(route, DeskRoute):
            assert status == 303, route
            assert (await town.stranger.get(town.filled(route.path)))[0] in (303, 405)
        else:
            # Without the token of its own page a form is refused.
            assert status == (CASES[route.method, route.path].status if route.method == "GET" else 403), route
    assert len((await town.officers[Role.administrator].page("/desk/officers")).split("<strong>Tim</strong>")) == 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.administrator])
@pytest.mark.long("the shorter tests of this file")
async def test_each_lesser_role_may_what_its_rights_say_and_no_more(town: Town, role: Role) -> None:
    visitor, rights = town.officers[role], rights_of(role, may_send=False)
    token = await token_of(visitor)
    for route in in_order(town):
        wanted = CASES[route.method, route.path].status if route.right in rights else 403
        assert await town.asked(route, visitor, token) == wanted, route
    page = await town.officers[Role.administrator].page("/desk/officers")
    assert "<strong>Tim</strong>" in page
    assert town.things["invitation"] in page


@pytest.mark.long("the list of addresses, and an administrator who sees a case and no evidence")
async def test_an_administrator_may_everything_but_read_cases(town: Town) -> None:
    ann = town.officers[Role.administrator]
    token = await token_of(ann)
    rights = rights_of(Role.administrator, may_send=True)
    for route in in_order(town):
        # An administrator assigns who reads a case, and reads none.
        wanted = CASES[route.method, route.path].status if route.right in rights else 403
        assert await town.asked(route, ann, token) == wanted, route


@pytest.mark.long("the shorter tests of this file")
async def test_another_association_is_not_there(town: Town) -> None:
    token = await token_of(town.south)
    for route in in_order(town):
        if route.right is Right.review_files:
            continue  # test_cases_of_others.py asks for these as the reviewers of others
        case = CASES[route.method, route.path]
        assert await town.asked(route, town.south, token) == (case.foreign or case.status), route
        if route.method == "GET" and (case.foreign or case.status) == 200 and route.path != "/desk/sessions":
            page = await town.south.page(town.filled(route.path))
            assert not [name for name in ("North", "Ann", "Tim", "Viewer") if f">{name}<" in page], route
    page = await town.officers[Role.administrator].page("/desk/officers")
    assert "<strong>Tim</strong>" in page
    assert town.things["invitation"] in page


def test_no_address_that_changes_anything_is_a_get(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    assert {route.method for route in table} == {"GET", "POST"}
    assert {route.right for route in table if isinstance(route, DeskRoute)} <= set(Right)
