"""Each address of the reviewers' cases that changes something writes a line of the audit log, or is listed here with why not.

The cases are made from the table of the routes. A new address that is in no list fails.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict, dataclass, field, replace

import pytest
import pytest_asyncio
from sqlmodel import col, select

from bot.conversation.conversation import Conversation
from bot.conversation.result_pages import Reported
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.officers import Act
from flows.campaign.roles import Role
from flows.dialogue import Address
from flows.review.names import NameDoubt
from storage.association_tables import AuditRow
from tests.people.desk_cases import FEW, ONCE, accepted, cases_of, decided, handed_in, read_all, read_once, ready, seal
from tests.people.desk_visitor import DeskVisitor, desk_visitor
from tests.people.page_server import FAST, SECRET, serving
from tests.people.rated_twice import drawn_case, rated_all
from tests.people.visitor import field as field_of

Route = tuple[str, str]
CASE = "/desk/cases/{case}"
ITEM = f"{CASE}/items/{{subdomain}}"
RATING = "/desk/cases/ratings/{rating}"
RATED = f"{RATING}/items/{{subdomain}}"
# Each address that writes a line, with what it says, in an order in which one makes what the next needs.
LINES: dict[Route, Act] = {
    ("POST", "/desk/cases/new"): Act.case_requested,
    ("POST", "/desk/cases/rules"): Act.review_rule_changed,
    ("POST", f"{CASE}/take-back"): Act.case_moved,
    ("POST", f"{CASE}/refuse"): Act.case_moved,
    ("POST", f"{CASE}/assign"): Act.case_moved,
    ("POST", f"{CASE}/declare"): Act.case_moved,
    ("POST", f"{CASE}/accept"): Act.case_moved,
    ("GET", CASE): Act.case_opened,
    ("POST", f"{CASE}/ask"): Act.case_moved,
    ("POST", f"{CASE}/step-back"): Act.case_moved,
    ("POST", f"{CASE}/finish"): Act.case_moved,
    ("POST", f"{CASE}/issue"): Act.case_moved,
    ("POST", f"{CASE}/name/confirm"): Act.name_confirmed,
    ("POST", f"{CASE}/name/unconfirm"): Act.name_unconfirmed,
    ("POST", f"{CASE}/name/aside"): Act.reports_set_aside,
    ("POST", f"{CASE}/name/down"): Act.page_taken_down,
    ("POST", f"{CASE}/name/back"): Act.page_put_back,
    ("POST", f"{CASE}/rescind"): Act.case_moved,
    ("POST", f"{CASE}/hours"): Act.case_moved,
    ("POST", f"{RATING}/decline"): Act.case_moved,
    ("POST", f"{RATING}/declare"): Act.case_moved,
    ("GET", RATING): Act.case_opened,
    ("POST", f"{RATING}/finish"): Act.case_moved,
}
# Each address that takes a form and writes no line, with the reason.
SILENT: dict[Route, str] = {
    ("POST", f"{ITEM}/find"): "what reviewers find is written to the log of the case, which is never changed",
    ("POST", f"{ITEM}/decide"): "what reviewers decide is written to the log of the case, which is never changed",
    ("POST", f"{RATED}/decide"): "what raters say is kept with the rating, which is never changed once it is finished",
}


@dataclass
class Story:
    """Ann administers, Ben and Cat review, there is a case that Ben reads, and one that Cat read and Ben is to rate."""

    conversation: Conversation
    ann: DeskVisitor
    ben: DeskVisitor
    cat: DeskVisitor
    things: dict[str, str] = field(default_factory=dict)
    known: int = 0

    async def more(self) -> list[Act]:
        """What the log says that it did not say the last time."""
        assert self.conversation.desk is not None
        async with self.conversation.desk.access.database.reading() as db:
            acts = [Act(act) for act in await db.exec(select(AuditRow.act).order_by(col(AuditRow.id)))]
        before, self.known = self.known, len(acts)
        return acts[before:]

    async def asked(self, route: Route) -> list[Act]:
        """Ask for an address as those who may, so that it is done; what the log says more then."""
        await self.more()
        await STEPS[route](self, route[1].format(**self.things))
        return await self.more()

    async def opens(self, address: str) -> None:
        await self.ann.page(address)

    async def hands_in(self, name: str, officer: DeskVisitor) -> str:
        """Let a new institution hand in what an officer asked for; the address of the case."""
        who = Address("web", name.encode().hex().ljust(32, "0"))
        return await handed_in(self.conversation, officer, who, name, FEW)

    async def done(self, visitor: DeskVisitor, address: str, page: str = "/desk", **fields: str) -> None:
        """Send a form, after the log was read: what was needed for it wrote lines too."""
        await self.more()
        assert (await visitor.post(address, page, **fields))[0] in (200, 303), address

    async def asks_to_hand_in(self, address: str) -> None:
        await self.done(self.ann, address, label="Fifth Help")

    async def changes_rules(self, address: str) -> None:
        await self.done(self.ann, address, **{name: str(number) for name, number in asdict(replace(ONCE, refusals=2)).items()})

    async def takes_back(self, _: str) -> None:
        made = await cases_of(self.conversation).cases.request(self.ann.cookie, "Sixth Help")
        await self.done(self.ann, f"/desk/cases/{made.case}/take-back", sure="yes")

    async def refuses(self, _: str) -> None:
        case = await self.hands_in("Seventh Help", self.ben)
        assert (await self.ben.post(f"{case}/declare"))[0] == 303
        await self.done(self.ben, f"{case}/refuse", sure="yes", reason="Incomplete")

    async def assigns(self, _: str) -> None:
        self.things["assigned"] = case = await self.hands_in("Eighth Help", self.ann)
        officer = (await self.ann.address_of("Ben")).rpartition("/")[2]
        await self.done(self.ann, f"{case}/assign", officer=officer)

    async def declares(self, _: str) -> None:
        await self.done(self.ben, f"{self.things['assigned']}/declare")

    async def accepts(self, _: str) -> None:
        await self.done(self.ben, f"{self.things['assigned']}/accept")

    async def asks_more(self, _: str) -> None:
        case = self.things["assigned"]
        item = f"{case}/items/{next(code for code, rating in FEW.items() if rating.level)}"
        assert (await decided(self.ben, item, "more_asked", **{"reason-no_evidence": "yes"}))[0] == 303
        await self.done(self.ben, f"{case}/ask")

    async def steps_back(self, _: str) -> None:
        await self.done(self.ben, f"{self.things['assigned']}/step-back", sure="yes")

    async def finishes(self, _: str) -> None:
        case = await self.hands_in("Ninth Help", self.ben)
        await accepted(self.ben, case)
        await read_all(self.ben, case)
        await self.done(self.ben, f"{case}/finish")

    async def issues(self, _: str) -> None:
        self.things["ready"] = case = await ready(self.conversation, self.ben, Address("web", "f" * 32), "Tenth Help")
        await self.done(self.ann, f"{case}/issue", sure="yes")

    async def judges_name(self, address: str) -> None:
        act = address.rpartition("/")[2]
        case = self.things["ready"]
        if act == "aside":
            await self.reports_name(int(case.rpartition("/")[2]))
        await self.done(self.ann, f"{case}/name/{act}", sure="yes", reason="Another bears it")

    async def reports_name(self, case: int) -> None:
        """Let the institution publish its page, and somebody report the name."""
        pages = self.conversation.result_pages
        assert await pages.publish(Address("web", "f" * 32), case, may_be_indexed=False)
        (own,) = await pages.of(Address("web", "f" * 32))
        assert await pages.report(own.check_number, NameDoubt.other, "") is Reported.stored

    async def rescinds(self, _: str) -> None:
        await self.done(self.ann, f"{self.things['ready']}/rescind", sure="yes", reason="A mistake")

    async def states_hours(self, address: str) -> None:
        await self.done(self.ben, address, hours="2")

    async def declines(self, address: str) -> None:
        await self.done(self.ben, address, sure="yes")

    async def rates(self, _: str) -> None:
        who = Address("web", "e" * 32)
        self.things["drawn"] = await drawn_case(self.conversation, self.ann, self.cat, who, "Thirteenth Help")
        await self.done(self.ben, f"{self.things['drawn']}/declare")

    async def opens_rating(self, _: str) -> None:
        await self.ben.page(self.things["drawn"])

    async def finishes_rating(self, _: str) -> None:
        await rated_all(self.ben, self.things["drawn"])
        await self.done(self.ben, f"{self.things['drawn']}/finish")

    async def rates_item(self, address: str) -> None:
        rating = address.partition("/items/")[0]
        assert (await self.ben.post(f"{rating}/declare"))[0] == 303
        await self.ben.page(rating)
        await self.more()
        assert (await decided(self.ben, address.removesuffix("/decide")))[0] == 303

    async def finds(self, address: str) -> None:
        page = address.removesuffix("/find")
        await self.done(self.ben, address, page, seen=field_of(await self.ben.page(page), "seen"))

    async def decides(self, address: str) -> None:
        item = address.removesuffix("/decide")
        assert (await self.ben.get(item))[0] == 200
        await self.more()
        assert (await decided(self.ben, item))[0] == 303


# How each address is asked for.
STEPS: dict[Route, Callable[[Story, str], Awaitable[None]]] = {
    ("POST", "/desk/cases/new"): Story.asks_to_hand_in,
    ("POST", "/desk/cases/rules"): Story.changes_rules,
    ("POST", f"{CASE}/take-back"): Story.takes_back,
    ("POST", f"{CASE}/refuse"): Story.refuses,
    ("POST", f"{CASE}/assign"): Story.assigns,
    ("POST", f"{CASE}/declare"): Story.declares,
    ("POST", f"{CASE}/accept"): Story.accepts,
    ("GET", CASE): Story.opens,
    ("POST", f"{CASE}/ask"): Story.asks_more,
    ("POST", f"{CASE}/step-back"): Story.steps_back,
    ("POST", f"{CASE}/finish"): Story.finishes,
    ("POST", f"{CASE}/issue"): Story.issues,
    **{("POST", f"{CASE}/name/{act}"): Story.judges_name for act in ("confirm", "unconfirm", "aside", "down", "back")},
    ("POST", f"{CASE}/rescind"): Story.rescinds,
    ("POST", f"{CASE}/hours"): Story.states_hours,
    ("POST", f"{RATING}/decline"): Story.declines,
    ("POST", f"{RATING}/declare"): Story.rates,
    ("GET", RATING): Story.opens_rating,
    ("POST", f"{RATING}/finish"): Story.finishes_rating,
    ("POST", f"{RATED}/decide"): Story.rates_item,
    ("POST", f"{ITEM}/find"): Story.finds,
    ("POST", f"{ITEM}/decide"): Story.decides,
}


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    """The address of the page, with a key for results."""
    async with serving(conversation, wording, renderer, seal=seal, limits=FAST) as address:
        yield address


@pytest_asyncio.fixture
async def story(conversation: Conversation, address: str, ann: DeskVisitor, other: DeskVisitor) -> AsyncIterator[Story]:
    await other.joins(await ann.invitation(Role.reviewer), "Ben")
    await read_once(conversation, ann)
    async with desk_visitor(address) as cat:
        await cat.joins(await ann.invitation(Role.reviewer), "Cat")
        yield await begun(Story(conversation, ann, other, cat))


async def begun(story: Story) -> Story:
    other = story.ben
    rating = await drawn_case(story.conversation, story.ann, story.cat, Address("web", "d" * 32), "Twelfth Help")
    case = await story.hands_in("Eleventh Help", other)
    await accepted(other, case)
    read = next(code for code, rating in FEW.items() if rating.level)
    story.things |= {"case": case.rpartition("/")[2], "subdomain": read, "piece": "0"}
    story.things["rating"] = rating.rpartition("/")[2]
    return story


@pytest.fixture
def routes(conversation: Conversation, wording: Wording, renderer: Renderer) -> set[Route]:
    """All addresses of reviewers' cases."""
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    return {(route.method, route.path) for route in table if route.path.startswith("/desk/cases")}


def test_every_address_that_changes_something_is_in_a_list(routes: set[Route]) -> None:
    assert {route for route in routes if route[0] == "POST"} == {route for route in (*LINES, *SILENT) if route[0] == "POST"}
    assert not LINES.keys() & SILENT.keys()


@pytest.mark.long("a case is opened in the log once a day, and test_log_of_routes.py")
async def test_each_address_writes_the_line_that_the_list_says(story: Story, routes: set[Route]) -> None:
    for silent in SILENT:
        assert await story.asked(silent) == [], silent
    for method, path in routes - LINES.keys() - SILENT.keys():
        assert (await story.ann.get(path.format(**story.things)))[0] < 500
        assert await story.more() == [], (method, path)
    for route, act in LINES.items():
        assert await story.asked(route) == [act], route


@pytest.mark.long("each file is in the log once a day, in test_case_files.py")
async def test_a_case_is_opened_in_the_log_once_a_day(story: Story) -> None:
    await story.more()
    case = CASE.format(**story.things)
    for place in (case, case, f"{case}/items/{story.things['subdomain']}"):
        await story.ben.page(place)
    assert await story.more() == [Act.case_opened]
    assert "Eleventh Help" in await story.ann.page("/desk/log")
