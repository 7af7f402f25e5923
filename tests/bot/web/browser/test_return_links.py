"""A private link in a real browser: made, shown with its code, opened in another browser, also in large text."""

from __future__ import annotations

import pytest

from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("the links without a browser")
async def test_a_link_leads_another_browser_to_the_same_question(phones: Phones, address: str, language: str) -> None:
    first = await phones.take(address, language)
    await first.begin("full")
    await first.tap("rate", "3")
    question = await first.page.locator("h1").inner_text()
    await first.open("v/elsewhere")
    await first.page.locator("input[value=make] ~ button").click()
    code = first.page.locator("img.qr")
    assert await code.evaluate("picture => picture.complete && picture.naturalWidth > 100")
    assert await code.get_attribute("alt")
    link = await first.page.locator("input.address").input_value()
    await first.page.evaluate(DOUBLED)
    await fits(first)

    second = await phones.take(address, language)
    await second.page.goto(link)
    assert await second.page.locator("main h1").count() == 1
    await second.page.locator("form button").first.click()
    assert await second.page.locator("h1").inner_text() == question
