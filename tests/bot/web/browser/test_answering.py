"""Answers at phone size by tap, by key and by typing, old pages, names and files, without JavaScript."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.standard.loader import shipped
from tests.people.languages import LANGUAGES
from tests.people.phone import TAP_AT_LEAST, Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
STANDARD = shipped()
# What no page of ours has: pictures, and scripts other than our own file.
STRANGE = "document.images.length + [...document.scripts].filter(it => !it.src.includes('/static/xingjie.js')).length"


@pytest.mark.long("test_question_page.py")
async def test_an_answer_by_keys_alone(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    focus = visitor.page.locator(":focus")
    for _ in range(40):
        await visitor.page.keyboard.press("Tab")
        if (await focus.get_attribute("value") or "").endswith("|rate|3"):
            break
    assert await focus.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    async with visitor.page.expect_navigation():
        await visitor.page.keyboard.press("Space")
    assert [row["level"] for row in (await visitor.stored())["ratings"]] == [3]


async def asked_for_a_reason(visitor: Phone) -> None:
    """Begin a full run and say that its first question does not apply."""
    await visitor.begin("full")
    await visitor.tap("excuse")


@pytest.mark.long("test_question_page.py")
async def test_a_line_typed_on_an_old_page_is_not_taken_for_a_new_one(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await asked_for_a_reason(visitor)
    old = Phone(visitor.context, await visitor.context.new_page(), address)
    await old.open()
    await visitor.send("no advisers")
    await old.send("no strategy")
    assert await old.notice()
    assert [row["not_applicable"] for row in (await visitor.stored())["ratings"]] == ["no advisers"]


@pytest.mark.long("test_question_page.py")
async def test_typed_text_is_shown_as_text_and_never_run(phones: Phones, address: str) -> None:
    visitor = await phones.take(address, scripts=True)
    await asked_for_a_reason(visitor)
    hostile = '"><script>document.title="run"</script><img src=x onerror=alert(1)>'
    await visitor.send(hostile * 4)
    assert await visitor.notice()
    assert await visitor.page.input_value("#typed") == hostile * 4
    assert await visitor.page.evaluate(STRANGE) == 0
    await visitor.send(hostile)
    assert await visitor.notice() == ""
    assert hostile in [row["not_applicable"] for row in (await visitor.stored())["ratings"]]
    await visitor.tap("review")
    assert await visitor.page.evaluate(STRANGE) == 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.long("test_question_page.py")
async def test_the_institution_is_named_and_the_longest_name_fits(phones: Phones, address: str, language: str) -> None:
    visitor = await phones.take(address, language)
    await visitor.begin("quick")
    await visitor.tap("rate", "0")
    await visitor.tap("verdict")
    for name in ("🏢", "W" * 201, "W" * 200, "喆堃垚㛃𬭎" * 40):
        if await visitor.stage() == "finished":
            await visitor.tap("call")
        await visitor.send(name)
        assert await visitor.notice()
        assert await visitor.fits()
        assert await visitor.stage() == ("finished" if len(name) == 200 else "naming")
    await visitor.tap("call")
    assert await visitor.fits()
    await visitor.tap("unname")
    assert await visitor.notice()
    assert (await visitor.stored())["institutions"] == []


@pytest.mark.long("test_question_page.py")
async def test_a_file_is_attached_as_evidence_and_downloaded_again(phones: Phones, address: str, tmp_path: Path) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.tap("evidence", STANDARD.codes[0])
    file = tmp_path / "战略决策制度.pdf"
    file.write_bytes(b"%PDF-1.7\n" + b"x" * 300_000)
    await visitor.page.set_input_files("#file", str(file))
    box = await visitor.page.locator("#file").bounding_box()
    assert box
    assert box["height"] >= TAP_AT_LEAST
    async with visitor.page.expect_navigation():
        await visitor.page.click("button.does-attach")
    assert (await visitor.stage(), await visitor.fits()) == ("dating", True)
    async with visitor.page.expect_download() as download:
        await visitor.page.click("a[download]")
    had = await download.value
    assert had.suggested_filename == file.name
    await had.save_as(tmp_path / "had.pdf")
    assert (tmp_path / "had.pdf").read_bytes() == file.read_bytes()
    await visitor.page.fill("#field-last_used", "2026-01-15")
    async with visitor.page.expect_navigation():
        await visitor.page.click("button[form=fill]")
    assert await visitor.stage() == "asking"
    assert [row["what"] for row in (await visitor.stored())["evidence"]] == [file.name]


@pytest.mark.long("test_question_page.py")
async def test_the_language_changes_in_the_middle_of_a_question(phones: Phones, address: str) -> None:
    visitor = await phones.take(address)
    await visitor.begin("full")
    await visitor.tap("rate", "3")
    await visitor.open("command?name=language")
    await visitor.tap("speak", "en")
    assert await visitor.page.locator("html").get_attribute("lang") == "en"
    assert await visitor.stage() == "asking"
    assert len((await visitor.stored())["ratings"]) == 1
