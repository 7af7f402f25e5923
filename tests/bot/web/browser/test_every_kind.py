"""Every kind of page on small phones and with large text: nothing runs off the page, and no button lies on another.

No page asks for a command with a slash, speaks of a chat that it is not, or lists a thing as text and again as a button.

The smallest phone and English, whose words are longer, stay in `make test`; the other sizes and Chinese are long.
"""

from __future__ import annotations

import re

import pytest

from flows.commands import TABLE
from flows.views import View
from tests.people.page_faults import faults, same_names, spaced
from tests.people.page_kinds import JOIN, KINDS, every_kind
from tests.people.phone import Phone, Phones
from tests.people.phone_screens import LANGUAGES_ON_SCREENS, Screens

pytestmark = pytest.mark.asyncio(loop_scope="session")
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
    return [
        *await same_names(visitor),
        *await spaced(visitor),
        *SLASHED.findall(said),
        *PICTURED.findall(said),
        *chat,
        *await visitor.page.evaluate(DOUBLED),
    ]


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
