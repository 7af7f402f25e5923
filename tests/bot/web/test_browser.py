"""The page in a real browser at phone size: whole interviews without JavaScript, by tap, by key and by typing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser

from bot.wording import Wording
from flows.assessment.order import Mode, order
from flows.assessment.rating import Lens, Ratings, rating_of
from flows.assessment.scorecard import scorecard, star_range
from flows.dialogue import phrase
from flows.interview.result import stars_of
from flows.standard.loader import shipped
from tests.bot.web.conftest import LOCALES, Phone, phone

STANDARD = shipped()
LANGUAGES = tuple(LOCALES)
TAP_AT_LEAST = 44
CONTRAST_AT_LEAST = 4.5
# Of every visible element with words of its own: the words, and the contrast of its colour with what lies behind it.
CONTRASTS = """() => {
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const light = rgb => {
    const [r, g, b] = rgb.map(v => v / 255).map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const found = numbers(getComputedStyle(at).backgroundColor);
      if (found.length < 4 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll("body, body *")]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.checkVisibility())
    .map(e => {
      const pair = [light(numbers(getComputedStyle(e).color).slice(0, 3)), light(behind(e))].sort((a, b) => b - a);
      return [e.textContent.trim().slice(0, 40), (pair[0] + 0.05) / (pair[1] + 0.05)];
    });
}"""
SIZES = """() => [...document.querySelectorAll("button:not(.inline), .menu a, summary, .brand, input[type=text]")]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent.trim().slice(0, 40), e.getBoundingClientRect().width, e.getBoundingClientRect().height])"""
LEVELS = """() => [...document.querySelectorAll("h1, h2, h3, h4")].map(e => Number(e.tagName[1]))"""


async def answer(phone: Phone, marks: dict[str, str], codes: tuple[str, ...]) -> Ratings:
    """Tap these marks until the run's questions end; what was answered."""
    given: dict[str, str] = {}
    while (stage := await phone.stage()) in ("asking", "checkpoint"):
        assert await phone.fits(), f"{stage} after {len(given)} answers"
        if stage == "checkpoint":
            await phone.tap("go_on")
        else:
            code = codes[len(given)]
            given[code] = marks[code]
            await phone.tap("rate", marks[code])
    return {code: rating_of(mark) for code, mark in given.items()}


async def stored(phone: Phone) -> dict[str, Any]:
    """Everything that the application has of this person."""
    response = await phone.context.request.get(phone.address + "mydata")
    found = json.loads(await response.text())
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_whole_full_run(browser: Browser, address: str, wording: Wording, language: str) -> None:
    she = await phone(browser, address, language)
    await she.open()
    assert await she.page.locator("html").get_attribute("lang") == {"zh": "zh-Hans", "en": "en"}[language]
    assert await she.context.cookies() == []
    await she.tap("consent")
    assert [cookie["httpOnly"] for cookie in await she.context.cookies()] == [True]
    await she.tap("begin", "full")
    marks = {code: ("2", "3", "2+", "4", "5", "1+")[index % 6] for index, code in enumerate(STANDARD.codes)}
    given = await answer(she, marks, order(STANDARD, Mode.full))
    assert len(given) == 27
    assert await she.stage() == "finished"
    assert await she.heading() == wording.say(stars_of(scorecard(STANDARD, given).claimed), language)
    assert {row["subdomain"]: row["level"] for row in (await stored(she))["ratings"]} == {
        code: rating.level for code, rating in given.items()
    }
    await she.tap("open", "steps.0")
    assert await she.stage() == "steps"
    assert await she.fits()
    await she.open()
    await she.tap("open", "goals")
    for trigger, value, stage in (
        ("plan", "5", "reminding"), ("remind", "on", "planning"), ("open", "if.0.0", "if"), ("open", "if.0.1", "if"),
        ("open", "plan", "planning"), ("open", "task.1", "task"), ("assign", "1", "assigning"), ("cancel", "", "building"),
        ("done", "1", "asking"), ("rate", "5", "proving"), ("leave", "", "planning"), ("leave", "", "finished"), ("open", "recheck", "recheck"),
        ("recheck", "", "confirming"), ("walk", "", "asking"), ("same", "", "asking"),
    ):  # fmt: skip
        await she.tap(trigger, value)
        assert await she.stage() == stage
        assert await she.fits(), stage
    await she.open("command?name=history")
    assert await she.page.locator("svg circle").count() == 1
    assert await she.fits()


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_whole_quick_run(browser: Browser, address: str, wording: Wording, language: str) -> None:
    she = await phone(browser, address, language)
    await she.begin("quick")
    codes = order(STANDARD, Mode.quick)
    marks = {code: "2" if index < 17 else "1+" for index, code in enumerate(codes)}
    given = await answer(she, marks, codes)
    assert await she.stage() == "deciding"
    assert star_range(STANDARD, given, Lens.claimed).decided
    assert len(given) < 27
    await she.tap("verdict")
    assert await she.heading() == wording.say(stars_of(scorecard(STANDARD, given).claimed), language)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("language", LANGUAGES)
