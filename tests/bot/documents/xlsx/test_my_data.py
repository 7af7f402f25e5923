"""Everything stored about a person as a workbook: every table and column has words, and what was typed is never a formula."""

from __future__ import annotations

import io
import json
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from sqlmodel import SQLModel

from bot.documents.content.document_words import DocumentWords
from bot.documents.content.my_data import my_data
from bot.documents.xlsx.render import render_workbook
from bot.words.wording import Wording
from storage.tables import OF_RESPONDENTS, RespondentRow
from tests.bot.documents.dossiers import INSTITUTION, MIXED, STANDARD, made

FORMULA = '=HYPERLINK("http://x","y")'
LONG = 2**62 + 1


def row(table: type[SQLModel]) -> dict[str, Any]:
    """A row as the export has it: texts are formulas, whole numbers are longer than a spreadsheet can keep."""
    row: dict[str, Any] = {}
    for name, field in table.model_fields.items():
        known = str(field.annotation)
        if name == "respondent_id":
            continue
        if name in ("assessment", "star"):
            row[name] = 1
        elif name == "subdomain":
            row[name] = STANDARD.codes[0]
        elif "bool" in known:
            row[name] = True
        elif "int" in known:
            row[name] = LONG
        elif "date" in known:
            row[name] = str(datetime(2026, 11, 28, 9) if "datetime" in known else date(2026, 11, 28))
        else:
            row[name] = FORMULA
    return row


EXPORT = {"respondent": row(RespondentRow)} | {
    str(table.__tablename__): [row(table), row(table)] for table in reversed(OF_RESPONDENTS)
}


def opened(export: dict[str, Any], language: str, wording: Wording) -> openpyxl.Workbook:
    content = my_data(json.dumps(export), made(MIXED, language, INSTITUTION), DocumentWords(wording, language))
    return openpyxl.load_workbook(io.BytesIO(render_workbook(content)))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_table_and_column_has_words_and_its_key(language: str, wording: Wording) -> None:
    overview, *sheets = opened(EXPORT, language, wording).worksheets
    assert len(sheets) == len(EXPORT)
    for sheet, (name, table) in zip(sheets, EXPORT.items(), strict=True):
        first = table if isinstance(table, dict) else table[0]
        heads = [str(cell.value).split("\n") for cell in sheet[1]]
        assert [head[-1] for head in heads] == list(first), name
        assert all(len(head) == 2 and head[0] for head in heads), name
        assert sheet.title != name
        assert sheet.max_row == (2 if name == "respondent" else 3)
    assert overview.cell(2, 2).value == INSTITUTION
    assert all(cell.value is not None for cells in overview.iter_rows() for cell in cells)


def test_what_was_typed_is_text_and_long_numbers_keep_every_digit(wording: Wording) -> None:
    book = opened(EXPORT, "en", wording)
    cells = [cell for sheet in book.worksheets[1:] for cells in sheet.iter_rows(min_row=2) for cell in cells]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert {cell.value for cell in cells if "HYPERLINK" in str(cell.value)} == {f"'{FORMULA}"}
    assert any(cell.value == str(LONG) for cell in cells)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_empty_table_says_so(language: str, wording: Wording) -> None:
    empty = {name: table if isinstance(table, dict) else [] for name, table in EXPORT.items()}
    book = opened(empty, language, wording)
    for sheet in book.worksheets[2:]:
        assert [cell.value for cell in sheet[1]] == [DocumentWords(wording, language)("my-data-empty")]
