"""Evidence and documents in a browser: days in fields, errors beside them, files with names, and captions that say what each is."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.words.wording import Wording
from flows.dialogue import phrase
from flows.standard.loader import shipped
from tests.people.page_run import always, finished
from tests.people.phone import Phone, Phones

pytestmark = pytest.mark.asyncio(loop_scope="session")
CODES = shipped().codes
BETWEEN = "([upper, lower]) => lower.getBoundingClientRect().top - upper.getBoundingClientRect().bottom"


async def submit(visitor: Phone, button: str) -> None:
    """Click a button of a form of its own."""
    async with visitor.page.expect_navigation():
        await visitor.page.locator(button).first.click()


async def asked_for_days(visitor: Phone) -> None:
    """Answer the first question with rung 3 and name its evidence; the page that asks for its days."""
    await visitor.begin("full")
    await visitor.rate("3")
    await visitor.tap("evidence", CODES[0])
    await visitor.page.fill("#typed", "Strategy 2026")
    await submit(visitor, "button.does-attach")
    assert await visitor.stage() == "dating"


@pytest.mark.long("test_every_kind.py, and the same without a browser")
async def test_the_day_on_a_document_does_not_make_its_evidence_expire(phones: Phones, address: str) -> None:
    """A document of long ago that is still used: its day has a field of its own."""
    visitor = await phones.take(address, "zh")
    await asked_for_days(visitor)
    fields = visitor.page.locator("input[type=date]")
    assert [await it.get_attribute("id") for it in await fields.all()] == ["field-in_force", "field-last_used"]
    today = date.today()
    await fields.nth(0).fill((today - timedelta(days=1000)).isoformat())
    await submit(visitor, "button[form=fill]")
    refused = visitor.page.locator("[aria-invalid=true]")
    assert await refused.get_attribute("id") == "field-last_used", "only now it is asked for"
    await refused.fill((today - timedelta(days=30)).isoformat())
    await submit(visitor, "button[form=fill]")
    assert await visitor.stage() == "asking"
    (row,) = (await visitor.stored())["evidence"]
    assert (row["in_force"], row["last_used"]) == tuple(str(today - timedelta(days=days)) for days in (1000, 30))


@pytest.mark.long("test_every_kind.py, and the same without a browser")
async def test_an_error_is_told_beside_its_field_and_in_the_title(phones: Phones, address: str, wording: Wording) -> None:
    visitor = await phones.take(address, "en")
    await asked_for_days(visitor)
    await submit(visitor, "button[form=fill]")
    field = visitor.page.locator("[aria-invalid=true]")
    assert await field.count() == 1
    error = visitor.page.locator(f"#{await field.get_attribute('aria-describedby')}".split(" ")[0])
    assert await error.is_visible()
    told = [await it.element_handle() for it in (error, field)]
    assert 0 <= await visitor.page.evaluate(BETWEEN, told) < 16
    assert (await visitor.page.title()).startswith(wording.say(phrase("web-error-title"), "en").strip())


@pytest.mark.long("test_every_kind.py, and the same without a browser")
async def test_a_document_is_called_by_institution_kind_and_day_and_says_what_it_is_for(
    phones: Phones, address: str, wording: Wording
) -> None:
    visitor = await phones.take(address, "zh")
    await finished(visitor, always("2"))
    await visitor.tap("call")
    await visitor.send("Yunhe")
    names = set[str]()
    for kind in ("report", "workbook"):
        await visitor.page.evaluate("document.querySelectorAll('details').forEach(it => { it.open = true; })")
        row = visitor.page.locator(f".rows a[href$='document/{kind}']")
        assert wording.say(phrase(f"document-caption-{kind}"), "zh") in await row.inner_text()
        async with visitor.page.expect_download() as coming:
            await row.click()
        saved = await coming.value
        names.add(saved.suggested_filename)
        kind_name = wording.say(phrase(f"document-file-{kind}"), "zh")
        assert saved.suggested_filename.startswith(f"Yunhe-{kind_name}-20")
        if kind == "workbook":
            sheet = load_workbook(BytesIO(await asyncio.to_thread((await saved.path()).read_bytes))).worksheets[0]
            first = [str(cell.value) for row in sheet.iter_rows(max_row=12) for cell in row if cell.value is not None]
            assert not [it for it in first if len(it) == 64], "a hash is nothing to begin with"
    assert len(names) == 2