async def test_every_view_fits_can_be_read_and_tapped(browser: Browser, address: str, language: str, dark: bool) -> None:
    she = await phone(browser, address, language, dark)

    async def holds() -> None:
        where = she.page.url
        assert await she.fits(), where
        for words, contrast in await she.page.evaluate(CONTRASTS):
            assert contrast >= CONTRAST_AT_LEAST, (where, words, contrast)
        for words, width, height in await she.page.evaluate(SIZES):
            assert min(width, height) >= TAP_AT_LEAST, (where, words, width, height)
        levels = await she.page.evaluate(LEVELS)
        assert levels[0] == 1
        assert set(levels[1:]) <= {2}

    await she.open()
    await holds()
    await she.tap("consent")
    await holds()
    await she.tap("begin", "full")
    await holds()
    await she.tap("open", "explain")
    await holds()
    await she.tap("show")
    await she.send("hello")
    assert await she.notice()
    await holds()
    await she.tap("rate", "2+")
    await she.tap("back")
    await holds()
    await she.tap("review")
    await holds()
    await she.tap("open", f"answers.{STANDARD.domains[0].code}")
    await holds()
    for path in ("result", "help", "privacy", "about", "standard", "language", "restart", "forget"):
        await she.open(f"command?name={path}")
        await she.page.locator("summary").click()
        await holds()
    await she.open("nowhere")
    await holds()


async def test_six_marks_and_five_stand_in_one_row_each(browser: Browser, address: str) -> None:
    she = await phone(browser, address, "en")
    await she.begin("full")
    buttons = await she.buttons()
    for row in (("0", "1", "2", "3", "4", "5"), ("0+", "1+", "2+", "3+", "4+")):
        boxes = [await buttons["rate", mark].bounding_box() for mark in row]
        assert len({box["y"] for box in boxes if box}) == 1
        for mark in row:
            described = await buttons["rate", mark].get_attribute("aria-describedby")
            assert await she.page.locator(f"#{described}").is_visible()


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
    assert [row["level"] for row in (await stored(she))["ratings"]] == [3]


@pytest.mark.parametrize(("typed", "level", "under_way"), [("3", 3, False), (" ３＋ ", 3, True), ("0⁺", 0, True)])
async def test_a_typed_number_answers(browser: Browser, address: str, typed: str, level: int, under_way: bool) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.send(typed)
    assert await she.notice() == ""
    assert [(row["level"], row["under_way"]) for row in (await stored(she))["ratings"]] == [(level, under_way)]


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
    assert [row["level"] for row in (await stored(she))["ratings"]] == [3]
    await old.tap("rate", "4")
    assert sorted(row["level"] for row in (await stored(she))["ratings"]) == [3, 4]


async def test_a_line_typed_under_an_old_question_is_not_taken_for_the_new_one(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    old = Phone(she.context, await she.context.new_page(), address)
    await old.open()
    await she.tap("rate", "3")
    await old.send("5")
    assert await old.notice()
    assert [row["level"] for row in (await stored(she))["ratings"]] == [3]


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
    assert [row["level"] for row in (await stored(she))["ratings"]] == [3]


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
    assert hostile in [row["not_applicable"] for row in (await stored(she))["ratings"]]
    await she.tap("review")
    assert await she.page.evaluate("document.scripts.length + document.images.length") == 0


@pytest.mark.parametrize("language", LANGUAGES)
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
    assert (await stored(she))["organisations"] == []


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
    assert [row["what"] for row in (await stored(she))["evidence"]] == [file.name]


async def test_the_language_changes_in_the_middle_of_a_question(browser: Browser, address: str) -> None:
    she = await phone(browser, address)
    await she.begin("full")
    await she.tap("rate", "3")
    await she.open("command?name=language")
    await she.tap("speak", "en")
    assert await she.page.locator("html").get_attribute("lang") == "en"
    assert await she.stage() == "asking"
    assert len((await stored(she))["ratings"]) == 1
