"""Looks for formulas in a CSV file: spreadsheets calculate them as soon as the file is opened.

A formula `=program|'arguments'!cell` asks another program for a value and may start it (DDE).
"""

from __future__ import annotations

import codecs
import csv
import io
import re

from bot.attachments.inside.budget import Budget, TooMuch
from bot.attachments.inside.contents import Inside

# Full-width characters begin a formula in Chinese and Japanese editions too.
BEGINS = "=+\\-@＝＋－＠"
# The name of a program is in ASCII, and a cell or an item comes after the "!".
PROGRAM = re.compile(rf"[\s']*[{BEGINS}].*[A-Za-z0-9_.]['\s]*\|.*!\s*['\w$]", re.DOTALL)
# A number with a sign or a telephone number calls no function, and so is not counted.
FORMULA = re.compile(rf"\s*(?:[=＝]|[{BEGINS}].*[A-Za-z_.]\()", re.DOTALL)
# Without one of these no cell can be either, and most files need not be read cell by cell.
ANYWHERE = re.compile(r"[=＝|]|[A-Za-z_.]\(")
SEPARATORS = (",", ";", "\t")
CELL_CHARACTERS = 1 << 20


def look_into_csv(data: bytes, budget: Budget) -> frozenset[Inside]:
    """Return what is found in a CSV file."""
    found: set[Inside] = set()
    csv.field_size_limit(CELL_CHARACTERS)
    try:
        budget.spend(len(data))
        text = _decoded(data)
        for separator in SEPARATORS if ANYWHERE.search(text) else ():
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
                found.update(inside for cell in row if (inside := _of(cell)) is not None)
    except (csv.Error, TooMuch):
        found.add(Inside.unread)
    return frozenset(found)


def _of(cell: str) -> Inside | None:
    if cell[:1].isalnum():
        return None
    if PROGRAM.match(cell):
        return Inside.programs
    return Inside.formulas if FORMULA.match(cell) else None


def _decoded(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030", "replace")
