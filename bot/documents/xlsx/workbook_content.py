"""The content of a workbook as plain values, which can pass to another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in characters, whether its cells are a step's state to choose, or its due date."""

    head: str
    width: int
    is_state: bool = False
    is_due: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Its first `frozen` columns stay in view."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 2


@dataclass(frozen=True, slots=True)
class RadarAxis:
    """One domain: its name, the star that it reaches alone, met of required, and what is drawn: how far it reaches (0..5)."""

    name: str
    star: int
    reach: float
    under_way: float
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sheet: facts with their labels, the table of the domains, what is drawn of them, and the small print.

    `heads` are those of the table, `drawn_heads` those of the drawing's numbers, `radar` is the drawing's title.
    """

    name: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    drawn_heads: tuple[str, ...]
    axes: tuple[RadarAxis, ...]
    radar: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """A whole workbook. `summary` is its first sheet, if it has one; `states` are the states of a step in words."""

    title: str
    made_on: date
    summary: Summary | None
    sheets: tuple[Sheet, ...]
    states: tuple[str, ...]
