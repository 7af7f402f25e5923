"""The public page of a result, and the institution's own list of results, in a real browser."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.conversation.opening import open_conversation
from bot.documents.renderer import Renderer
from bot.words.wording import Wording
from tests.people.desk_screen import LONG, check, opened
from tests.people.languages import LANGUAGES
from tests.people.large_text import DOUBLED, fits
from tests.people.page_server import FAST, serving
from tests.people.phone import Phone
from tests.people.published_results import Issued, issued_result

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(loop_scope="session")
async def issued(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[tuple[Issued, str]]:
    renderer = Renderer(wording, tmp_path)
    async with (
        open_conversation(sqlite_url, data_dir=tmp_path / "files") as conversation,
        serving(conversation, wording, renderer, limits=FAST) as address,
        issued_result(conversation, address, tmp_path, LONG) as issued,
    ):
        yield issued, address
    await renderer.close()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_result_is_published_and_verified_on_a_small_phone(
    browser: Browser, issued: tuple[Issued, str], language: str
) -> None:
    result, address = issued
    context = await opened(browser, "phone", language, scripts=True)
    cookies = [{"name": each.key, "value": each.value, "url": address} for each in result.coordinator.cookie_jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    visitor = Phone(context, await context.new_page(), address)
    await visitor.open("results")
    await check(visitor)
    async with visitor.page.expect_navigation():
        await visitor.page.click("button[value=publish]")
    await check(visitor)
    for scheme in ("dark", "light"):
        await visitor.page.emulate_media(color_scheme=scheme)
        await visitor.open(f"check/{result.number}?language={language}")
        await check(visitor)
    await fits(visitor)
    async with visitor.page.expect_navigation():
        await visitor.page.click("main form button")
    assert await visitor.page.locator("[role=status]").is_visible()
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)
    await context.close()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_false_name_is_reported_on_a_small_phone(browser: Browser, issued: tuple[Issued, str], language: str) -> None:
    result, address = issued
    assert await result.act("publish") == 303
    context = await opened(browser, "phone", language, scripts=True)
    visitor = Phone(context, await context.new_page(), address)
    for scheme in ("dark", "light"):
        await visitor.page.emulate_media(color_scheme=scheme)
        await visitor.open(f"check/{result.number}/false?language={language}")
        await check(visitor)
    await fits(visitor)
    await visitor.page.check("input[value=not_us]")
    async with visitor.page.expect_navigation():
        await visitor.page.click("main form button")
    assert await visitor.page.locator("[role=status]").is_visible()
    await check(visitor)
    await visitor.page.evaluate(DOUBLED)
    await fits(visitor)


@pytest.mark.long("the first test of this file, with JavaScript, and tests/bot/web/test_result_page.py without a browser")
async def test_a_result_is_published_and_taken_back_without_javascript(browser: Browser, issued: tuple[Issued, str]) -> None:
    result, address = issued
    context = await opened(browser, "phone", "en", scripts=False)
    cookies = [{"name": each.key, "value": each.value, "url": address} for each in result.coordinator.cookie_jar]
    await context.add_cookies(cookies)  # type: ignore[arg-type]
    visitor = Phone(context, await context.new_page(), address)
    for does, shown in (("publish", 1), ("withdraw", 0)):
        await visitor.open("results")
        async with visitor.page.expect_navigation():
            await visitor.page.click(f"button[value={does}]")
        await visitor.open(f"check/{result.number}")
        assert await visitor.page.get_by_text(LONG).count() == shown
