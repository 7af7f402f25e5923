"""What a workbook holds, as plain values that can be handed to another process."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its head, its width in characters, and whether its cells are a step's state to choose."""

    head: str
    width: int
    is_state: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table; `frozen` columns stay in view at its left."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    frozen: int = 2


@dataclass(frozen=True, slots=True)
class RadarAxis:
    """One domain of the radar: its name, how far it reaches as claimed and with what is under way (0..5), met of required."""

    name: str
    reach: float
    under_way: float
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The first sheet: facts with their labels, the radar's heads, spokes and title, and the small print."""

    name: str
    facts: tuple[tuple[str, str], ...]
    heads: tuple[str, ...]
    axes: tuple[RadarAxis, ...]
    radar: str
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WorkbookContent:
    """A whole workbook; `states` are what a step's state can be, in words."""

    title: str
    made_on: date
    summary: Summary
    sheets: tuple[Sheet, ...]
    states: tuple[str, ...]
