"""A desk's screen and a phone, on which an officer looks at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext, Page

from bot.desk.desk import Desk
from storage.database import Database
from tests.people.axe import violations
from tests.people.desk_visitor import DeskVisitor
from tests.people.page_faults import faults
from tests.people.phone import LOCALES, TAP_AT_LEAST, Phone
from tests.people.phone_screens import Screens

LONG = "华东中小企业公共服务示范平台（有限合伙）第一分中心" * 3
SIZES = {"phone": (360, 600), "desk": (1280, 800)}
# Buttons and links that are smaller than a finger, outside a sentence. A box has a label that is large enough.
SMALL = f"""() => [...document.querySelectorAll("button, a.button, nav a, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
  .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < {TAP_AT_LEAST}).map(it => it.outerHTML)"""


@dataclass
class Served:
    """The page, an invitation to its desk, and the database and the desk behind it."""

    address: str
    link: str
    database: Database
    desk: Desk


async def opened(browser: Browser, size: str, language: str, *, scripts: bool) -> BrowserContext:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=LOCALES[language], java_script_enabled=scripts
    )
    context.set_default_timeout(10_000)
    return context


async def screen_of(
    browser: Browser, address: str, who: DeskVisitor, size: str, language: str, *, scripts: bool = True
) -> Phone:
    """The desk of somebody who is signed in, on a screen of their own."""
    await who.post("/desk/language", language=language)
    context = await opened(browser, size, language, scripts=scripts)
    cookies = [{"name": each.key, "value": each.value, "url": address} for each in who.client.cookie_jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    return Phone(context, await context.new_page(), address)


async def check(visitor: Phone) -> None:
    """Nothing for axe to find, nothing wider than the screen also unfolded, nothing too small for a finger, one heading."""
    assert await violations(visitor) == [], visitor.page.url
    size = visitor.page.viewport_size
    assert size is not None
    as_shown = Screens(((size["width"], size["height"]),), (100,))
    assert await faults(visitor, as_shown) == {}, visitor.page.url
    assert await visitor.page.evaluate(SMALL) == [], visitor.page.url
    assert await visitor.page.locator("h1").count() == 1


async def press(page: Page, action: str) -> None:
    """Send the form of this address."""
    async with page.expect_navigation():
        await page.locator(f'form[action$="{action}"] button').first.click()


async def joined(browser: Browser, served: Served, size: str, language: str, *, scripts: bool) -> Phone:
    """An administrator who is signed in."""
    context = await opened(browser, size, language, scripts=scripts)
    visitor = Phone(context, await context.new_page(), served.address)
    await visitor.page.goto(served.address + served.link)
    await visitor.page.fill("#name", "Ann")
    async with visitor.page.expect_navigation():
        await visitor.page.locator("main button").click()
    return visitor


def served_at(page: Page, place: str) -> str:
    return page.url.partition("/desk")[0] + "/" + place


async def campaign_made(visitor: Phone) -> str:
    """Fill in the form of a new campaign, first with nothing; the address of the draft."""
    page = visitor.page
    await page.goto(served_at(page, "desk/campaigns/new"))
    await check(visitor)
    await press(page, "campaigns/new")
    assert await page.locator(".wrong").count() == 2
    await check(visitor)
    await page.fill("#name", LONG[:80])
    await page.fill("#contact", "办公室 010 <b>")
    await press(page, "campaigns/new")
    await check(visitor)
    return page.url
