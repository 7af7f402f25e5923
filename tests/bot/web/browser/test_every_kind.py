"""Every kind of page on small phones and with large text: nothing runs off the page, and no button lies on another.

No page asks for a command with a slash, speaks of a chat that it is not, or lists a thing as text and again as a button.

The smallest phone and English, whose words are longer, stay in `make test`; the other sizes and Chinese are long.
"""

from __future__ import annotations

import re

import pytest

from flows.commands import TABLE
from flows.views import View
from tests.people.page_kinds import JOIN, KINDS, every_kind
from tests.people.phone import HEIGHT, WIDTH, Phone, Phones
from tests.people.phone_screens import LANGUAGES_ON_SCREENS, Screens

pytestmark = pytest.mark.asyncio(loop_scope="session")
# How far the page is wider than the window, what lies beyond its left or right edge by more than a rounded pixel, the pairs of
# controls of which one lies on another, and the buttons higher than twice their width. The next action stays at the lower edge,
# above what scrolls below it, so it lies on others.
FAULTS = """() => {
  const wide = document.documentElement.clientWidth;
  const all = [...document.querySelectorAll("body *")].filter(it => it.checkVisibility() && !it.closest("svg"));
  const outside = all.filter(it => { const box = it.getBoundingClientRect(); return box.left < -1 || box.right > wide + 1; });
  const boxes = all.filter(it => it.matches("button:not(.inline), .button, summary, .brand, .rows li > *, input:not([type=hidden])"))
    .filter(it => !it.closest(".stays")).map(it => [it.textContent.trim().slice(0, 30), it.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  const pairs = boxes.flatMap(([name, box], at) =>
    boxes.slice(at + 1).filter(other => meet(box, other[1])).map(other => [name, other[0]]));
  const narrow = all.filter(it => it.matches("button:not(.rung, .inline), .button")).filter(it => it.offsetHeight > it.offsetWidth * 2);
  const named = found => found.map(it => it.outerHTML.slice(0, 80));
  return [document.documentElement.scrollWidth - wide, named(outside), pairs, named(narrow)];
}"""
# The same at each of these sizes of the text, in percent.
FAULTS_AT = f"""percents => {{
  const size = document.documentElement.style;
  const found = percents.map(percent => {{ size.fontSize = percent + "%"; return ({FAULTS})(); }});
  size.fontSize = "";
  return found;
}}"""

SLASHED = re.compile(rf"(?<![\w/.])/({'|'.join(known.name for known in TABLE)})\b", re.ASCII)
# Pictures as letters: a screen reader says their names.
PICTURED = re.compile("[\U0001f000-\U0001faff]")
# What is stored is told whole, with what a chat adds to it; a link to the chat leads there.
NAMES_THE_CHAT = frozenset({View.privacy, View.elsewhere, JOIN})
# The buttons whose words a list on the page says too.
DOUBLED = """() => {
  const lines = [...document.querySelectorAll("main li")].map(it => it.textContent);
  return [...document.querySelectorAll(".choices .button, .choices button")].map(it => it.textContent.trim())
    .filter(it => it.length > 6 && lines.some(line => line.includes(it)));
}"""


async def wrong_words(visitor: Phone, name: str) -> list[object]:
    """What the page should not say."""
    said = await visitor.page.locator("main").inner_text()
    chat = ["Telegram"] if "Telegram" in said and name not in NAMES_THE_CHAT else []
    return [*SLASHED.findall(said), *PICTURED.findall(said), *chat, *await visitor.page.evaluate(DOUBLED)]


async def faults(visitor: Phone, screens: Screens) -> dict[tuple[int, int, int], object]:
    """What is wrong with the page that is shown, by width, height and size of the text."""
    found: dict[tuple[int, int, int], object] = {}
    for width, height in screens.sizes:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        looked_at = await visitor.page.evaluate(FAULTS_AT, screens.percents)
        for percent, wrong in zip(screens.percents, looked_at, strict=True):
            if wrong != [0, [], [], []]:
                found[width, height, percent] = wrong
    if len(screens.sizes) > 1:  # at one size the walk goes on
        await visitor.page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return found


@pytest.mark.parametrize(("language", "screens"), LANGUAGES_ON_SCREENS)
async def test_every_kind_of_page_fits_at_every_size(phones: Phones, address: str, language: str, screens: Screens) -> None:
    visitor, other = await phones.take(address, language), await phones.take(address, language)
    found, wrong = set[str](), dict[str, object]()
    async for name in every_kind(visitor, other):
        found.add(name)
        if faulty := await faults(visitor, screens) or await wrong_words(visitor, name):
            wrong[name] = faulty
    assert wrong == {}
    assert found == KINDS
