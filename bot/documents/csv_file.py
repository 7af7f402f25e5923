"""Writes a table as CSV that Excel opens as it is: UTF-8 with a mark at its beginning, and no cell becomes a formula."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8

from bot.documents.xlsx.cells import GUARD, RISKY, cell
from bot.documents.xlsx.workbook_content import Sheet, Value

# Some programs separate cells by semicolons or tabs: what follows one could be a formula too.
INSIDE = re.compile(rf"([;\t；]\s*)(?=[{re.escape(''.join(RISKY))}])")


def csv_of(sheet: Sheet) -> bytes:
    """Return a sheet as CSV: its heads and its rows. Days are written as 2026-11-29, an empty cell as nothing."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([_text(column.head) for column in sheet.columns])
    writer.writerows([_plain(value) for value in row] for row in sheet.rows)
    return BOM_UTF8 + written.getvalue().encode("utf-8", "replace")


def _plain(value: Value) -> str | int:
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value)
    return value if isinstance(value, int) else value.isoformat()


def _text(text: str) -> str:
    return INSIDE.sub(rf"\1{GUARD}", cell(text))
