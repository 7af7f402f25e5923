"""The content of a workbook as plain values, which can pass to another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in characters, and whether its cells offer the states of a step."""

    head: str
    width: int
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. Its first `frozen` columns stay in view."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 2


@dataclass(frozen=True, slots=True)
class RadarAxis:
    """One domain of the radar: how far it reaches as claimed and with work under way (0..5), and how much is met."""

    name: str
    reach: float
    under_way: float
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sheet: facts with their labels, the radar's heads, axes and title, and the small print."""

    name: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    axes: tuple[RadarAxis, ...]
    radar: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """A whole workbook. `states` are the states of a step in words."""

    title: str
    made_on: date
    summary: Summary
    sheets: tuple[Sheet, ...]
    states: tuple[str, ...]
