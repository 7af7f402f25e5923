"""Who takes part in a run: associations with their officers, and institutions that have finished a self-check on the page."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import asdict, dataclass

from aiohttp import ClientSession

from flows.campaign.roles import Role
from flows.review.rules import DEFAULT
from flows.standard.loader import shipped
from storage.associations.operator import invite_administrator
from storage.database import Database
from tests.faults.reviews.browser import Browser, browser
from tests.faults.reviews.servers import Servers
from tests.faults.reviews.steps import Ledger
from tests.people.desk_visitor import DeskVisitor
from tests.people.uploads import CODE, PDF, naming_evidence, send
from tests.people.visitor import OURS, offered, page, post, replies

STANDARD = shipped()
READERS = ("Ben", "Cat", "Dan")
# What the first star needs. All others are answered with rung 0, so that a case has few items to look at.
NEEDED = tuple(code for code in STANDARD.codes if 1 in STANDARD.subdomain(code).stars)
RUNGS = (1, 2, 2)
# Many cases are read a second time, few items are drawn, and every case of the quarter before is rated twice.
RULES = {"second_reading_percent": "35", "sampled_items": "3", "rated_twice_a_quarter": "999"}


@dataclass(frozen=True)
class Association:
    """An association: the browsers of its administrator and of its reviewers."""

    name: str
    administrator: Browser
    readers: tuple[Browser, ...]

    def reader(self, officer: int) -> Browser:
        """Return the browser of a reviewer."""
        return next(each for each in self.readers if each.officer == officer)


@dataclass(frozen=True)
class Institution:
    """An institution that answered for itself, and the association to which it hands in."""

    name: str
    person: Browser
    association: Association


@dataclass(frozen=True)
class Town:
    """Everybody in a run, and what they did."""

    ledger: Ledger
    associations: tuple[Association, ...]
    institutions: tuple[Institution, ...]


@asynccontextmanager
async def town(database: Database, servers: Servers, dice: random.Random, size: tuple[int, int]) -> AsyncIterator[Town]:
    """Let a number of associations and of institutions come to the page; nobody is killed meanwhile."""
    ledger = Ledger()
    async with AsyncExitStack() as stack:

        async def opened(name: str) -> Browser:
            return await stack.enter_async_context(browser(servers, ledger, dice.randrange(2**32), name))

        associations = []
        for number in range(size[0]):
            name = f"Association {number}"
            staff = [await opened(each) for each in ("Ann", *READERS)]
            await _staffed(database, name, staff, servers)
            associations.append(Association(name, staff[0], tuple(staff[1:])))
        institutions = []
        for number in range(size[1]):
            name = f"Institution {number}"
            person = await opened(name)
            await _finished(person, servers, dice)
            institutions.append(Institution(name, person, associations[number % size[0]]))
        yield Town(ledger, tuple(associations), tuple(institutions))


async def _staffed(database: Database, name: str, staff: list[Browser], servers: Servers) -> None:
    """Let an administrator join an association, change its rules, and invite the reviewers."""
    invited = await invite_administrator(database, name)
    assert invited.link is not None
    invitation = f"/desk/invited/{invited.link.token}"
    async with AsyncExitStack() as stack:
        visitors = [DeskVisitor(await stack.enter_async_context(_client(each, servers))) for each in staff]
        administrator = visitors[0]
        for browser_of, visitor in zip(staff, visitors, strict=True):
            await visitor.joins(
                invitation if visitor is administrator else await administrator.invitation(Role.reviewer), browser_of.name
            )
            browser_of.officer = int((await administrator.address_of(browser_of.name)).rpartition("/")[2])
        usual = {each: str(number) for each, number in asdict(DEFAULT).items()}
        status, where = await administrator.post("/desk/cases/rules", **usual | RULES)
        assert status == 303, where


async def _finished(person: Browser, servers: Servers, dice: random.Random) -> None:
    """Let a person finish a self-check, with a file as evidence for one answer."""
    rungs = {code: dice.choice(RUNGS) for code in NEEDED}
    rungs[dice.choice(NEEDED)] = 1
    async with _client(person, servers) as client:
        await send(client, await naming_evidence(client), PDF + person.name.encode(), typed=f"Minutes of {person.name}")
        dates = await page(client)
        await post(client, dates, reply=offered(dates, "leave"))
        while True:
            async with client.get("/") as response:
                html, code = await response.text(), response.url.name
            offers = {(reply.trigger, reply.value): text for text, reply in replies(html)}
            wanted = ("rate", str(rungs.get(code, 0))), ("go_on", "")
            found = next((offers[each] for each in wanted if each in offers), None)
            if found is None:
                return
            await post(client, html, reply=found)


def _client(person: Browser, servers: Servers) -> ClientSession:
    """A client that keeps its cookies where the browser does, and asks the first process."""
    return ClientSession(servers.processes[0].page, cookie_jar=person.client.cookie_jar, headers=OURS)


__all__ = ["CODE", "STANDARD", "Association", "Institution", "Town", "town"]
