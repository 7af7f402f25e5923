"""Rating a case a second time at the desk, the page that compares both, and who gets nothing of it."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.desk.cases import CaseDesk
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import NotAllowed, Role
from flows.institution.answers import Differed, Together
from tests.people.desk_cases import FEW, NAME, cases_of, decided, hidden
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.page_server import SECRET
from tests.people.rated_twice import drawn_case, rated_all
from tests.people.reviews import ANN
from tests.people.visitor import field

SHOWN = "First &lt;b&gt;Help&lt;/b&gt;"
FIRST = next(code for code, rating in FEW.items() if rating.level)
TOGETHER = Together(2, (Differed(FIRST, 2, "Both looked at the <list>"),))
LOWERED = {"rung": "0", "reason-no_evidence": "yes", "text": "Not <shown>"}
AGREEMENT = "/desk/cases/agreement"


@dataclass
class Town:
    """Ben read a case first, Cat was drawn to rate it; Ann administers, and the others have nothing to do with it."""

    conversation: Conversation
    routes: list[DeskRoute]
    ann: DeskVisitor
    ben: DeskVisitor
    cat: DeskVisitor
    others: dict[str, DeskVisitor]
    rating: str

    @property
    def compared(self) -> str:
        """The page that compares both ratings."""
        return f"{AGREEMENT}/{self.rating.rpartition('/')[2]}"

    async def gets(self, visitor: DeskVisitor) -> set[int]:
        """The statuses with which all addresses of the rating answer somebody."""
        token, found = field(await visitor.page(), "token"), set()
        for route in self.routes:
            path = route.path.format(rating=self.rating.rpartition("/")[2], subdomain=FIRST, piece="0")
            fields = {"token": token, "sure": "yes", "act": "confirmed"}
            status, page = await (visitor.get(path) if route.method == "GET" else visitor.send(path, **fields))
            assert SHOWN not in page
            found.add(status)
        return found


@pytest_asyncio.fixture
async def town(
    conversation: Conversation, wording: Wording, renderer: Renderer, address: str, ann: DeskVisitor
) -> AsyncIterator[Town]:
    table = web_app(conversation, wording, SECRET, None, renderer)[DESK_ROUTES]
    routes = [route for route in table if isinstance(route, DeskRoute) and "{rating}" in route.path]
    async with AsyncExitStack() as stack:
        ben, cat, dan, lee, vic, sue, sam = [await stack.enter_async_context(desk_visitor(address)) for _ in range(7)]
        # Dan joins after the draw, so that Cat is the one who is drawn.
        for visitor, role, name in ((ben, Role.reviewer, "Ben"), (cat, Role.reviewer, "Cat"), (lee, Role.liaison, "Lee")):
            await visitor.joins(await ann.invitation(role), name)
        await vic.joins(await ann.invitation(Role.viewer), "Vic")
        await sue.joins(await first_invitation(conversation, "South"), "Sue")
        await sam.joins(await sue.invitation(Role.reviewer), "Sam")
        rating = await drawn_case(conversation, ann, ben, together=TOGETHER)
        await dan.joins(await ann.invitation(Role.reviewer), "Dan")
        others = {
            "another reviewer": dan,
            "of another association": sam,
            "its administrator": sue,
            "liaison": lee,
            "viewer": vic,
        }
        yield Town(conversation, routes, ann, ben, cat, others, rating)


@pytest.mark.long("tests/bot/documents/test_together.py, and the rules in tests/storage/review/test_double_ratings.py")
async def test_who_rates_reads_how_several_people_came_to_the_answers_once_they_have_declared(town: Town) -> None:
    item = f"{town.rating}/items/{FIRST}"
    said = "2 people of the institution answered this item and differed. Reason: Both looked at the &lt;list&gt;"
    assert (await town.cat.get(item))[0] == 404
    assert (await town.cat.post(f"{town.rating}/declare"))[0] == 303
    assert said in await town.cat.page(item)
    assert town.conversation.desk is not None
    ratings = CaseDesk(town.conversation.desk, town.conversation.standard).ratings
    number = int(town.rating.rpartition("/")[2])
    assert await ratings.sealed(town.cat.cookie, number)
    for other in (town.ann, town.others["another reviewer"]):
        with contextlib.suppress(NotAllowed):
            assert await ratings.sealed(other.cookie, number) is None


async def test_who_is_drawn_finds_it_in_their_list_and_rates_item_by_item(town: Town) -> None:
    for place in ("/desk", "/desk/cases"):
        page = await town.cat.page(place)
        assert "Cases to rate once more" in page
        assert SHOWN in page
    page = await town.cat.page(town.rating)
    assert "Declare" in page
    assert "/items/" not in page
    assert (await town.cat.get(f"{town.rating}/items/{FIRST}"))[0] == 404
    assert (await town.cat.post(f"{town.rating}/declare"))[0] == 303
    page = await town.cat.page(town.rating)
    assert f"0 of {sum(rating.level for rating in FEW.values())} items rated" in page
    item = f"{town.rating}/items/{FIRST}"
    page = await town.cat.page(item)
    assert "Claims rung 1" in page
    # What a reading has besides: findings, questions, how far it is, and the star that is possible now.
    for absent in ("finding-0", "more_asked", "If nothing else changes", "thin", "Seen on the spot"):
        assert absent not in page, absent
    status, place = await decided(town.cat, item, "lowered", **LOWERED)
    assert status == 303
    assert place.endswith(f"?after={FIRST}")
    assert "lowered to rung 0" in await town.cat.page(item)
    assert "Not &lt;shown&gt;</textarea>" in await town.cat.page(item)


@pytest.mark.long("a case is rated item by item, and the rules in tests/storage/review/test_double_ratings.py")
async def test_what_breaks_a_rule_is_refused_and_nothing_typed_is_lost(town: Town) -> None:
    assert (await town.cat.post(f"{town.rating}/declare"))[0] == 303
    item = f"{town.rating}/items/{FIRST}"
    for act, fields, wanted in (
        ("lowered", {"rung": "0", "text": "Typed"}, 409),  # no reason
        ("lowered", {"rung": "1", "reason-no_evidence": "yes", "text": "Typed"}, 409),
        ("more_asked", {"reason-no_evidence": "yes", "text": "Typed"}, 409),
        ("", {"text": "Typed"}, 422),
    ):
        status, page = await decided(town.cat, item, act, **fields)
        assert status == wanted
        assert 'role="alert"' in page
        assert ">Typed</textarea>" in page
    page = await town.cat.page(item)
    old = {"token": field(page, "token"), "seen": "9.9", "act": "confirmed", "text": "Typed"}
    assert (await town.cat.send(f"{item}/decide", **old))[0] == 409
    status, page = await town.cat.post(f"{town.rating}/finish")
    assert status == 409
    assert "are not rated yet" in page


@pytest.mark.long("a case is rated item by item, and the rules in tests/storage/review/test_double_ratings.py")
async def test_with_a_tie_it_is_left_to_somebody_else(town: Town) -> None:
    status, page = await town.cat.post(f"{town.rating}/declare", is_paid="yes")
    assert status == 409
    assert "leave it to somebody else" in page
    assert (await town.cat.post(f"{town.rating}/decline"))[0] == 422
    assert await town.cat.post(f"{town.rating}/decline", sure="yes") == (303, "../../../../desk/cases")
    assert (await town.cat.get(town.rating))[0] == 404
    assert "Cases to rate once more" not in await town.cat.page("/desk/cases")


@pytest.mark.long("a case is rated item by item, and the rules in tests/storage/review/test_double_ratings.py")
async def test_both_and_the_administrator_compare_when_it_is_finished(town: Town) -> None:
    for visitor in (town.ann, town.ben, town.cat):
        assert "Nothing has been rated twice yet" in await visitor.page(AGREEMENT)
    assert "with Cat" in await town.ann.page(AGREEMENT)
    assert "with Cat" not in await town.ben.page(AGREEMENT)
    await rated_all(town.cat, town.rating, **LOWERED)
    led = await town.cat.post(f"{town.rating}/finish")
    assert (led[0], led[1].rpartition("/desk")[2]) == (303, town.compared.removeprefix("/desk"))
    number = sum(rating.level for rating in FEW.values())
    for visitor in (town.ann, town.ben, town.cat):
        page = await visitor.page(AGREEMENT)
        assert SHOWN in page
        assert f"Of {number} items: {number - 1} on the same rung, 1 one rung apart, 0 further apart." in page
        page = await visitor.page(town.compared)
        assert "First read by Ben, rated once more by Cat." in page
        assert "Lowered by both: 0. Lowered by only one of them: 1." in page
        assert "Kappa of rungs: 0.00." in page
        assert "Cat: lowered to rung 0." in page
        assert "Not &lt;shown&gt;" in page
        assert "Ben: rung 1 confirmed." in page
        assert "It was the only case of the quarter before" in page
    # The rater has nothing open any more, and the case itself stays closed to them.
    for place in (town.rating, f"{town.rating}/items/{FIRST}", f"{town.rating}/items/{FIRST}/pieces/0/file"):
        assert (await town.cat.get(place))[0] == 404
    # Who got no answer presses the button again, and is led to the comparison too.
    assert await town.cat.post(f"{town.rating}/finish") == led
    assert "Cases to rate once more" not in await town.cat.page("/desk/cases")
    case = (await cases_of(town.conversation).own.of(ANN))[0].line.id
    assert (await town.cat.get(f"/desk/cases/{case}"))[0] == 404


@pytest.mark.long("nobody else gets into a rating, in tests/storage/review/test_double_ratings.py, or into a case")
async def test_everybody_else_gets_nothing_before_and_after(town: Town) -> None:
    for _ in range(2):
        for who, visitor in town.others.items():
            wanted = {403} if who in ("liaison", "viewer") else {404} if who != "its administrator" else {403, 404}
            assert await town.gets(visitor) == wanted, who
            if who not in ("liaison", "viewer"):
                assert SHOWN not in await visitor.page(AGREEMENT), who
                assert SHOWN not in await visitor.page("/desk/cases"), who
        # Neither the first reader nor the administrator sees what is being rated.
        if (await town.cat.get(town.rating))[0] == 200:
            assert await town.gets(town.ben) == {404}
            assert await town.gets(town.ann) == {403, 404}
            await rated_all(town.cat, town.rating)
            assert (await town.cat.post(f"{town.rating}/finish"))[0] == 303


@pytest.mark.long("a case is rated item by item, and the rules in tests/storage/review/test_double_ratings.py")
async def test_two_who_confirmed_everything_are_told_what_that_is_worth(town: Town) -> None:
    await rated_all(town.cat, town.rating)
    assert (await town.cat.post(f"{town.rating}/finish"))[0] == 303
    page = await town.ben.page(town.compared)
    assert "Nobody lowered anything" in page
    assert "cannot be computed" in page


@pytest.mark.long("a case is rated item by item, and the rules in tests/storage/review/test_double_ratings.py")
async def test_what_happens_is_in_the_audit_log(town: Town) -> None:
    await rated_all(town.cat, town.rating)
    assert (await town.cat.post(f"{town.rating}/finish"))[0] == 303
    page = await town.ann.page("/desk/log")
    for said in ("a second rating was drawn", "declared no tie, for a second rating", "finished a second rating"):
        assert said in page
    assert NAME not in page


@pytest.mark.long("two windows of a reader, in test_two_windows.py")
async def test_two_windows_of_a_rater_overwrite_nothing_that_they_do_not_show(town: Town) -> None:
    assert (await town.cat.post(f"{town.rating}/declare"))[0] == 303
    item = f"{town.rating}/items/{FIRST}"
    old = await town.cat.page(item)
    given = {**hidden(old), "act": "lowered", **LOWERED}
    assert (await town.cat.send(f"{item}/decide", **given))[0] == 303
    assert (await town.cat.send(f"{item}/decide", **given))[0] == 303  # pressed twice
    status, page = await town.cat.send(f"{item}/decide", **hidden(old), act="confirmed", text="Seen <there>")
    assert status == 409
    alert = page.partition('role="alert"')[2].partition("</div>")[0]
    assert "lowered to rung 0" in alert
    assert "Not &lt;shown&gt;" in alert
    assert "Seen &lt;there&gt;</textarea>" in page
    assert (await town.cat.send(f"{item}/decide", **hidden(page), act="confirmed", text="Seen <there>"))[0] == 303
    await rated_all(town.cat, town.rating)
    whole = await town.cat.page(town.rating)
    assert (await decided(town.cat, item, "lowered", **LOWERED))[0] == 303
    ends = {"token": field(whole, "token"), "drawn": field(whole, "drawn")}
    assert (await town.cat.send(f"{town.rating}/finish", **ends))[0] == 409
    whole = await town.cat.page(town.rating)
    ends = {"token": field(whole, "token"), "drawn": field(whole, "drawn")}
    assert (await town.cat.send(f"{town.rating}/finish", **ends))[0] == 303
