"""Each address of the desk, asked for as everybody: a stranger, another association, each role, and after a role was lost.

The cases are made from the table of the routes. A new address without an answer here fails.
"""

from __future__ import annotations

import pytest

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import DeskRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import Right, Role, rights_of
from tests.bot.web.desk.every_address import CASES, Town, in_order
from tests.bot.web.desk.every_address import town as town
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_server import SECRET
from tests.people.visitor import field


async def token_of(visitor: DeskVisitor) -> str:
    return field(await visitor.page(), "token")


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
