"""The criteria of a rung in a browser: from the question to the boxes, by keyboard alone, without a fault that axe-core knows."""

from __future__ import annotations

import pytest

from flows.standard.loader import shipped
from tests.people.axe import violations
from tests.people.languages import LANGUAGES
from tests.people.phone import TAP_AT_LEAST, Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
BOXES = "fieldset.checks input[type=checkbox]"
INK = "selector => getComputedStyle(document.querySelector(selector)).color"
LABELS = "() => [...document.querySelectorAll('fieldset.checks label')].map(it => it.getBoundingClientRect().height)"


async def at_rung_2(visitor: Phone) -> None:
    """Open the criteria of rung 2 from the question, under its sentence."""
    await visitor.begin("full")
    unfolds = visitor.page.locator("details.shows").nth(1)
    await unfolds.locator("summary").click()
    async with visitor.page.expect_navigation():
        await unfolds.locator("a").click()
    assert await visitor.stage() == "points"


async def stored(visitor: Phone) -> list[tuple[object, object]]:
    return [(row["level"], row["ticked"]) for row in (await visitor.stored())["ratings"]]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_boxes_can_be_used_by_everybody(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await at_rung_2(visitor)
    assert await violations(visitor) == []
    assert await visitor.fits()
    assert min(await visitor.page.evaluate(LABELS)) >= TAP_AT_LEAST


async def test_the_facts_are_read_before_what_shows_them(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await at_rung_2(visitor)
    facts, body = [await visitor.page.evaluate(INK, selector) for selector in ("fieldset.checks label span", "body")]
    assert facts == body
    assert await visitor.page.evaluate(INK, "fieldset.checks label small") != body


async def test_ticks_that_are_not_recorded_are_there_after_a_look_at_another_page(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await at_rung_2(visitor)
    boxes = visitor.page.locator(BOXES)
    before = [await box.is_checked() for box in await boxes.all()]
    await boxes.first.click()
    async with visitor.page.expect_navigation():
        await visitor.page.locator(".menu summary").click()
        await visitor.page.locator('.menu a[href$="v/help"]').click()
    await visitor.page.go_back()
    assert await visitor.stage() == "points"
    assert [await box.is_checked() for box in await boxes.all()] == [not before[0], *before[1:]]
    assert await stored(visitor) == []
    await visitor.page.reload()
    assert await boxes.first.is_checked() != before[0]


async def test_a_rung_is_ticked_by_keyboard_alone(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await at_rung_2(visitor)
    await visitor.page.locator(BOXES).first.focus()
    await visitor.page.keyboard.press("Space")
    for _ in range(await visitor.page.locator(BOXES).count()):
        await visitor.page.keyboard.press("Tab")
    async with visitor.page.expect_navigation():
        await visitor.page.keyboard.press("Enter")
    assert await stored(visitor) == [(1, "2a")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_a_sentence_clears_is_said_and_can_be_put_back(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await at_rung_2(visitor)
    await visitor.page.locator(BOXES).first.check()
    async with visitor.page.expect_navigation():
        await visitor.page.click("button[name=to][value='3']")
    for number in range(await visitor.page.locator(BOXES).count()):
        await visitor.page.locator(BOXES).nth(number).check()
    async with visitor.page.expect_navigation():
        await visitor.page.click("button.primary[form=points]")
    await visitor.open(f"q/{shipped().codes[0]}")
    await visitor.rate("2")
    assert await stored(visitor) == [(2, "")]
    assert await violations(visitor) == []
    assert await visitor.fits()
    async with visitor.page.expect_navigation():
        await visitor.page.click(".notice a")
    assert await visitor.page.locator(f"{BOXES}:checked").count() == len(shipped().subdomains[0].criteria_of(3))


async def test_the_way_back_leads_to_the_question_and_changes_nothing(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await at_rung_2(visitor)
    await visitor.page.locator(BOXES).first.check()
    async with visitor.page.expect_navigation():
        await visitor.page.click("header .back")
    assert await visitor.stage() == "asking"
    assert await stored(visitor) == []
