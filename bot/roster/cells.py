"""Collects the cells of a sheet as text, as far as a preview needs them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.limits import CELL_CHARACTERS, COLUMNS, LINES
from flows.campaign.roster.table import Line

Value = str | int | float | bool | datetime.date | datetime.time | datetime.timedelta


class CellCollector:
    """Takes one row after another and keeps those that hold something."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._row = 0

    def take(self, values: Sequence[Value], columns_before: int = 0) -> bool:
        """Take the next row, whose first value is in the column `columns_before`; False if no more rows are needed.

        Raises RosterFileRefused if the row has more columns than a roster can have.
        """
        self._row += 1
        cells = [""] * columns_before + [_text(value)[:CELL_CHARACTERS] for value in values]
        while cells and not cells[-1]:
            cells.pop()
        if len(cells) > COLUMNS:
            raise RosterFileRefused(FileFault.too_wide)
        if cells:
            self._lines.append(Line(self._row, tuple(cells)))
        return len(self._lines) < LINES

    def lines(self) -> tuple[Line, ...]:
        """Return the lines so far."""
        return tuple(self._lines)


def _text(value: Value) -> str:
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float() if value.is_integer():
            return str(int(value))
        case datetime.datetime() if value.time() == datetime.time.min:
            return value.date().isoformat()
        case _:
            return str(value).strip()
