"""Every kind of page that the desk has for cases and results, on two phones and a desk: nothing runs off or lies on another.

Every control is large enough for a finger, and axe-core finds nothing in light and in dark.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.conversation.conversation import Conversation
from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.people.desk_case_kinds import KINDS, People, every_desk_case_kind
from tests.people.desk_result_kinds import RESULT_KINDS, Staff, every_desk_result_kind
from tests.people.desk_screen import check
from tests.people.desk_visitor import first_invitation
from tests.people.languages import LANGUAGES
from tests.people.page_faults import faults, same_names, spaced
from tests.people.page_server import FAST, serving
from tests.people.phone import Phone, Phones
from tests.people.phone_screens import AT_THE_DESK

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def desk(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[tuple[str, Conversation]]:
    """Serve the page over an empty database; its address, and the conversation behind it."""
    renderer = Renderer(wording, tmp_path)
    async with (
        open_conversation(sqlite_url, data_dir=tmp_path) as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
    ):
        yield address, conversation
    await renderer.close()


@pytest.mark.long("test_desk_cases.py looks at these pages on one phone")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_of_cases_at_the_desk(phones: Phones, desk: tuple[str, Conversation], language: str) -> None:
    address, conversation = desk
    ann, ben, institution = [await phones.take(address, language, scripts=True) for _ in range(3)]
    found, wrong = await _looked_at(every_desk_case_kind(People(ann, ben, institution), await first_invitation(conversation)))
    assert wrong == {}
    assert found == KINDS


@pytest.mark.long("test_desk_ratings.py, test_desk_review_figures.py and test_names.py look at these pages one by one")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_page_that_follows_a_result(phones: Phones, desk: tuple[str, Conversation], language: str) -> None:
    address, conversation = desk
    assert conversation.desk is not None
    staff = Staff(*[await phones.take(address, language, scripts=True) for _ in range(3)])
    invitation, database = await first_invitation(conversation), conversation.desk.access.database
    found, wrong = await _looked_at(every_desk_result_kind(staff, invitation, database))
    assert wrong == {}
    assert found == RESULT_KINDS


async def _looked_at(pages: AsyncIterator[tuple[str, Phone]]) -> tuple[set[str], dict[str, object]]:
    """Look at pages as they come; the names of all, and what is wrong with some."""
    found, wrong = set[str](), dict[str, object]()
    async for name, who in pages:
        found.add(name)
        await check(who)
        await who.page.emulate_media(color_scheme="light")
        if faulty := await faults(who, AT_THE_DESK) or await same_names(who) or await spaced(who):
            wrong[name] = faulty
    return found, wrong
