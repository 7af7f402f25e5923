"""The question page on small phones and with large text: an answer is in sight, nothing overlaps, nothing runs off the page."""

from __future__ import annotations

import pytest

from flows.standard.loader import shipped
from tests.people.phone import TAP_AT_LEAST, Phone, Phones
from tests.people.phone_screens import LANGUAGES_ON_SCREENS, LARGER, Screens

pytestmark = pytest.mark.asyncio(loop_scope="session")
# How far the page is wider than the window, how much of the first answer is in the first view, and the pairs of controls of
# which one lies on another by more than a rounded pixel.
FAULTS = """() => {
  scrollTo(0, 0);
  const shown = [...document.querySelectorAll("button, a, summary")].filter(it => it.checkVisibility());
  const boxes = shown.map(it => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = boxes.flatMap(([name, box], at) =>
    boxes.slice(at + 1).filter(other => meet(box, other[1])).map(other => [name, other[0]]));
  const root = document.documentElement, first = document.querySelector(".rung").getBoundingClientRect();
  return [root.scrollWidth - root.clientWidth, innerHeight - first.top, pairs];
}"""
MENU = """() => {
  const box = document.querySelector(".menu nav").getBoundingClientRect();
  return [box.left >= 0, box.right <= document.documentElement.clientWidth, box.width > 0];
}"""


async def holds(visitor: Phone, where: str) -> None:
    wider, in_sight, pairs = await visitor.page.evaluate(FAULTS)
    assert (wider, pairs) == (0, []), where
    assert in_sight >= TAP_AT_LEAST, where


@pytest.mark.parametrize(("language", "screens"), LANGUAGES_ON_SCREENS)
async def test_every_question_has_an_answer_in_the_first_view(
    phones: Phones, address: str, language: str, screens: Screens
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    first, *others = shipped().codes
    for code in others:
        # With the line of what was recorded before, and all that it offers.
        await visitor.open(f"q/{code}?after={first}")
        for width, height in screens.sizes:
            await visitor.page.set_viewport_size({"width": width, "height": height})
            for percent in screens.percents:
                await visitor.page.evaluate(LARGER, percent)
                await holds(visitor, f"{code} at {width}x{height}, text of {percent} %")


@pytest.mark.parametrize(("language", "screens"), LANGUAGES_ON_SCREENS)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_what_is_unfolded_fits_and_the_menu_is_on_screen(
    phones: Phones, address: str, language: str, screens: Screens
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    for width, height in screens.sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        for percent in screens.percents:
            await visitor.open()
            await visitor.page.evaluate(LARGER, percent)
            for summary in await visitor.page.locator("fieldset summary, .more summary").all():
                await summary.click()
            where = f"{width}x{height}, text of {percent} %"
            await holds(visitor, where)
            await visitor.page.locator(".menu summary").click()
            assert await visitor.page.evaluate(MENU) == [True, True, True], where
