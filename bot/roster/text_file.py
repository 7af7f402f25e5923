"""Reads the cells of a text file (CSV), in the encodings that spreadsheet programs write on the mainland."""

from __future__ import annotations

import codecs
import csv
import io

from bot.attachments.formats.plain import CONTROLS
from bot.roster.cells import CellCollector
from bot.roster.faults import FileFault, RosterFileRefused
from flows.campaign.roster.table import Table

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# GB 18030 last: nearly every file of bytes can be read as it.
ENCODINGS = ("utf-8", "gb18030")
SEPARATORS = ",;\t"


def read_text_file(data: bytes) -> Table:
    """Return the lines of a text file. Raises RosterFileRefused if it is not text, or not in UTF-8, UTF-16 or GB 18030."""
    text = _decoded(data)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    collector = CellCollector()
    try:
        for row in rows:
            # A quoted cell may hold line breaks; a spreadsheet program counts rows all the same.
            if not collector.take(row):
                break
    except csv.Error as error:
        raise RosterFileRefused(FileFault.damaged) from error
    return Table("", collector.lines())


def _decoded(data: bytes) -> str:
    for encoding in [encoding for mark, encoding in MARKS if data.startswith(mark)] or ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if CONTROLS.search(text):
            raise RosterFileRefused(FileFault.not_a_table)
        return text
    raise RosterFileRefused(FileFault.unknown_letters)


def _separator(text: str) -> str:
    """Return the separator that occurs most in the first line that has any."""
    first = next((line for line in text.splitlines() if any(mark in line for mark in SEPARATORS)), "")
    return max(SEPARATORS, key=first.count)
