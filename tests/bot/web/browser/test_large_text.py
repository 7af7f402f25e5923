"""Text at twice its size on a phone: nothing runs off the page, and no button lies on another."""

from __future__ import annotations

import pytest

from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import HEIGHT, WIDTH, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_text_of_twice_the_size_fits(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.open()
    for trigger, value in (("consent", ""), ("begin", "full"), ("rate", "3")):
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)
        await visitor.page.reload()
        await visitor.tap(trigger, value)
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_page_of_twice_the_size_fits(phones: Phones, address: str, language: str) -> None:
    """A browser that enlarges the whole page has half the width for it."""
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.open("command?name=result")
    await visitor.page.set_viewport_size({"width": WIDTH // 2, "height": HEIGHT // 2})
    await fits(visitor)
    await visitor.open()
    await fits(visitor)
