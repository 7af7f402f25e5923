"""What the door asks of a real browser: cookies that come back, a tap that may come twice, names of files as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.bot.web.browser.phone import phone

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODE = "strategic-decision"


async def test_a_browser_that_keeps_no_cookie_is_told_so(browser: Browser, address: str, wording: Wording) -> None:
    she = await phone(browser, address, "en")
    await she.open()
    await she.context.clear_cookies()
    await she.tap("consent")
    assert await she.stage() == "welcome"
    assert await she.notice() == wording.say(phrase("web-no-cookie"), "en")
    assert await she.fits()
    # Cookies are on after all: the page that said so works.
    await she.tap("consent")
    assert await she.stage() == "choosing"


async def test_two_taps_on_consent_lead_on(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.open()
    button = (await she.buttons())["consent", ""]
    async with she.page.expect_navigation():
        await button.dblclick()
    await she.open()
    assert await she.stage() == "choosing"


@pytest.mark.parametrize("name", ["plan; final; v2.txt", 'the "plan"; x=y.txt', "计划; 二.txt"])
async def test_a_file_of_any_name_is_attached(browser: Browser, address: str, tmp_path: Path, name: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.tap("rate", "3")
    await she.tap("prove", CODE)
    file = tmp_path / name
    file.write_text("what proves it")
    await she.page.set_input_files("#file", str(file))
    async with she.page.expect_navigation():
        await she.page.locator("button.does-attach").click()
    assert await she.stage() == "dating"
    assert (await she.stored())["evidence"][0]["file_name"] == name.replace('"', "_")


async def test_a_page_that_is_not_there_has_its_style_and_a_way_back(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.open("evidence/" + "0" * 32)
    assert await she.page.evaluate("document.styleSheets.length") == 1
    async with she.page.expect_navigation():
        await she.page.locator("a.button").click()
    assert await she.stage() == "welcome"
