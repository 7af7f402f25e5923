"""What the door asks of a real browser: cookies that come back, a tap that may come twice, names of files as they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.people.phone import Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = "strategic-decision"


async def test_a_browser_that_keeps_no_cookie_is_told_so(phones: Phones, address: str, wording: Wording) -> None:
    visitor = await phones.take(address, "en")
    await visitor.open()
    await visitor.context.clear_cookies()
    await visitor.tap("consent")
    assert await visitor.stage() == "welcome"
    assert await visitor.notice() == wording.say(phrase("web-no-cookie"), "en")
    assert await visitor.fits()
    # Cookies are on after all: the page that said so works.
    await visitor.tap("consent")
    assert await visitor.stage() == "choosing"


async def test_two_taps_on_consent_lead_on(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.open()
    button = (await visitor.buttons())["consent", ""]
    async with visitor.page.expect_navigation():
        await button.dblclick()
    await visitor.open()
    assert await visitor.stage() == "choosing"


@pytest.mark.parametrize("name", ["plan; final; v2.txt", 'the "plan"; x=y.txt', "计划; 二.txt"])
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_file_of_any_name_is_attached(phones: Phones, address: str, tmp_path: Path, name: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.tap("evidence", CODE)
    file = tmp_path / name
    file.write_text("what proves it")
    await visitor.page.set_input_files("#file", str(file))
    async with visitor.page.expect_navigation():
        await visitor.page.locator("button.does-attach").click()
    assert await visitor.stage() == "dating"
    assert (await visitor.stored())["evidence"][0]["file_name"] == name.replace('"', "_")


async def test_a_page_that_is_not_there_has_its_style_and_a_way_back(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.open("evidence/" + "0" * 32)
    assert await visitor.page.evaluate("document.styleSheets.length") == 1
    async with visitor.page.expect_navigation():
        await visitor.page.locator("a.button").click()
    assert await visitor.stage() == "welcome"
