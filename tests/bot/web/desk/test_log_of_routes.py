"""Each address of the desk that changes something writes a line of the audit log, or is listed here with why it does not.

The cases are made from the table of the routes. A new address that is in no list fails. Those of the reviewers' cases are in
test_log_of_cases.py.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

import pytest
import pytest_asyncio
from sqlmodel import col, select

from bot.conversation.conversation import Conversation
from bot.desk.days import today
from bot.desk.desk import Desk
from bot.documents.renderer import Renderer
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.web.app import web_app
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.officers import Act, LinkPurpose
from flows.campaign.release import Table
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.association_tables import AuditRow
from storage.campaigns.participations import Joined, Participations
from storage.respondents.sessions import StoredSessions
from tests.botapi import BotApi
from tests.people.campaigners import BEGUN, STRANGER
from tests.people.chat import TOKEN
from tests.people.desk_campaigns import ROSTER, address_of, campaign_fields, imported_roster, in_days, shown_link
from tests.people.desk_visitor import DeskVisitor, desk_visitor
from tests.people.page_server import SECRET
from tests.people.releases import TWO, release, store_release
from tests.people.review_releases import review_release, store_reviews
from tests.people.visitor import field as field_of

Route = tuple[str, str]
CAMPAIGN = "/desk/campaigns/{campaign}"
MESSAGE = f"{CAMPAIGN}/messages/{{message}}"
INSTITUTION = f"{CAMPAIGN}/institutions/{{institution}}"
# Each address that writes a line, with what it says, in an order in which one makes what the next needs.
LINES: dict[Route, Act] = {
    ("POST", "/desk/officers/invite"): Act.invited,
    ("POST", "/desk/invited/{token}"): Act.joined,
    ("POST", "/desk/sessions/link"): Act.link_made,
    ("POST", "/desk/in/{token}"): Act.signed_in,
    ("POST", "/desk/sessions/revoke"): Act.session_revoked,
    ("POST", "/desk/sessions/disconnect"): Act.chat_disconnected,
    ("POST", "/desk/officers/{officer}/change"): Act.role_changed,
    ("POST", "/desk/officers/{officer}/link"): Act.link_made,
    ("POST", "/desk/officers/withdraw"): Act.invitation_withdrawn,
    ("POST", "/desk/officers/{officer}/remove"): Act.removed,
    ("POST", "/desk/campaigns/new"): Act.campaign_made,
    ("POST", f"{CAMPAIGN}/edit"): Act.campaign_changed,
    ("POST", f"{CAMPAIGN}/start"): Act.campaign_started,
    ("POST", f"{CAMPAIGN}/roster/take"): Act.roster_imported,
    ("POST", f"{CAMPAIGN}/ways"): Act.way_made,
    ("GET", INSTITUTION): Act.looked,
    ("GET", f"{INSTITUTION}/file/{{document}}"): Act.exported,
    ("POST", f"{CAMPAIGN}/messages/new"): Act.message_made,
    ("POST", f"{MESSAGE}/edit"): Act.message_changed,
    ("POST", f"{MESSAGE}/delete"): Act.message_deleted,
    ("POST", f"{MESSAGE}/send"): Act.sent,
    ("POST", f"{MESSAGE}/pause"): Act.message_paused,
    ("POST", f"{MESSAGE}/resume"): Act.message_resumed,
    ("POST", f"{MESSAGE}/cancel"): Act.message_cancelled,
    ("POST", f"{CAMPAIGN}/detach/{{institution}}"): Act.detached,
    ("POST", f"{CAMPAIGN}/links"): Act.exported,
    ("POST", f"{CAMPAIGN}/exports/rows"): Act.exported,
    ("POST", f"{CAMPAIGN}/exports/figures"): Act.exported,
    ("POST", "/desk/review-figures/file"): Act.exported,
    ("POST", f"{CAMPAIGN}/ways/{{way}}/close"): Act.way_closed,
    ("POST", f"{CAMPAIGN}/move"): Act.campaign_changed,
    ("POST", f"{CAMPAIGN}/less"): Act.campaign_changed,
    ("POST", f"{CAMPAIGN}/copy"): Act.campaign_made,
    ("POST", f"{CAMPAIGN}/close"): Act.campaign_closed,
    ("POST", f"{CAMPAIGN}/report"): Act.exported,
    ("POST", "/desk/sign-out"): Act.signed_out,
}
# Here the campaign runs, and everything that addresses name is there.
LAST_OF_MADE: Route = ("POST", f"{CAMPAIGN}/detach/{{institution}}")
# Each address that takes a form and writes no line, with the reason.
SILENT: dict[Route, str] = {
    ("POST", "/desk/language"): "it changes the language of the officer's own pages",
    ("POST", f"{CAMPAIGN}/roster/upload"): "it shows what an import would change, and stores nothing",
    ("POST", f"{MESSAGE}/preview"): "it shows officers a draft, which none but they get before it is sent",
}
# What is sent to an address that only needs fields.
FIELDS: dict[str, dict[str, str]] = {
    f"{CAMPAIGN}/edit": campaign_fields("Changed") | {"run": "full"},
    f"{CAMPAIGN}/start": {"sure": "yes"},
    f"{MESSAGE}/send": {"sure": "yes"},
    f"{MESSAGE}/edit": {"text": "Hello again.", "audience": "everyone"},
    f"{MESSAGE}/cancel": {"sure": "yes"},
    f"{CAMPAIGN}/detach/{{institution}}": {"sure": "yes"},
    f"{CAMPAIGN}/links": {"sure": "yes", "of": "institutions", "kind": "qr"},
    f"{CAMPAIGN}/exports/rows": {"sure": "yes", "format": "csv"},
    f"{CAMPAIGN}/exports/figures": {"sure": "yes", "format": "csv", "release": "1"},
    f"{CAMPAIGN}/ways/{{way}}/close": {"sure": "yes"},
    f"{CAMPAIGN}/move": {"closes_on": in_days(20)},
    f"{CAMPAIGN}/less": {"visibility": "counts"},
    f"{CAMPAIGN}/close": {"sure": "yes"},
    f"{CAMPAIGN}/report": {"sure": "yes", "format": "xlsx"},
    "/desk/officers/{officer}/change": {"role": "liaison", "districts": "North"},
    "/desk/officers/{officer}/remove": {"sure": "yes"},
}


@dataclass
class Story:
    """Ann's desk, another browser, and what the addresses name so far."""

    conversation: Conversation
    address: str
    ann: DeskVisitor
    other: DeskVisitor
    things: dict[str, str] = field(default_factory=lambda: {"document": "picture", "token": "A" * 22})
    known: int = 0

    @property
    def desk(self) -> Desk:
        assert self.conversation.desk is not None
        return self.conversation.desk

    @property
    def campaign(self) -> str:
        return CAMPAIGN.format(**self.things)

    async def more(self) -> list[Act]:
        """What the log says that it did not say the last time."""
        async with self.desk.access.database.reading() as db:
            acts = [Act(act) for act in await db.exec(select(AuditRow.act).order_by(col(AuditRow.id)))]
        before, self.known = self.known, len(acts)
        return acts[before:]

    async def asked(self, route: Route) -> list[Act]:
        """Ask for an address as those who may, so that it is done; what the log says more then."""
        method, path = route
        await self.more()
        if path in STEPS:
            await STEPS[path](self, path.format_map(self.things))
        elif method == "GET":
            await self.ann.page(path.format(**self.things))
        else:
            assert (await self.ann.post(path.format(**self.things), **FIELDS.get(path, {})))[0] in (200, 303), route
        return await self.more()

    async def makes(self, thing: str, address: str, /, **fields: str) -> None:
        """Send a form that leads to the page of what it made."""
        status, place = await self.ann.post(address, **fields)
        assert status == 303, place
        self.things[thing] = place.rpartition("/")[2]

    async def invites(self, address: str) -> None:
        self.things["link"] = await self.ann.link(address, role=Role.viewer, sure="yes")

    async def joins(self, _: str) -> None:
        await self.other.joins(self.things["link"], "Tim")
        self.things["officer"] = (await self.ann.address_of("Tim")).rpartition("/")[2]

    async def makes_link(self, address: str) -> None:
        self.things["link"] = await self.other.link(address, purpose="device")

    async def enters(self, _: str) -> None:
        async with desk_visitor(self.address) as browser:
            assert await browser.opens(self.things["link"]) == 303

    async def revokes(self, address: str) -> None:
        assert (await self.other.post(address, name=field_of(await self.other.page("/desk/sessions"), "name")))[0] == 303

    async def disconnects(self, address: str) -> None:
        made = await self.desk.sessions.make_link(self.ann.cookie, LinkPurpose.connect)
        assert await self.desk.chats.connect(made.token, "7000009001") is not None
        assert (await self.ann.post(address))[0] == 303

    async def withdraws(self, address: str) -> None:
        await self.ann.invitation(Role.viewer)
        assert (await self.ann.post(address, name=field_of(await self.ann.page("/desk/officers"), "name")))[0] == 303

    async def makes_campaign(self, address: str) -> None:
        await self.makes("campaign", address, **campaign_fields())

    async def imports(self, _: str) -> None:
        await imported_roster(self.ann, self.campaign)
        self.things["institution"] = (await address_of(self.ann, self.campaign, "First Help")).rpartition("/")[2]

    async def uploads(self, address: str) -> None:
        assert (await self.ann.upload(address, "/desk", ROSTER.encode()))[0] == 200

    async def makes_way(self, address: str) -> None:
        await self.makes("way", address, label="Group")

    async def drafts(self, address: str) -> None:
        await self.makes("message", address, text="Hello.", audience="everyone")

    async def deletes(self, address: str) -> None:
        assert (await self.ann.post(address))[0] == 303
        await self.drafts(f"{self.campaign}/messages/new")

    async def sends(self, address: str) -> None:
        """Send a message to somebody who takes part by Telegram."""
        await self.takes_part(Address("telegram", "7000000001"), f"{self.campaign}/ways/{self.things['way']}")
        assert (await self.ann.post(address.replace("/send", "/preview")))[0] == 200
        assert (await self.ann.post(address, sure="yes"))[0] == 303

    async def detaches(self, address: str) -> None:
        await self.takes_part(Address("web", "b" * 32), f"{self.campaign}/institutions/{self.things['institution']}")
        assert (await self.ann.post(address, sure="yes"))[0] == 303

    async def takes_figures(self, address: str) -> None:
        shown = release(Table(TWO, (20, 20)), [Table(TWO, (20, 20))] * len(shipped().codes))
        await store_release(self.desk.access.database, int(self.things["campaign"]), shown)
        assert (await self.ann.post(address, sure="yes", format="csv", release="1"))[0] == 200

    async def takes_review_figures(self, address: str) -> None:
        period = await store_reviews(self.desk.access.database, review_release(40))
        assert (await self.ann.post(address, sure="yes", format="csv", release=f"{period}-1"))[0] == 200

    async def takes_part(self, who: Address, page: str) -> None:
        """Let a new respondent take part by the link that a page shows."""
        token, database = shown_link(await self.ann.page(page)).rpartition("/")[2], self.desk.access.database
        assert await StoredSessions(database, "edition").save(who, STRANGER, BEGUN)
        assert await Participations(database).join(who, token, Visibility.answers, today()) is Joined.done


