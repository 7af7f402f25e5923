"""The figures of reviews in a real browser: nothing is too wide or too small, and axe finds nothing, before and after a release."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from tests.people.desk_screen import Served, check, joined
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.review_releases import review_release, store_reviews

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", ["phone", pytest.param("desk", marks=pytest.mark.long("the phone"))])
@pytest.mark.long("this page without a browser")
async def test_the_figures_of_reviews_fit_a_phone_and_a_desk(
    browser: Browser, served: Served, size: str, language: str
) -> None:
    visitor = await joined(browser, served, size, language, scripts=True)
    page, place = visitor.page, f"{served.address}desk/review-figures"
    await visitor.open("desk")
    association = await page.locator("main h1").inner_text()
    await page.goto(place)
    await check(visitor)
    await store_reviews(served.database, review_release(60), review_release(300, number=2), association=association)
    await page.goto(place)
    await check(visitor)
    assert await page.locator("svg[role=img]").count() == 6
    await page.locator('nav.filter a[href*="release="]').last.click()
    await check(visitor)
    await page.evaluate(DOUBLED)
    await fits(visitor)
    await page.emulate_media(media="print")
    seen = "[...document.querySelectorAll('nav, a.button')].filter(it => it.checkVisibility()).length"
    assert await page.evaluate(seen) == 0
    await visitor.context.close()
