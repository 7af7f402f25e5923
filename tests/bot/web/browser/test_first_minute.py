"""The first minute: what this is, how long it takes, who runs it, and one button to begin with."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.operations.operator import Operator
from bot.web.cookies import COOKIE_S, DAY_S
from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.page_server import serving_over
from tests.people.phone import Phone, Phones
from tests.people.phone_screens import SIZES

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
PUBLIC_URL = "http://check.example.org"
OPERATOR = Operator("Yunhe Centre", "help@example.org")
BACKGROUND = "it => getComputedStyle(it).backgroundColor"


@pytest_asyncio.fixture(loop_scope="session")
async def run_by_somebody(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[str]:
    """Where a page is served whose operator is named."""
    async with serving_over(sqlite_url, tmp_path, wording, operator=OPERATOR, public_url=PUBLIC_URL) as address:
        yield address


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_button_is_in_the_first_view_and_leads_to_the_first_question(
    phones: Phones, address: str, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.open()
    begin = (await visitor.buttons())["consent", "quick"]
    for width, height in SIZES:
        await visitor.page.set_viewport_size({"width": width, "height": height})
        box = await begin.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= height, (width, height)
    await visitor.tap("consent", "quick")
    assert visitor.page.url.endswith(f"/q/{STANDARD.ticked(1)[0].code}")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_welcome_names_the_standard_the_operator_and_an_honest_time(
    phones: Phones, run_by_somebody: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(run_by_somebody, language)
    await visitor.open()
    said = " ".join((await visitor.page.locator("body").inner_text()).split())
    assert STANDARD.name in said
    assert " ".join(wording.say(phrase("standard-name"), language).split()) in said
    minutes = [int(it) for it in re.findall(r"(\d+)\s*(?:minutes|分钟)", said)]
    assert len(minutes) == 1
    assert 6 <= minutes[0] <= 10, "ten questions to read and to think about"
    for path in ("", "command?name=about"):
        await visitor.open(path)
        footer = visitor.page.locator("footer")
        assert OPERATOR.name in await footer.inner_text()
        assert await footer.locator("a").get_attribute("href") == f"mailto:{OPERATOR.contact}"


async def test_a_link_to_the_page_has_a_title_a_sentence_and_a_picture(phones: Phones, run_by_somebody: str) -> None:
    visitor = await phones.take(run_by_somebody, "zh")
    await visitor.open()
    head = {
        str(await it.get_attribute("property") or await it.get_attribute("name")): str(await it.get_attribute("content"))
        for it in await visitor.page.locator("head meta[content]").all()
    }
    assert await visitor.heading() in head["og:title"]
    assert head["og:description"]
    icon = str(await visitor.page.locator("link[rel=apple-touch-icon]").evaluate("it => it.href"))
    for picture in (icon, head["og:image"].replace(f"{PUBLIC_URL}/", run_by_somebody)):
        got = await visitor.context.request.get(picture)
        assert (got.status, got.headers["content-type"]) == (200, "image/png")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_decision_is_two_cards_and_one_is_the_advice(
    phones: Phones, address: str, wording: Wording, language: str
) -> None:
    visitor = await phones.take(address, language)
    await visitor.open()
    await visitor.tap("consent")
    cards = visitor.page.locator(".rows li > :first-child")
    assert await cards.count() == 2
    quick, full = (await cards.all())[:2]
    assert wording.say(phrase("choosing-recommended"), language) in await quick.inner_text()
    assert await quick.evaluate(BACKGROUND) != await full.evaluate(BACKGROUND)
    buttons = await visitor.buttons()
    assert [value for trigger, value in buttons if trigger == "begin"][:2] == ["quick", "full"]
    await quick.locator("small").click()  # the words are the button
    await visitor.page.wait_for_url("**/q/*")


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_pause_says_how_to_come_back(phones: Phones, address: str, wording: Wording) -> None:
    visitor = await phones.take(address, "en")
    await visitor.begin("full")
    await visitor.rate("2")
    await visitor.tap("pause")
    said = wording.say(phrase("web-come-back", days=COOKIE_S // DAY_S), "en")
    assert said in await visitor.page.locator("main").inner_text()
    assert ("open", "elsewhere") in await visitor.buttons()
    again = Phone(visitor.context, await visitor.context.new_page(), address)
    await again.open()
    await again.tap("resume")
    assert again.page.url.endswith(f"/q/{STANDARD.codes[1]}")