# How an address is asked for that needs more than fields.
STEPS: dict[str, Callable[[Story, str], Awaitable[None]]] = {
    "/desk/officers/invite": Story.invites,
    "/desk/invited/{token}": Story.joins,
    "/desk/sessions/link": Story.makes_link,
    "/desk/in/{token}": Story.enters,
    "/desk/sessions/revoke": Story.revokes,
    "/desk/sessions/disconnect": Story.disconnects,
    "/desk/officers/withdraw": Story.withdraws,
    "/desk/campaigns/new": Story.makes_campaign,
    f"{CAMPAIGN}/roster/take": Story.imports,
    f"{CAMPAIGN}/roster/upload": Story.uploads,
    f"{CAMPAIGN}/ways": Story.makes_way,
    f"{CAMPAIGN}/messages/new": Story.drafts,
    f"{MESSAGE}/delete": Story.deletes,
    f"{MESSAGE}/send": Story.sends,
    f"{CAMPAIGN}/detach/{{institution}}": Story.detaches,
    f"{CAMPAIGN}/exports/figures": Story.takes_figures,
    "/desk/review-figures/file": Story.takes_review_figures,
}


@pytest_asyncio.fixture
async def story(
    conversation: Conversation, wording: Wording, address: str, ann: DeskVisitor, other: DeskVisitor
) -> AsyncIterator[Story]:
    """A desk that serves a chat."""
    assert conversation.desk is not None
    async with BotApi(TOKEN) as api:
        conversation.desk.writer = sender = ReminderSender(TOKEN, api.url, wording)
        yield Story(conversation, address, ann, other)
        await sender.close()


@pytest.fixture
def routes(conversation: Conversation, wording: Wording, renderer: Renderer) -> set[Route]:
    """All addresses of the desk but those of reviewers' cases."""
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    return {(route.method, route.path) for route in table if not route.path.startswith("/desk/cases")}


def test_every_address_that_changes_something_is_in_a_list(routes: set[Route]) -> None:
    assert {route for route in routes if route[0] == "POST"} == {route for route in (*LINES, *SILENT) if route[0] == "POST"}
    assert not LINES.keys() & SILENT.keys()


@pytest.mark.long("the list of addresses, and the tests of what is done at them")
async def test_each_address_writes_the_line_that_the_list_says(story: Story, routes: set[Route]) -> None:
    for route, act in LINES.items():
        if route == LAST_OF_MADE:
            for silent in SILENT:
                assert await story.asked(silent) == [], silent
            for method, path in routes - LINES.keys() - SILENT.keys():
                assert (await story.ann.get(path.format(**story.things)))[0] < 500
                assert await story.more() == [], (method, path)
        assert act in await story.asked(route), route
