"""An association that reviews, over the database of a page or a chat, and an institution that hands in there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession

from bot.desk.cases import CaseDesk, scope_of
from bot.desk.desk import Desk
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Assigned, Move
from flows.review.independence import Declaration
from flows.review.states import SEAT, CaseEvent, CaseState, Seat
from flows.standard.loader import shipped
from storage.database import open_database
from storage.review.requests import MadeRequest
from tests.people.reviews import ReviewTown
from tests.people.visitor import all_answered, field, page

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
        # A fall in the draw means that its whole domain must be looked at.
        view = await CaseDesk(Desk(self.town.database), STANDARD).one(self.town.ben, case)
        assert view is not None
        made = {each.decision.subdomain for each in view.case.recorded if each.seat is Seat.first and each.decision.is_final}
        for look in view.looks:
            item = view.case.item(look.subdomain)
            assert item is not None
            if look.subdomain in made:
                continue
            confirmed = Decision(look.subdomain, DecisionKind.confirmed, item.claimed, text=text)
            await self.town.does(self.town.ben, case, CaseEvent.decide, confirmed)

    async def asks_more(self, case: int, code: str, text: str = "Please show the minutes") -> None:
        """Let Ben ask for more about one item."""
        asked = Decision(code, DecisionKind.more_asked, None, (Reason.no_evidence,), text)
        await self.town.does(self.town.ben, case, CaseEvent.decide, asked)
        await self.town.does(self.town.ben, case, CaseEvent.ask_more)

    async def finishes(self, case: int, session: str = "") -> None:
        """Let a reviewer (Ben) finish the first reading: an opinion, or a second person reads."""
        await self._scoped(case, CaseEvent.finish_reading, session)

    async def second_reads(self, case: int, *decisions: Decision) -> None:
        """Let Cat read a case a second time: these decisions, and everything else as claimed."""
        town = self.town
        await self.takes_over(case)
        made = {decision.subdomain for decision in decisions}
        found = await town.cases.one(town.cat, case)
        assert found is not None
        rest = [code for code in found.case.must_look if code not in made]
        claimed = [(code, item.claimed) for code in rest if (item := found.case.item(code)) is not None]
        confirmed = [Decision(code, DecisionKind.confirmed, rung, text=PRIVATE) for code, rung in claimed]
        for decision in (*decisions, *confirmed):
            await town.does(town.cat, case, CaseEvent.decide, decision)
        await self._scoped(case, CaseEvent.finish_second_reading, town.cat)

    async def reads_objection(self, case: int, code: str, text: str) -> None:
        """Let Cat confirm an item after the institution objected."""
        await self.takes_over(case)
        found = await self.town.cases.one(self.town.cat, case)
        item = found.case.item(code) if found is not None else None
        assert item is not None
        confirmed = Decision(code, DecisionKind.confirmed, item.claimed, text=text)
        await self.town.does(self.town.cat, case, CaseEvent.decide, confirmed)

    async def settles(self, case: int) -> None:
        """Let Cat finish reading the objection."""
        await self.town.does(self.town.cat, case, CaseEvent.settle_objection)

    async def issues(self, case: int) -> None:
        """Let the administrator issue the result."""
        desk = CaseDesk(Desk(self.town.database), STANDARD)
        assert await desk.issue(self.town.ann, case, lambda _: b"issued") is not None

    async def takes_over(self, case: int) -> None:
        """Let the administrator assign Cat, unless they read it already, and Cat declare."""
        town = self.town
        found = await town.cases.one(town.ann, case)
        assert found is not None
        seat = SEAT[found.case.state]
        if found.case.reader(seat) is None:
            cat = next(each for each in await town.cases.candidates(town.ann, case) if each.name == "Cat")
            reader = await town.cases.reader(town.ann, cat.id)
            assert reader is not None
            await town.does(town.ann, case, CaseEvent.assign, Assigned(reader))
        await town.does(town.cat, case, CaseEvent.declare, Declaration())

    async def _scoped(self, case: int, event: CaseEvent, session: str = "") -> None:
        moved = await self.town.cases.move(
            session or self.town.ben, case, lambda stored, by, at, rules: Move(event, by, at, scope_of(STANDARD, stored, rules))
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


async def sends(client: ClientSession, path: str, token_from: str = "", **fields: str) -> tuple[int, str]:
    """Send a form of a page about reviews; the status, and the page or where it leads.

    `token_from` is a page that has a form, if that of the path has none.
    """
    token = field(await page(client, token_from or path), "token")
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


async def handed_in(client: ClientSession, review: Review) -> tuple[int, str]:
    """Hand in a self-check with rung 2 everywhere; the number of the case, and the path of its page."""
    made = await review.request()
    await all_answered(client, "2")
    await names_institution(client, made)
    return made.case, await hands_in(client, made, share="answer")


async def stored(review: Review, case: int) -> Case:
    """The case as it is stored."""
    found = await review.town.cases.one(review.town.ann, case)
    assert found is not None
    return found.case


async def with_opinion(review: Review, case: int) -> None:
    """Let the review come to a preliminary opinion that lowers one item, with a second reading if one is drawn."""
    await review.accepts(case)
    await review.decides(case, lowered(FIRST, 1))
    await review.finishes(case)
    if (await stored(review, case)).state is CaseState.second_reading:
        await review.second_reads(case, lowered(FIRST, 1))
