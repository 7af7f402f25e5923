"""The desk in a real browser: the sign-in and every page, on a phone and on a desk, in both languages and colours."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page

from tests.people.desk_screen import Served, check, opened
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.phone import Phone

pytestmark = pytest.mark.asyncio(loop_scope="session")
PLACES = ("desk", "desk/officers", "desk/sessions", "desk/log", "desk/nowhere", "desk/officers/1")


async def submit(page: Page, action: str) -> None:
    async with page.expect_navigation():
        await page.locator(f'form[action$="{action}"] button').first.click()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "size", ["desk", pytest.param("phone", marks=pytest.mark.long("the desk; the phone in test_desk_campaigns.py"))]
)
async def test_an_officer_signs_in_and_finds_every_page_in_order(
    browser: Browser, served: Served, size: str, language: str
) -> None:
    context = await opened(browser, size, language, scripts=True)
    page = await context.new_page()
    visitor = Phone(context, page, served.address)
    await visitor.open("desk")
    assert page.url.endswith("desk/sign-in")
    await check(visitor)
    await visitor.open(served.link)
    await check(visitor)
    button = page.locator("main button")
    assert await button.evaluate("it => it.getBoundingClientRect().bottom <= innerHeight")
    await page.locator("form").evaluate("it => { it.noValidate = true; }")
    async with page.expect_navigation():
        await button.click()
    await check(visitor)
    await page.fill("#name", "王芳 <b>")
    async with page.expect_navigation():
        await button.click()
    assert page.url == served.address + "desk"
    await visitor.open("desk/officers")
    await page.fill("#invite-label", "小李")
    await page.fill("#invite-districts", "东城区\n西城区")
    await page.check("input[name=sure]")
    await submit(page, "officers/invite")
    await check(visitor)
    assert await page.locator("img.qr").evaluate("picture => picture.complete && picture.naturalWidth > 100")
    await visitor.open("desk/sessions")
    await submit(page, "sessions/link")
    await check(visitor)
    for place in PLACES:
        await visitor.open(place)
        await check(visitor)
    await visitor.open("desk/officers")
    await page.locator('.lines a[href*="officers/"]').first.click()
    await check(visitor)
    await context.close()


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_without_scripts_a_second_device_is_added_and_signed_out(browser: Browser, served: Served) -> None:
    first = await opened(browser, "desk", "en", scripts=False)
    page = await first.new_page()
    await page.goto(served.address + served.link)
    await page.fill("#name", "Ann")
    await page.locator("main button").click()
    await page.goto(served.address + "desk/sessions")
    await submit(page, "sessions/link")
    link = await page.locator("input.address").input_value()
    second = await opened(browser, "phone", "en", scripts=False)
    phone = await second.new_page()
    await phone.goto(link)
    await phone.locator("main button").click()
    assert phone.url == served.address + "desk"
    await page.goto(served.address + "desk/sessions")
    await submit(page, "sessions/revoke")
    await phone.goto(served.address + "desk")
    assert phone.url.endswith("desk/sign-in?ended")


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_in_text_twice_as_large_every_page_still_fits_a_phone(browser: Browser, served: Served) -> None:
    context = await opened(browser, "phone", "en", scripts=True)
    visitor = Phone(context, await context.new_page(), served.address)
    await visitor.open(served.link)
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)
    await visitor.page.fill("#name", "Ann")
    await visitor.page.locator("main button").click()
    for place in PLACES:
        await visitor.open(place)
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_on_paper_there_is_no_menu_and_no_button(browser: Browser, served: Served) -> None:
    context = await opened(browser, "desk", "en", scripts=True)
    visitor = Phone(context, await context.new_page(), served.address)
    await visitor.open(served.link)
    await visitor.page.fill("#name", "Ann")
    await visitor.page.locator("main button").click()
    await visitor.page.emulate_media(media="print")
    for place in ("desk", "desk/officers", "desk/sessions", "desk/log"):
        await visitor.open(place)
        seen = "[...document.querySelectorAll('button, nav, a.button')].filter(it => it.checkVisibility()).length"
        assert await visitor.page.evaluate(seen) == 0, place
        assert await visitor.page.locator("h1").is_visible()
