"""Who gets nothing of a case: reviewers of others, those who stepped back or were refused, liaisons and viewers.

The addresses come from the table of the routes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import Right, Role
from flows.review.entries import Refused
from flows.review.states import CaseEvent, Seat
from tests.people.desk_cases import CODES, accepted, cases_of, handed_in, hidden
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import SECRET
from tests.people.reviews import ANN
from tests.people.visitor import field


@dataclass
class Town:
    """A case that Ben reads, with everybody else who could ask for it."""

    conversation: Conversation
    routes: list[DeskRoute]
    ann: DeskVisitor
    ben: DeskVisitor
    case: str
    others: dict[str, DeskVisitor]

    async def gets(self, visitor: DeskVisitor) -> set[int]:
        """The statuses with which all addresses of the case answer somebody."""
        token = field(await visitor.page(), "token")
        found = set()
        for route in self.routes:
            path = route.path.format(case=self.case.rpartition("/")[2], subdomain=CODES[1], piece="0")
            fields = {"token": token, "sure": "yes", "reason": "Why", "act": "confirmed", "officer": "1"}
            answer = await (visitor.get(path) if route.method == "GET" else visitor.send(path, **fields))
            assert CODES[1] not in answer[1]
            found.add(answer[0])
        return found


@pytest_asyncio.fixture
async def town(
    conversation: Conversation, wording: Wording, renderer: Renderer, address: str, ann: DeskVisitor
) -> AsyncIterator[Town]:
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    routes = [route for route in table if isinstance(route, DeskRoute) and "{case}" in route.path]
    async with AsyncExitStack() as stack:
        ben, cat, lee, vic, sue, sam = [await stack.enter_async_context(desk_visitor(address)) for _ in range(6)]
        for visitor, role in ((ben, Role.reviewer), (cat, Role.reviewer), (lee, Role.liaison), (vic, Role.viewer)):
            await visitor.joins(await ann.invitation(role), role.title())
        await sue.joins(await first_invitation(conversation, "South"), "Sue")
        await sam.joins(await sue.invitation(Role.reviewer), "Sam")
        case = await handed_in(conversation, ben)
        others = {
            "another reviewer": cat,
            "of another association": sam,
            "its administrator": sue,
            "liaison": lee,
            "viewer": vic,
        }
        yield Town(conversation, routes, ann, ben, case, others)


async def test_everybody_else_gets_nothing_of_a_case(town: Town) -> None:
    await accepted(town.ben, town.case)
    assert {route.right for route in town.routes} == {Right.see_cases, Right.review_files, Right.manage_cases}
    for who, visitor in town.others.items():
        # 403: the role allows nothing of the kind. 404: there is no such case for this officer.
        wanted = {403} if who in ("liaison", "viewer") else {403, 404}
        assert await town.gets(visitor) == wanted, who
        if who not in ("liaison", "viewer"):
            assert town.case not in await visitor.page("/desk/cases")
    assert (await town.ben.get(town.case))[0] == 200


async def test_an_administrator_sees_the_case_and_no_evidence(town: Town) -> None:
    await accepted(town.ben, town.case)
    page = await town.ann.page(town.case)
    assert "/items/" not in page
    for place in ("", "/pieces/0/file", "/pieces/0/pages"):
        assert (await town.ann.get(f"{town.case}/items/{CODES[1]}{place}"))[0] == 403


async def test_a_reviewer_reads_nothing_before_they_declare(town: Town) -> None:
    assert "/items/" not in await town.ben.page(town.case)
    assert (await town.ben.get(f"{town.case}/items/{CODES[1]}"))[0] == 404
    assert (await town.ben.post(f"{town.case}/accept"))[0] == 409


async def test_a_refused_reviewer_gets_nothing_any_more(town: Town) -> None:
    await accepted(town.ben, town.case)
    case = int(town.case.rpartition("/")[2])
    await cases_of(town.conversation).says(ANN, case, CaseEvent.refuse_reviewer, Refused(Seat.first))
    assert await town.gets(town.ben) == {403, 404}


@pytest.mark.long("everybody else, and a reviewer who was refused, get nothing of a case")
async def test_a_reviewer_who_stepped_back_gets_nothing_any_more(town: Town) -> None:
    await accepted(town.ben, town.case)
    assert (await town.ben.post(f"{town.case}/step-back"))[0] == 422
    assert await town.ben.post(f"{town.case}/step-back", sure="yes") == (303, "../../../desk/cases")
    assert await town.gets(town.ben) == {403, 404}


async def test_nothing_is_opened_once_the_institution_has_withdrawn(town: Town, ann: DeskVisitor) -> None:
    await accepted(town.ben, town.case)
    assert "Claimed" in await town.ben.page(town.case)
    form = hidden(await town.ben.page(f"{town.case}/items/{CODES[1]}"))
    await cases_of(town.conversation).says(ANN, int(town.case.rpartition("/")[2]), CaseEvent.withdraw)
    status, page = await town.ben.get(f"{town.case}/items/{CODES[1]}")
    assert (status, "This case is over" in page) == (404, True)
    typed = "Nobody showed me the minutes"
    status, page = await town.ben.send(f"{town.case}/items/{CODES[1]}/decide", act="confirmed", text=typed, **form)
    assert (status, "This case is over" in page, typed in page) == (404, True, True)
    for officer in (town.ben, ann):
        page = await officer.page(town.case)
        # Neither the items nor what they claim.
        for said in ("/items/", "Claimed", "Claims rung"):
            assert said not in page
