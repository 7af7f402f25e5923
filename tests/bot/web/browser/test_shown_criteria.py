"""The criteria that evidence shows, in a browser: one optional tap from its days, boxes for everybody, and a way back."""

from __future__ import annotations

import pytest

from flows.standard.loader import shipped
from tests.people.axe import violations
from tests.people.languages import LANGUAGES
from tests.people.phone import TAP_AT_LEAST, Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = shipped().codes[0]
BOXES = "fieldset.checks input[type=checkbox]"
LABELS = "() => [...document.querySelectorAll('fieldset.checks label')].map(it => it.getBoundingClientRect().height)"


async def at_the_boxes(visitor: Phone) -> None:
    """Name evidence for rung 3, and open the criteria that it may show."""
    await visitor.begin("full")
    await visitor.rate("3")
    await visitor.tap("evidence", CODE)
    await visitor.page.fill("#typed", "Strategy 2026")
    await saved(visitor, "button.does-attach")
    await visitor.tap("open", "shows.0")
    assert await visitor.stage() == "shows"


async def saved(visitor: Phone, button: str = "button[form=fill]") -> None:
    async with visitor.page.expect_navigation():
        await visitor.page.locator(button).first.click()


async def shows(visitor: Phone) -> list[object]:
    return [row["shows"] for row in (await visitor.stored())["evidence"]]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_boxes_can_be_used_by_everybody(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await at_the_boxes(visitor)
    assert await visitor.page.locator(BOXES).count() == await visitor.page.locator(f"{BOXES}:checked").count()
    assert await violations(visitor) == []
    assert await visitor.fits()
    assert min(await visitor.page.evaluate(LABELS)) >= TAP_AT_LEAST


async def test_what_is_cleared_is_not_shown_and_the_days_are_asked_as_before(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await at_the_boxes(visitor)
    for box in (await visitor.page.locator(BOXES).all())[1:]:
        await box.uncheck()
    await saved(visitor)
    assert (await visitor.stage(), await shows(visitor)) == ("dating", ["3a"])
    await visitor.tap("leave")
    assert (await visitor.stage(), await shows(visitor)) == ("asking", ["3a"])


async def test_evidence_that_shows_nothing_is_refused_beside_the_boxes(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await at_the_boxes(visitor)
    for box in await visitor.page.locator(BOXES).all():
        await box.uncheck()
    await saved(visitor)
    assert await visitor.stage() == "shows"
    error = await visitor.page.locator("fieldset.checks").get_attribute("aria-describedby")
    assert await visitor.page.locator(f"#{error}").count() == 1
    assert await shows(visitor) == [""]


async def test_the_way_back_changes_nothing(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await at_the_boxes(visitor)
    await visitor.page.locator(BOXES).first.uncheck()
    await saved(visitor, "header .back")
    assert (await visitor.stage(), await shows(visitor)) == ("dating", [""])
