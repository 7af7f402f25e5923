"""Tables as CSV: Excel reads their characters, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from bot.documents.csv_file import csv_of
from bot.documents.xlsx.cells import RISKY
from bot.documents.xlsx.workbook_content import Column, Sheet


def read(file: bytes, separator: str = ",") -> list[list[str]]:
    assert file.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=separator))


def sheet(*cells: str | int | date | None) -> Sheet:
    return Sheet("x", tuple(Column(f"=head {place}", 10) for place in range(len(cells))), (cells,))


def test_texts_numbers_days_and_empty_cells_are_kept() -> None:
    heads, row = read(csv_of(sheet('café, "quoted"\nline', 7, date(2026, 11, 29), None)))
    assert heads == [f"'=head {place}" for place in range(4)]
    assert row == ['café, "quoted"\nline', "7", "2026-11-29", ""]


@pytest.mark.parametrize("sign", ["=1+1", "+1", "-1", "@x", "＝1", "\t=1", " =1", "\r=1"])
def test_no_cell_becomes_a_formula_however_a_program_separates_cells(sign: str) -> None:
    for text in (sign, f"a;{sign}", f"a\t{sign}", f"a； {sign}"):
        file = csv_of(sheet(text))
        for separator in ",;\t":
            cells = [cell.lstrip(" ") for row in read(file, separator) for cell in row]
            assert not [cell for cell in cells if cell.startswith(RISKY)]
