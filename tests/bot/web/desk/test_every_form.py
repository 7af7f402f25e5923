"""Everything that can be wrong with a form, sent to every form of the desk as the officer who may send it.

The forms are those of the table of addresses: a new address is covered as soon as it is there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from itertools import islice

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.web.desk.guard import OpenRoute
from bot.web.desk.routes import DESK_ROUTES
from bot.words.wording import Wording
from flows.campaign.roles import Role
from tests.bot.web.desk.every_address import CASES, Town
from tests.bot.web.desk.every_address import town as town
from tests.bot.web.desk.every_desk_form import SIGN_OUT, fields_of, forms_of, sender
from tests.people.every_form import EveryForm, post_routes
from tests.people.hostile_forms import MARK, PLACES, hostile_forms
from tests.people.page_server import SECRET, UNHURRIED, serving
from tests.people.visitor import field

# The long test is cut into parts, so that several processes share it.
PARTS = 4


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    async with serving(conversation, wording, renderer, limits=UNHURRIED) as address:
        yield address


@pytest.fixture
def every(conversation: Conversation) -> EveryForm:
    assert conversation.desk is not None
    return EveryForm(conversation.desk.access.database)


def test_every_form_is_sent(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    app = web_app(conversation, wording, SECRET, None, renderer)
    taken = {path for path in post_routes(app) if path.startswith("/desk")}
    assert taken == {route.path for route in app[DESK_ROUTES] if route.method == "POST"}
    assert sorted(path for path in taken if ("POST", path) not in CASES) == []


async def test_no_form_fails_at_one_thing_that_is_wrong(
    town: Town, every: EveryForm, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Each form gets another of the wrong things; the long test sends all of them to each."""
    refused = 0
    for turn, route in enumerate(forms_of(town)):
        wrong = list(hostile_forms(await fields_of(town, route), has_file=route.takes_file))
        path = town.filled(route.path)
        refused += await every.survives(sender(town, route).client, path, [wrong[turn % len(wrong)]])
    assert refused
    assert MARK not in "".join(capsys.readouterr()) + caplog.text


@pytest.mark.long("the test above, with one wrong thing for each form")
@pytest.mark.parametrize("part", range(PARTS))
async def test_no_form_fails_at_anything_that_is_wrong(
    town: Town, every: EveryForm, part: int, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for route in forms_of(town)[part::PARTS]:
        wrong = hostile_forms(await fields_of(town, route), has_file=route.takes_file, one_by_one=True)
        refused = await every.survives(sender(town, route).client, town.filled(route.path), wrong)
        assert refused or route.path == SIGN_OUT, route
    assert MARK not in "".join(capsys.readouterr()) + caplog.text


@pytest.mark.long("test_routes.py asks for what another association has")
async def test_no_form_changes_what_is_not_there(
    town: Town, every: EveryForm, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for route in forms_of(town):
        for name in town.things:
            if f"{{{name}}}" not in route.path:
                continue
            fields = await fields_of(town, route)
            right = next(iter(hostile_forms(fields, has_file=route.takes_file)))
            for place in PLACES:
                path = town.filled(route.path.replace(f"{{{name}}}", place))
                assert await every.survives(sender(town, route).client, path, [right]) == 1, path
    assert MARK not in "".join(capsys.readouterr()) + caplog.text


def links(town: Town) -> Iterator[OpenRoute]:
    return (route for route in town.table if isinstance(route, OpenRoute) and route.method == "POST")


async def test_no_form_of_a_link_fails(
    town: Town, every: EveryForm, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    ann = town.officers[Role.administrator]
    for route in links(town):
        link = await ann.invitation(Role.viewer) if "invited" in route.path else await ann.link(purpose="device")
        fields = {"token": field(await town.stranger.page(link), "token"), "language": "en", "name": "Uma"}
        wrong = hostile_forms(fields, has_file=False)
        assert await every.survives(town.stranger.client, link, islice(wrong, 1, None)), route
    assert MARK not in "".join(capsys.readouterr()) + caplog.text
