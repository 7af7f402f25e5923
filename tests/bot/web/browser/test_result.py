"""The result in the first view of a small phone: stars, sentence, bars, cells, and what to do next."""

from __future__ import annotations

import pytest

from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.page_run import always, answer_all
from tests.people.phone import Phone, Phones
from tests.people.phone_screens import SIZES

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
# WCAG 2.5.8, in CSS px.
TARGET_AT_LEAST = 24
# The lower edge of each thing that the first view holds, in px.
EDGES = """() => ["h1", "h1 + p", ".bars", ".cells", ".choices .primary"]
  .map(it => document.querySelector(it).getBoundingClientRect().bottom)"""
CELLS = """() => [...document.querySelectorAll(".cells > *")].map(it => {
  const box = it.getBoundingClientRect();
  return [it.tagName, Math.min(box.width, box.height), it.getAttribute("aria-label").length > 3, it.textContent];
})"""
# How far the action at the lower edge covers what comes below it, with the page scrolled to its end.
COVERED = """() => {
  scrollTo(0, document.documentElement.scrollHeight);
  const action = document.querySelector(".stays").getBoundingClientRect();
  return action.bottom - document.querySelector(".stays + .choices").getBoundingClientRect().top;
}"""
# The tops of a number and of the word for star beside it, wherever a verdict says them.
NUMBERED = """() => {
  const words = document.createTreeWalker(document.querySelector("h1"), NodeFilter.SHOW_TEXT), found = [];
  for (let node = words.nextNode(); node; node = words.nextNode())
    for (const match of node.data.matchAll(/\\d ?星/g)) {
      const range = document.createRange();
      range.setStart(node, match.index);
      range.setEnd(node, match.index + match[0].length);
      found.push(new Set([...range.getClientRects()].map(it => it.top)).size);
    }
  return found;
}"""
DOUBLED = "() => { document.documentElement.style.fontSize = '200%'; }"
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


async def at_the_result(visitor: Phone) -> None:
    """Answer a quick run up to its first verdict: one star."""
    await visitor.begin("quick")
    await answer_all(visitor, always("1"), len(STANDARD.ticked(1)))
    await visitor.tap("verdict")
    assert await visitor.stage() == "finished"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_the_first_view_holds_the_result_and_what_to_do(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language)
    await at_the_result(visitor)
    for width, height in SIZES:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        edges = await visitor.page.evaluate(EDGES)
        assert edges == sorted(edges), "in this order"
        assert edges[-1] <= height, (width, height, edges)
        cells = await visitor.page.evaluate(CELLS)
        assert len(cells) == 27
        assert all(size >= TARGET_AT_LEAST and named and sign for _, size, named, sign in cells)
        assert await visitor.page.evaluate(SIDEWAYS) == 0
    for width, height in SIZES:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        await visitor.page.evaluate(DOUBLED)
        assert await visitor.page.evaluate(SIDEWAYS) == 0, (width, height)


async def test_no_line_of_the_verdict_ends_between_a_number_and_its_star(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "zh")
    await visitor.begin("quick")
    await answer_all(visitor, always("2"), len(STANDARD.ticked(1)))
    await visitor.open("v/result")
    for width in range(320, 431, 10):
        await visitor.page.set_viewport_size({"width": width, "height": 664})
        assert await visitor.page.evaluate(NUMBERED) == [1, 1], width


async def test_the_action_at_the_lower_edge_leaves_the_next_button_whole(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "en")
    await at_the_result(visitor)
    for width, height in ((390, 760), *SIZES):
        await visitor.page.set_viewport_size({"width": width, "height": height})
        assert await visitor.page.evaluate(COVERED) <= 0, (width, height)


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_cell_opens_its_answer_and_the_picture_is_on_a_page(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "en")
    await at_the_result(visitor)
    await visitor.tap("open", "q.0")
    assert visitor.page.url.endswith("/q/0")
    await visitor.open()
    await visitor.tap("document", "card")
    assert visitor.page.url.endswith("/picture")
    picture = visitor.page.locator(".picture img")
    await picture.evaluate("it => it.decode()")
    assert await picture.evaluate("it => it.naturalWidth") == 1080
    await visitor.page.click("header .back")
    assert await visitor.stage() == "result"


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_print_shows_the_bars(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "en")
    await at_the_result(visitor)
    await visitor.page.emulate_media(media="print")
    assert await visitor.page.locator(".bars svg").first.is_visible()
    assert not await visitor.page.locator(".choices").first.is_visible()


async def test_with_nothing_answered_a_document_leads_to_a_calm_page(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, "en")
    await visitor.begin("quick")
    for path in ("document/report", "picture", "v/result"):
        await visitor.open(path)
        assert await visitor.stage() == "result"
        assert await visitor.page.locator("h1").count() == 1
        assert {trigger for trigger, _ in await visitor.buttons()} == {"show"}
