"""An association that reviews, over the database of a page or a chat, and an institution that hands in there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession

from bot.desk.cases import scope_of
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Move
from flows.review.independence import Declaration
from flows.review.states import CaseEvent
from flows.standard.loader import shipped
from storage.database import open_database
from storage.review.requests import MadeRequest
from tests.people.reviews import ReviewTown
from tests.people.visitor import field, page

STANDARD = shipped()
FIRST, SECOND = STANDARD.codes[:2]
PRIVATE = "Only the reviewer knows this yet"


class Review:
    """Reviewers at work on the cases of a real edition."""

    def __init__(self, town: ReviewTown) -> None:
        self.town = town

    async def request(self, label: str = "First Help") -> MadeRequest:
        """Let Ben ask an institution to hand in."""
        return await self.town.cases.request(self.town.ben, label)

    async def accepts(self, case: int) -> None:
        """Let Ben declare, and accept a case."""
        await self.town.does(self.town.ben, case, CaseEvent.declare, Declaration())
        await self._scoped(case, CaseEvent.accept)

    async def decides(self, case: int, *decisions: Decision, text: str = PRIVATE) -> None:
        """Let Ben decide: these, and everything else that must be looked at as claimed."""
        for decision in decisions:
            await self.town.does(self.town.ben, case, CaseEvent.decide, decision)
        found = await self.town.cases.one(self.town.ben, case)
        assert found is not None
        made = {decision.subdomain for decision in decisions}
        for code in found.case.must_look:
            item = found.case.item(code)
            assert item is not None
            if code not in made:
                confirmed = Decision(code, DecisionKind.confirmed, item.claimed, text=text)
                await self.town.does(self.town.ben, case, CaseEvent.decide, confirmed)

    async def asks_more(self, case: int, code: str, text: str = "Please show the minutes") -> None:
        """Let Ben ask for more about one item."""
        asked = Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,), text)
        await self.town.does(self.town.ben, case, CaseEvent.decide, asked)
        await self.town.does(self.town.ben, case, CaseEvent.ask_more)

    async def finishes(self, case: int) -> None:
        """Let Ben finish the reading: an opinion, or a second person reads."""
        await self._scoped(case, CaseEvent.finish_reading)

    async def _scoped(self, case: int, event: CaseEvent) -> None:
        moved = await self.town.cases.move(
            self.town.ben, case, lambda stored, by, at, rules: Move(event, by, at, scope_of(STANDARD, stored, rules))
        )
        assert moved is not None


def lowered(code: str, rung: int, text: str = "The rule has no date") -> Decision:
    """The decision that lowers a claim because there is no evidence."""
    return Decision(code, DecisionKind.lowered, rung, (Reason.no_evidence,), text)


@asynccontextmanager
async def reviewing(url: str) -> AsyncIterator[Review]:
    """Open the officers' side of a database, as another process."""
    async with open_database(url) as database:
        town = ReviewTown(database)
        await town.staffed()
        yield Review(town)


async def sends(client: ClientSession, path: str, **fields: str) -> tuple[int, str]:
    """Send a form of a page about reviews; the status, and the page or where it leads."""
    token = field(await page(client, path), "token")
    data = {"token": token, "language": "en", **{name.replace("__", "-"): value for name, value in fields.items()}}
    async with client.post(path, data=data, allow_redirects=False) as response:
        return response.status, response.headers.get("Location") or await response.text()


async def hands_in(client: ClientSession, made: MadeRequest, share: str = "note") -> str:
    """Hand in by a link, as the page asks; the path of the case."""
    status, place = await sends(client, f"/handin/{made.token}", do="give", share=share, accept="on")
    assert status == 303, place
    return place.removeprefix("..").partition("?")[0]


async def names_institution(client: ClientSession, made: MadeRequest, name: str = "First Help") -> None:
    """Name the institution on the page of a link."""
    status, place = await sends(client, f"/handin/{made.token}", do="name", name=name)
    assert status == 303, place


