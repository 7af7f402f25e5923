"""What a person can take home of what is stored about them: one JSON file, and a workbook that holds the same."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from aiohttp import ClientSession

from bot.documents.kinds import MEDIA_TYPES, DocumentKind
from bot.documents.renderer import DocumentFailed, Renderer
from bot.words.wording import Wording
from tests.people.visitor import asked_for_a_reason, field, page, post

REASON = "=1+1"


async def workbook(client: ClientSession) -> openpyxl.Workbook:
    async with client.get("/mydata.xlsx") as response:
        assert response.content_type == MEDIA_TYPES[DocumentKind.workbook]
        assert "xingjie-mydata.xlsx" in response.headers["Content-Disposition"]
        return openpyxl.load_workbook(io.BytesIO(await response.read()))


async def test_the_workbook_holds_every_key_and_value_of_the_json(client: ClientSession) -> None:
    asked = await asked_for_a_reason(client)
    await post(client, asked, typed=REASON, turn=field(asked, "turn"))
    async with client.get("/mydata") as response:
        export: dict[str, Any] = await response.json()
    _, *sheets = (await workbook(client)).worksheets
    for sheet, (name, table) in zip(sheets, export.items(), strict=True):
        rows = [table] if isinstance(table, dict) else table
        heads = [str(cell.value).split("\n")[-1] for cell in sheet[1]]
        assert not rows or heads == list(rows[0]), name
        assert sheet.max_row == 1 + len(rows)
        for at, row in enumerate(rows, 2):
            for cell, value in zip(sheet[at], row.values(), strict=True):
                assert cell.value == shown(value) or str(cell.value).startswith(f"{value}\n"), (name, cell.value, value)
    assert any(cell.value == f"'{REASON}" for sheet in sheets for cells in sheet.iter_rows() for cell in cells)


def shown(value: object) -> object:
    """How a cell shows a value of the export, to somebody who reads English."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value == REASON:
        return f"'{REASON}"
    if isinstance(value, int) and abs(value) < 10**15:
        return value
    return None if value is None else str(value)


async def test_the_page_leads_to_both_files(client: ClientSession) -> None:
    await asked_for_a_reason(client)
    for path in ("/v/privacy", "/v/help"):
        html = await page(client, path)
        assert 'href="../mydata"' in html
        assert 'href="../mydata.xlsx"' in html


async def test_a_stranger_gets_a_page_that_says_that_nothing_is_stored(client: ClientSession) -> None:
    async with client.get("/mydata.xlsx") as response:
        assert response.content_type == "text/html"


async def test_a_workbook_that_cannot_be_made_is_a_page_that_says_why(
    client: ClientSession, renderer: Renderer, wording: Wording, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refuse(*_: object) -> bytes:
        raise DocumentFailed

    await asked_for_a_reason(client)
    monkeypatch.setattr(renderer, "make_my_data", refuse)
    said = {wording.say(DocumentFailed().why, language) for language in wording.languages}
    html = await page(client, "/mydata.xlsx")
    assert any(words in html for words in said)
