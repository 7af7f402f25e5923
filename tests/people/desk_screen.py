"""A desk's screen and a phone, on which an officer looks at the desk."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.async_api import Browser, BrowserContext

from storage.database import Database
from tests.people.axe import violations
from tests.people.phone import LOCALES, TAP_AT_LEAST, Phone

SIZES = {"phone": (360, 600), "desk": (1280, 800)}
# Buttons and links that are smaller than a finger, outside a sentence. A box has a label that is large enough.
SMALL = f"""() => [...document.querySelectorAll("button, a.button, nav a, select, input:not([type=hidden]):not([type=checkbox]):not([type=radio])")]
  .filter(it => it.checkVisibility() && it.getBoundingClientRect().height < {TAP_AT_LEAST}).map(it => it.outerHTML)"""


@dataclass
class Served:
    """The page, an invitation to its desk, and the database behind it."""

    address: str
    link: str
    database: Database


async def opened(browser: Browser, size: str, language: str, *, scripts: bool) -> BrowserContext:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, locale=LOCALES[language], java_script_enabled=scripts
    )
    context.set_default_timeout(10_000)
    return context


async def check(visitor: Phone) -> None:
    """Nothing for axe to find, nothing wider than the screen, nothing too small for a finger, one heading."""
    assert await violations(visitor) == [], visitor.page.url
    width = await visitor.page.evaluate("document.documentElement.scrollWidth")
    assert width <= (visitor.page.viewport_size or {"width": 0})["width"], visitor.page.url
    assert await visitor.page.evaluate(SMALL) == [], visitor.page.url
    assert await visitor.page.locator("h1").count() == 1
