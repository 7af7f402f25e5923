"""What a screen reader hears, what the keyboard reaches, and what axe-core finds: nothing."""

from __future__ import annotations

import pytest

from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.standard.loader import shipped
from tests.people.axe import violations
from tests.people.languages import LANGUAGES
from tests.people.phone import Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODES = shipped().codes
UNREACHED = "[...document.querySelectorAll('button, a, summary')].filter(it => it.checkVisibility() && !it.wasReached).length"
REACH = "document.addEventListener('focusin', event => { event.target.wasReached = true; })"


# Words that can be read in one scheme only: white ones in light, black ones in dark.
FAULTY = """() => {
  const said = colour => { const it = document.createElement("p"); it.textContent = colour; it.style.color = colour; return it; };
  document.querySelector("main").append(document.createElement("img"), said("white"), said("black"));
}"""


async def test_axe_looks_at_the_page_and_at_the_colours_of_both_schemes(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.open()
    await visitor.page.evaluate(FAULTY)
    found = [(name, html) for name, faulty in await violations(visitor) for html in faulty]
    assert [name for name, _ in found] == ["color-contrast", "image-alt", "color-contrast"]
    assert [">white<" in html for _, html in found] == [True, False, False]
    assert [">black<" in html for _, html in found] == [False, False, True]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_axe_finds_nothing(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language, scripts=True)
    await visitor.open()
    assert await violations(visitor) == []
    await visitor.begin("quick")
    assert await violations(visitor) == []
    await visitor.tap("rate", "3")
    for summary in await visitor.page.locator("summary").all():
        await summary.evaluate("it => { it.parentElement.open = true; }")
    assert await violations(visitor) == []
    await visitor.page.click("header .back")
    assert await violations(visitor) == []
    await visitor.open()
    await visitor.tap("excuse") if ("excuse", "") in await visitor.buttons() else await visitor.tap("evidence", CODES[1])
    await visitor.page.locator("button[form=type]").click()
    assert await violations(visitor) == []
    for path in ("result", "help", "privacy", "standard", "restart", "forget"):
        await visitor.open(f"command?name={path}")
        assert await violations(visitor) == [], path
    await visitor.open("nowhere")
    assert await violations(visitor) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_screen_reader_hears_the_question_and_its_sentences(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    await visitor.tap("rate", "2")
    await visitor.page.click("header .back")
    page, code = visitor.page, CODES[0]

    def words(attribute: str) -> str:
        return wording.say(Phrase(f"{code}.{attribute}"), language)

    group = page.get_by_role("group", name=words("question"), exact=True)
    assert await group.count() == 1
    assert await page.get_by_role("heading", level=1, name=words("question"), exact=True).count() == 1
    for rung in range(6):
        assert await group.get_by_role("button", name=f"{rung} {words(f'rung-{rung}')}", exact=True).count() == 1
    chosen = group.locator("[aria-current=true]")
    assert await chosen.count() == 1
    assert words("rung-2") in (await chosen.inner_text())
    shown_by = wording.say(phrase("web-shown-by", rung=3), language)
    assert await page.get_by_label(shown_by, exact=True).count() == 1


async def test_the_keyboard_reaches_everything_and_answers(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    page = visitor.page
    await page.evaluate(REACH)
    for _ in range(60):
        await page.keyboard.press("Tab")
    assert await page.evaluate(UNREACHED) == 0
    await page.locator(".shows summary").first.focus()
    await page.keyboard.press("Enter")
    assert await page.locator(".shows p").first.is_visible()
    await page.locator(".recorded button").first.focus()
    async with page.expect_navigation():
        await page.keyboard.press("Enter")
    await page.locator('[data-key="1"]').focus()
    async with page.expect_navigation():
        await page.keyboard.press("Space")
    stored = (await visitor.stored())["ratings"]
    assert sorted((row["level"], row["under_way"]) for row in stored) == [(1, False), (3, True)]
