"""The question page in a browser: Back, reload, quick and stale taps, keys, what was recorded, and no connection."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Request

from bot.words.wording import Wording
from flows.dialogue import Phrase, phrase
from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.page_server import serving_over
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODES = shipped().codes
AN_HOUR_MS = 3_600_000
CHOSEN = "() => [...document.querySelectorAll('.rung[aria-current=true]')].map(it => it.dataset.key)"
SENT = "document.body.classList.contains('is-sending')"


@pytest_asyncio.fixture(loop_scope="session")
async def slow_to_settle(sqlite_url: str, wording: Wording, tmp_path: Path) -> AsyncIterator[str]:
    """Where a page is served whose questions are answered only an hour after they were shown."""
    async with serving_over(sqlite_url, tmp_path, wording, settle_ms=AN_HOUR_MS) as address:
        yield address


async def levels(visitor: Phone) -> list[object]:
    """What is stored, in the order of the standard."""
    stored = {row["subdomain"]: row["level"] for row in (await visitor.stored())["ratings"]}
    return [stored[code] for code in CODES if code in stored]


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_back_shows_each_earlier_question_with_its_answer_marked(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    for mark in "123":
        await visitor.tap("rate", mark)
    for mark, code in zip("321", CODES[2::-1], strict=True):
        await visitor.page.go_back()
        assert f"/q/{code}" in visitor.page.url
        assert await visitor.page.evaluate(CHOSEN) == [mark]
    await visitor.tap("rate", "5")
    assert await levels(visitor) == [5, 2, 3]


async def test_the_way_back_at_the_top_leads_to_the_answered_question(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    assert await visitor.page.locator("header .back").count() == 0
    await visitor.tap("rate", "4")
    await visitor.page.click("header .back")
    assert f"/q/{CODES[0]}" in visitor.page.url
    assert await visitor.page.evaluate(CHOSEN) == ["4"]


async def test_reload_sends_nothing(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    before = await visitor.stored()
    sent: list[str] = []
    visitor.page.on("request", lambda request: sent.append(request.method))
    await visitor.page.reload()
    await visitor.page.reload()
    assert set(sent) == {"GET"}
    assert await visitor.stored() == before


async def test_a_tap_on_a_page_that_has_just_been_made_changes_nothing(phones: Phones, slow_to_settle: str) -> None:
    visitor = await phones.take(slow_to_settle)
    await visitor.begin("full")
    question = await visitor.heading()
    await visitor.tap("rate", "3")
    assert (await visitor.stage(), await visitor.heading(), await visitor.notice()) == ("asking", question, "")
    assert await levels(visitor) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_a_stale_tap_hears_what_is_recorded(phones: Phones, address: str, wording: Wording, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("full")
    old = Phone(visitor.context, await visitor.context.new_page(), address)
    await old.open()
    await visitor.tap("rate", "2")
    await old.tap("rate", "5")
    said = phrase("refusal-recorded", subdomain=Phrase(CODES[0]), mark=phrase("mark-level", level="2"), changed_by="change")
    assert await old.notice() == wording.say(said, language)
    assert await levels(old) == [2]
    # What the sentence names is there, and leads to the question that was answered.
    await old.tap("open", "q.0")
    assert await old.page.evaluate(CHOSEN) == ["2"]


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_the_next_page_says_that_the_next_one_is_under_way_and_takes_it_back(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "2")
    question = await visitor.heading()
    for value, is_under_way in (("0+", True), ("0-", False)):
        await visitor.tap("next", value)
        assert await visitor.heading() == question
        (row,) = (await visitor.stored())["ratings"]
        assert (row["level"], row["under_way"]) == (2, is_under_way)


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_the_recorded_line_leads_to_the_question_and_to_its_evidence(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.tap("open", "q.0")
    assert "/q/0" in visitor.page.url
    await visitor.tap("rate", "4")
    await visitor.tap("evidence", CODES[0])
    assert await visitor.stage() == "naming_evidence"
    assert await levels(visitor) == [4]


@pytest.mark.long("test_every_kind.py, and the shorter tests of this file")
async def test_the_keys_0_to_5_answer_and_a_key_that_is_held_answers_once(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    for key in "05":
        async with visitor.page.expect_navigation():
            await visitor.page.keyboard.press(key)
    await visitor.page.keyboard.press("6")
    await visitor.page.keyboard.press("Control+3")
    await visitor.page.keyboard.down("3")
    await visitor.page.wait_for_url(f"**/q/{CODES[3]}**")
    await visitor.page.keyboard.down("3")  # the browser repeats it
    assert not await visitor.page.evaluate(SENT)
    await visitor.page.keyboard.up("3")
    assert await levels(visitor) == [0, 5, 3]


async def test_a_digit_typed_into_a_field_does_not_answer(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    await visitor.tap("excuse")
    await visitor.page.fill("#typed", "")
    await visitor.page.locator("#typed").press("3")
    assert await visitor.page.input_value("#typed") == "3"
    assert await visitor.stage() == "excusing"


async def test_two_quick_taps_send_one_answer(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    sent: list[Request] = []
    visitor.page.on("request", lambda request: sent.append(request) if request.method == "POST" else None)
    async with visitor.page.expect_navigation():
        await visitor.page.evaluate("document.querySelectorAll('[data-key=\"2\"]').forEach(it => { it.click(); it.click(); })")
    assert len(sent) == 1
    assert await visitor.notice() == ""
    assert await levels(visitor) == [2]


async def test_the_menu_closes_on_escape_and_on_a_tap_beside_it(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    menu, summary = visitor.page.locator(".menu nav"), visitor.page.locator(".menu summary")
    await summary.click()
    await visitor.page.keyboard.press("Escape")
    assert not await menu.is_visible()
    assert await summary.evaluate("it => it === document.activeElement")
    await summary.click()
    await visitor.page.mouse.click(5, 400)
    assert not await menu.is_visible()


async def test_without_a_connection_the_page_says_so_and_stays(phones: Phones, address: str, wording: Wording) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    said = visitor.page.locator("#offline")
    assert not await said.is_visible()
    await visitor.context.set_offline(True)
    await visitor.page.locator('[data-key="3"]').click()
    assert await said.inner_text() == wording.say(phrase("web-offline"), "zh")
    await visitor.context.set_offline(False)
    await said.wait_for(state="hidden")
    await visitor.tap("rate", "4")
    assert await levels(visitor) == [4]


@pytest.mark.parametrize("path", ["", "campaigns", "c", "standard", "no-such-page"])
async def test_without_a_connection_a_link_leaves_the_page_where_it_is(
    phones: Phones, address: str, path: str, wording: Wording
) -> None:
    visitor = await phones.take(address, scripts=True)
    await visitor.begin("full")
    await visitor.open(path)
    before = visitor.page.url
    await visitor.context.set_offline(True)
    await visitor.page.locator("main a[href]:not([href^='#']), nav a[href]:not([href^='#']), header a").first.evaluate(
        "it => it.click()"
    )
    said = visitor.page.locator("#offline")
    assert await said.inner_text() == wording.say(phrase("web-offline"), "zh")
    assert visitor.page.url == before
