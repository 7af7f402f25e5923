"""Text at twice its size on a phone: nothing runs off the page, and no button lies on another."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser

from tests.people.phone import HEIGHT, LOCALES, WIDTH, Phone, phone

pytestmark = pytest.mark.asyncio(loop_scope="session")
# How far the page is wider than the window, and the pairs of buttons that overlap by more than a rounded pixel.
FAULTS = """() => {
  const boxes = [...document.querySelectorAll("button, .button, summary, .brand")]
    .filter(e => e.checkVisibility()).map(e => [e.textContent.trim(), e.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const after = (box, at) => boxes.slice(at + 1).filter(other => meet(box[1], other[1]));
  const pairs = boxes.flatMap((box, at) => after(box, at).map(other => [box[0], other[0]]));
  const root = document.documentElement;
  return [root.scrollWidth - root.clientWidth, pairs];
}"""
DOUBLED = "() => { document.documentElement.style.fontSize = '200%'; }"


async def fits(visitor: Phone) -> None:
    found = await visitor.page.evaluate(FAULTS)
    assert found == [0, []], (await visitor.stage(), found)


@pytest.mark.parametrize("language", list(LOCALES))
async def test_text_of_twice_the_size_fits(browser: Browser, address: str, language: str) -> None:
    visitor = await phone(browser, address, language)
    await visitor.open()
    for trigger, value in (("consent", ""), ("begin", "full"), ("rate", "3")):
        await visitor.page.evaluate(DOUBLED)
        await fits(visitor)
        await visitor.page.reload()
        await visitor.tap(trigger, value)
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)


@pytest.mark.parametrize("language", list(LOCALES))
async def test_a_page_of_twice_the_size_fits(browser: Browser, address: str, language: str) -> None:
    """A browser that enlarges the whole page has half the width for it."""
    visitor = await phone(browser, address, language)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.open("command?name=result")
    await visitor.page.set_viewport_size({"width": WIDTH // 2, "height": HEIGHT // 2})
    await fits(visitor)
    await visitor.open()
    await fits(visitor)
