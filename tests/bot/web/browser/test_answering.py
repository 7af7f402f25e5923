"""Answers at phone size by tap, by key and by typing, old pages, names and files, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import Browser

from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.bot.web.browser.phone import LOCALES, TAP_AT_LEAST, Phone, phone

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()


async def test_an_answer_by_keys_alone(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    focus = she.page.locator(":focus")
    for _ in range(40):
        await she.page.keyboard.press("Tab")
        if (await focus.get_attribute("value") or "").endswith("|rate|3"):
            break
    assert await focus.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    async with she.page.expect_navigation():
        await she.page.keyboard.press("Space")
    assert [row["level"] for row in (await she.stored())["ratings"]] == [3]


@pytest.mark.parametrize(("typed", "level", "under_way"), [("3", 3, False), (" ３＋ ", 3, True), ("0⁺", 0, True)])
async def test_a_typed_number_answers(browser: Browser, address: str, typed: str, level: int, under_way: bool) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.send(typed)
    assert await she.notice() == ""
    assert [(row["level"], row["under_way"]) for row in (await she.stored())["ratings"]] == [(level, under_way)]


async def test_a_stale_button_says_so_and_changes_nothing(browser: Browser, address: str, wording: Wording) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    old = Phone(she.context, await she.context.new_page(), address)
    await old.open()
    await she.tap("rate", "3")
    question = await she.heading()
    await old.tap("rate", "5")
    assert await old.notice() == wording.say(phrase("refusal-stale"), "zh")
    assert await old.heading() == question
    assert [row["level"] for row in (await she.stored())["ratings"]] == [3]
    await old.tap("rate", "4")
    assert sorted(row["level"] for row in (await she.stored())["ratings"]) == [3, 4]


async def test_a_line_typed_under_an_old_question_is_not_taken_for_the_new_one(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    old = Phone(she.context, await she.context.new_page(), address)
    await old.open()
    await she.tap("rate", "3")
    await old.send("5")
    assert await old.notice()
    assert [row["level"] for row in (await she.stored())["ratings"]] == [3]


async def test_the_back_button_never_answers_twice(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.tap("open", "explain")
    await she.tap("show")
    await she.tap("rate", "3")
    question = await she.heading()
    await she.page.go_back()
    assert await she.page.locator("main").is_visible()
    if await she.heading() != question:
        await she.open()
    assert await she.heading() == question
    assert [row["level"] for row in (await she.stored())["ratings"]] == [3]


async def test_what_was_typed_is_shown_as_text_and_never_run(browser: Browser, address: str) -> None:
    she = await phone(browser, address, scripts=True)
    await she.begin("full")
    while ("excuse", "") not in await she.buttons():
        await she.tap(
            "go_on" if await she.stage() == "checkpoint" else "rate", "" if await she.stage() == "checkpoint" else "2"
        )
    await she.tap("excuse")
    hostile = '"><script>document.title="run"</script><img src=x onerror=alert(1)>'
    await she.send(hostile * 4)
    assert await she.notice()
    assert await she.page.input_value("#typed") == hostile * 4
    assert await she.page.evaluate("document.scripts.length + document.images.length") == 0
    await she.send(hostile)
    assert await she.notice() == ""
    assert hostile in [row["not_applicable"] for row in (await she.stored())["ratings"]]
    await she.tap("review")
    assert await she.page.evaluate("document.scripts.length + document.images.length") == 0


@pytest.mark.parametrize("language", list(LOCALES))
async def test_the_institution_is_named_and_the_longest_name_fits(browser: Browser, address: str, language: str) -> None:
    she = await phone(browser, address, language)
    await she.begin("quick")
    await she.tap("rate", "0")
    await she.tap("verdict")
    for name in ("🏢", "W" * 201, "W" * 200, "喆堃垚㛃𬭎" * 40):
        if await she.stage() == "finished":
            await she.tap("call")
        await she.send(name)
        assert await she.notice()
        assert await she.fits()
        assert await she.stage() == ("finished" if len(name) == 200 else "naming")
    await she.tap("call")
    assert await she.fits()
    await she.tap("unname")
    assert await she.notice()
    assert (await she.stored())["organisations"] == []


async def test_a_file_is_attached_as_proof_and_had_back(browser: Browser, address: str, tmp_path: Path) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.tap("rate", "3")
    await she.tap("prove", STANDARD.codes[0])
    file = tmp_path / "战略决策制度.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"x" * 300_000)
    await she.page.set_input_files("#file", str(file))
    box = await she.page.locator("#file").bounding_box()
    assert box
    assert box["height"] >= TAP_AT_LEAST
    async with she.page.expect_navigation():
        await she.page.click("button.does-attach")
    assert (await she.stage(), await she.fits()) == ("dating", True)
    async with she.page.expect_download() as download:
        await she.page.click("a[download]")
    had = await download.value
    assert had.suggested_filename == file.name
    await had.save_as(tmp_path / "had.pdf")
    assert (tmp_path / "had.pdf").read_bytes() == file.read_bytes()
    await she.send("2026-01-15")
    assert await she.stage() == "asking"
    assert [row["what"] for row in (await she.stored())["evidence"]] == [file.name]


async def test_the_language_changes_in_the_middle_of_a_question(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.tap("rate", "3")
    await she.open("command?name=language")
    await she.tap("speak", "en")
    assert await she.page.locator("html").get_attribute("lang") == "en"
    assert await she.stage() == "asking"
    assert len((await she.stored())["ratings"]) == 1
