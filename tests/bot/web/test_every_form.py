"""Everything that can be wrong with a form, sent to every form of the phone page by a person who may send it.

The addresses are those of the application: a new one fails here, with its name, until it has a form in `every_page_form`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.web.app import web_app
from bot.words.wording import Wording
from tests.bot.web.every_page_form import FORMS, WITH_FILE, PageTown, beginners, page_town
from tests.people.every_form import EveryForm, post_routes
from tests.people.hostile_forms import MARK, PLACES, hostile_forms
from tests.people.languages import LANGUAGES
from tests.people.page_server import SECRET, UNHURRIED, serving

# The button that checks a published result has no form that could be wrong.
UNREAD = ("/check/{number}",)
# Those that take away what others need come last.
LAST = ("/cases/{case}", "/handin/{typed}", "/together", "/colleagues", "/r/{token}", "/i/{token}")
ROUTES = sorted(FORMS, key=lambda route: LAST.index(route) if route in LAST else -1)


@pytest_asyncio.fixture
async def conversation(database_url: str, tmp_path: Path) -> AsyncIterator[Conversation]:
    """A conversation over an empty database of either engine, with a folder for files and keys."""
    async with open_conversation(database_url, data_dir=tmp_path / "data") as conversation:
        yield conversation


@pytest_asyncio.fixture
async def address(conversation: Conversation, wording: Wording, renderer: Renderer) -> AsyncIterator[str]:
    async with serving(conversation, wording, renderer, limits=UNHURRIED) as address:
        yield address


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest_asyncio.fixture
async def town(conversation: Conversation, address: str, renderer: Renderer, language: str) -> AsyncIterator[PageTown]:
    async with page_town(conversation, address, renderer, language) as town:
        yield town


@pytest.fixture
def every(conversation: Conversation, language: str) -> EveryForm:
    assert conversation.desk is not None
    return EveryForm(conversation.desk.access.database, language)


def test_every_form_is_sent(conversation: Conversation, wording: Wording, renderer: Renderer) -> None:
    app = web_app(conversation, wording, SECRET, None, renderer)
    assert {path for path in post_routes(app) if not path.startswith("/desk")} == set(FORMS)


async def test_no_form_fails_at_one_thing_that_is_wrong(
    conversation: Conversation, address: str, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    """Each form gets another of the wrong things; the long test sends all of them to each."""
    assert conversation.desk is not None
    every, refused = EveryForm(conversation.desk.access.database), 0
    async with beginners(address) as town:
        for turn, route in enumerate(ROUTES):
            form = await town.form(route)
            wrong = list(hostile_forms(form.fields, has_file=route in WITH_FILE))
            refused += await every.survives(form.client, form.path, [wrong[3 * turn % len(wrong)]])
    assert refused
    assert MARK not in "".join(capsys.readouterr()) + caplog.text


@pytest.mark.long("the test above, with one wrong thing for each form")
async def test_no_form_fails_at_anything_that_is_wrong(
    town: PageTown, every: EveryForm, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for route in ROUTES:
        form = await town.form(route)
        wrong = hostile_forms(form.fields, has_file=route in WITH_FILE, one_by_one=True)
        assert await every.survives(form.client, form.path, wrong) or route in UNREAD, route
    assert MARK not in "".join(capsys.readouterr()) + caplog.text


@pytest.mark.long("test_name_reports.py and test_handing_in.py open links that nobody made")
async def test_no_form_changes_what_is_not_there(
    town: PageTown, every: EveryForm, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    for route in (route for route in FORMS if "{" in route):
        form = await town.form(route)
        right = next(iter(hostile_forms(form.fields, has_file=route in WITH_FILE)))
        for place in PLACES:
            head, _, tail = route.partition("{")
            await every.survives(form.client, head + place + tail.partition("}")[2], [right])
    assert MARK not in "".join(capsys.readouterr()) + caplog.text
