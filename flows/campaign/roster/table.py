"""Holds the cells of one sheet as text, before anybody has said what its columns mean."""

from __future__ import annotations

from msgspec import Struct

LETTERS = 26


class Line(Struct, frozen=True):
    """One row that is not empty: its number in the sheet, from 1, and the text of its cells from column A on."""

    number: int
    cells: tuple[str, ...]

    def at(self, column: int) -> str:
        """Return the text in a column, counted from 0; "" beyond the last cell."""
        return self.cells[column] if column < len(self.cells) else ""


class MergedRange(Struct, frozen=True):
    """Cells that were merged into one: rows from 1, columns from 0, both ends included. The first cell has the text."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Table(Struct, frozen=True):
    """The first sheet of a file that is not empty. `sheet` is its name, "" for a text file; `other_sheets` were not read.

    `without_result` names the cells whose formula has no stored result. Their text is not known.
    """

    sheet: str
    lines: tuple[Line, ...]
    merged: tuple[MergedRange, ...] = ()
    without_result: frozenset[str] = frozenset()
    other_sheets: tuple[str, ...] = ()


def cell_name(row: int, column: int) -> str:
    """Return what spreadsheet programs call a cell: row 7, column 27 (from 0) is "AB7"."""
    return f"{column_name(column)}{row}"


def column_name(column: int) -> str:
    """Return the letters of a column that is counted from 0: 0 is "A", 26 is "AA"."""
    before, letter = divmod(column, LETTERS)
    return (column_name(before - 1) if before else "") + chr(ord("A") + letter)
