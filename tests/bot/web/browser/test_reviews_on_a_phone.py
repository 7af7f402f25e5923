"""The pages of a request and of a case on a small phone: without scripts, with large text, in both languages and schemes."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from flows.review.states import CaseState
from tests.people.axe import violations
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.page_run import always, answer_all
from tests.people.phone import Phone, Phones
from tests.people.pre_screening import SECOND, Review, lowered, reviewing

pytestmark = pytest.mark.asyncio(loop_scope="session")
LONG_NAME = "W" * 100 + "名称" * 40


async def press(visitor: Phone, button: str) -> None:
    """Press a button, and wait for the page that answers."""
    async with visitor.page.expect_navigation():
        await visitor.page.locator(button).first.click()


async def looks_right(visitor: Phone, *, scripts: bool) -> None:
    """The page fits at both sizes of text; with scripts, axe finds nothing."""
    if scripts:
        assert await violations(visitor) == []
        return
    await fits(visitor)
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)


async def at_every_page(visitor: Phone, review: Review, *, scripts: bool) -> None:
    """Hand in, and look at each page on the way to the opinion."""
    made = await review.request(LONG_NAME)
    await visitor.open(f"handin/{made.token}")
    await looks_right(visitor, scripts=scripts)
    await visitor.begin("full")
    await answer_all(visitor, always("2"))
    await visitor.open(f"handin/{made.token}")
    await visitor.page.fill("#name", LONG_NAME)
    await press(visitor, "button[value=name]")
    await looks_right(visitor, scripts=scripts)
    await press(visitor, "button[value=show]")
    await looks_right(visitor, scripts=scripts)
    await press(visitor, "button[value=give]")
    await expect(visitor.page.locator("[role=alert].notice")).to_be_visible()
    await looks_right(visitor, scripts=scripts)
    await visitor.page.check("input[name=accept]")
    await press(visitor, "button[value=give]")
    await looks_right(visitor, scripts=scripts)
    await review.accepts(made.case)
    await review.asks_more(made.case, SECOND, "W" * 200)
    path = f"cases/{made.case}"
    await visitor.open(path)
    await looks_right(visitor, scripts=scripts)
    await press(visitor, "main form button.does-consent")  # refused: nothing has changed, and nothing says why
    await looks_right(visitor, scripts=scripts)
    await visitor.page.locator("textarea").first.fill("W" * 200)
    await press(visitor, "main form button.does-consent")
    await review.decides(made.case, lowered(SECOND, 1, "W" * 200))
    await review.finishes(made.case)
    found = await review.town.cases.one(review.town.ann, made.case)
    assert found is not None
    if found.case.state is CaseState.second_reading:
        await review.second_reads(made.case, lowered(SECOND, 1, "W" * 200))
    for shown in (path, f"{path}?withdraw", "cases"):
        await visitor.open(shown)
        await looks_right(visitor, scripts=scripts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "scripts", [pytest.param(False, id="fits"), pytest.param(True, id="axe", marks=pytest.mark.long("that they fit"))]
)
async def test_every_page_of_a_review(phones: Phones, address: str, sqlite_url: str, language: str, scripts: bool) -> None:
    visitor = await phones.take(address, language, scripts=scripts)
    await visitor.page.set_viewport_size({"width": 360, "height": 600})
    async with reviewing(sqlite_url) as review:
        await at_every_page(visitor, review, scripts=scripts)
