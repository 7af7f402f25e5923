"""The pages of a second rating, of the comparison and of the hours in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from flows.campaign.roles import Role
from tests.people.desk_cases import FEW
from tests.people.desk_screen import LONG, check, screen_of
from tests.people.desk_visitor import DeskVisitor, desk_visitor, first_invitation
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.page_server import FAST, serving
from tests.people.rated_twice import drawn_case
from tests.people.reviews import ANN

pytestmark = pytest.mark.asyncio(loop_scope="session")
FIRST = next(code for code, rating in FEW.items() if rating.level)
AGREEMENT, HOURS = "desk/cases/agreement", "desk/cases/hours"


@dataclass
class Town:
    """Ann administers, Ben read a case with a long name, and Cat was drawn to rate it."""

    address: str
    ann: DeskVisitor
    ben: DeskVisitor
    cat: DeskVisitor
    rating: str


@pytest_asyncio.fixture(loop_scope="session")
async def town(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[Town]:
    renderer = Renderer(wording, tmp_path)
    async with (
        open_conversation(sqlite_url) as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
        desk_visitor(address) as ann,
        desk_visitor(address) as ben,
        desk_visitor(address) as cat,
    ):
        await ann.joins(await first_invitation(conversation), "Ann")
        await ben.joins(await ann.invitation(Role.reviewer), "Ben")
        await cat.joins(await ann.invitation(Role.reviewer), "W" * 60)
        yield Town(address, ann, ben, cat, (await drawn_case(conversation, ann, ben, ANN, LONG))[1:])
    await renderer.close()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["phone", pytest.param("desk", marks=pytest.mark.long("the same on a phone"))])
@pytest.mark.long("a case is rated without a browser, and read on a phone without scripts in test_desk_cases.py")
async def test_a_case_is_rated_and_compared_without_scripts(browser: Browser, town: Town, size: str, language: str) -> None:
    visitor = await screen_of(browser, town.address, town.cat, size, language, scripts=False)
    page = visitor.page
    await visitor.open("desk/cases")
    await _in_order(town, browser, town.cat, size, language, "desk/cases")
    async with page.expect_navigation():
        await page.locator(f'a.button[href$="{town.rating.removeprefix("desk/")}"]').click()
    await _in_order(town, browser, town.cat, size, language, town.rating)
    async with page.expect_navigation():
        await page.locator('form[action$="/declare"] button').click()
    await _in_order(town, browser, town.cat, size, language, town.rating, f"{town.rating}/items/{FIRST}")
    await page.locator("main a.button.primary").click()
    await page.fill("#text", "W" * 200)
    await page.locator('input[name="reason-no_evidence"]').check()
    while await page.locator(".verdicts").count():
        button = "lowered" if await page.locator('input[name="reason-no_evidence"]').is_checked() else "confirmed"
        async with page.expect_navigation():
            await page.locator(f"button[value={button}]").click()
    await _in_order(town, browser, town.cat, size, language, town.rating)
    async with page.expect_navigation():
        await page.locator('form[action$="/finish"] button').click()
    compared = f"{AGREEMENT}/{town.rating.rpartition('/')[2]}"
    assert page.url.endswith(compared)
    assert await page.locator("table").count() == 2
    await visitor.context.close()
    for who in (town.ann, town.ben):
        await _in_order(town, browser, who, size, language, AGREEMENT, compared, HOURS)


@pytest.mark.long("test_hours.py and test_ratings.py of the desk, and the pages of a case in test_desk_cases.py")
async def test_hours_are_corrected_on_a_phone_with_double_text(browser: Browser, town: Town) -> None:
    visitor = await screen_of(browser, town.address, town.ben, "phone", "en")
    page = visitor.page
    await visitor.open(HOURS)
    await page.evaluate(DOUBLED)
    await fits(visitor)
    await page.locator("summary").click()
    await page.get_by_label("Hours", exact=True).fill("2")
    await page.get_by_label("Minutes", exact=True).fill("75")
    async with page.expect_navigation():
        await page.locator('form[action$="/hours"] button').click()
    assert await page.locator("[role=alert]").is_visible()
    assert await page.get_by_label("Minutes", exact=True).input_value() == "75"
    await page.get_by_label("Minutes", exact=True).fill("15")
    async with page.expect_navigation():
        await page.locator('form[action$="/hours"] button').click()
    assert await page.locator("[role=status]").is_visible()
    assert await page.get_by_text("2 h 15 min stated by the reviewer").is_visible()
    await visitor.context.close()


async def _in_order(town: Town, browser: Browser, who: DeskVisitor, size: str, language: str, *places: str) -> None:
    """Look at pages with scripts, in both schemes: axe needs them."""
    visitor = await screen_of(browser, town.address, who, size, language)
    for place in places:
        for scheme in ("light", "dark"):
            await visitor.page.emulate_media(color_scheme=scheme)
            await visitor.open(place)
            await check(visitor)
    await visitor.context.close()
