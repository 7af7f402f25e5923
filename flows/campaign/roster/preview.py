"""Turns a sheet into the rows of a roster, with every problem by its cell. A roster is taken whole or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from enum import StrEnum
from string import ascii_uppercase

from msgspec import Struct

from flows.campaign.roster.columns import Column, Columns, ignored_columns
from flows.campaign.roster.names import normalised
from flows.campaign.roster.sensitive import Sensitive, sensitive
from flows.campaign.roster.table import Line, Table, cell_name, column_name
from flows.typed_text import has_words, one_line

ROWS_AT_MOST = 5_000
TEXT_AT_MOST = 200
# What spreadsheet programs show for a formula that could not be calculated.
ERROR_VALUES = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})


class RosterRow(Struct, frozen=True):
    """One institution: its row in the sheet, and what the roster says of it; "" if nothing."""

    row: int
    name: str
    district: str = ""
    contact: str = ""
    note: str = ""


class ProblemKind(StrEnum):
    """What can be wrong with a cell, a column or a sheet."""

    no_rows = "no_rows"
    too_many_rows = "too_many_rows"
    name_missing = "name_missing"
    name_without_words = "name_without_words"
    name_merged = "name_merged"
    too_long = "too_long"
    error_value = "error_value"
    without_result = "without_result"
    phone_numbers = "phone_numbers"
    identity_numbers = "identity_numbers"


class Problem(Struct, frozen=True):
    """Why the roster cannot be taken: a cell ("B7"), a column ("B") or "" for the sheet; `value` is what it holds."""

    kind: ProblemKind
    place: str = ""
    value: str = ""


class Preview(Struct, frozen=True):
    """What an import would bring.

    `same_names` holds the groups of rows whose names differ in writing only: the officer decides. `ignored` names the columns
    that are not taken, each by its letters and its head. `cleaned` names the cells that had invisible characters.
    """

    rows: tuple[RosterRow, ...]
    problems: tuple[Problem, ...]
    same_names: tuple[tuple[RosterRow, ...], ...]
    ignored: tuple[tuple[str, str], ...]
    cleaned: tuple[str, ...]


class RosterRefused(Exception):
    """A roster that has problems, or would lose an institution, and of which nothing is taken."""


def preview(table: Table, columns: Columns) -> Preview:
    """Return all rows below the heads, and every problem, in the order of the sheet.

    A row counts if a column that is taken holds something in it. Merged cells of a district, contact or note count for each of
    their rows; merged names are a problem, because one of them may be missing.
    """
    reader = _Reader(table, columns)
    rows = tuple(row for line in _lines(table) if line.number > columns.head_row for row in reader.rows(line))
    problems = [*_of_the_sheet(rows), *reader.problems, *reader.personal_numbers()]
    heads = next((line for line in table.lines if line.number == columns.head_row), Line(columns.head_row, ()))
    ignored = tuple((column_name(place), one_line(heads.at(place))) for place in ignored_columns(table, columns))
    return Preview(rows, tuple(problems), _same_names(rows), ignored, tuple(reader.cleaned))


def taken(previewed: Preview, left_out: frozenset[int] = frozenset()) -> tuple[RosterRow, ...]:
    """Return the rows to import, without those whose row numbers the officer leaves out.

    Raises RosterRefused if there is any problem, or if a row is left out whose name occurs only once or whose whole group is
    left out: an institution must not get lost by a slip.
    """
    if previewed.problems:
        raise RosterRefused("the roster has problems")
    for group in previewed.same_names:
        left_out_here = left_out & {row.row for row in group}
        if len(left_out_here) == len(group):
            raise RosterRefused(f"all rows of one name are left out: {sorted(left_out_here)}")
    doubled = {row.row for group in previewed.same_names for row in group}
    if left_out - doubled:
        raise RosterRefused(f"only a row whose name occurs several times can be left out: {sorted(left_out - doubled)}")
    return tuple(row for row in previewed.rows if row.row not in left_out)


class _Reader:
    """Reads one line after another and notes what is wrong with it."""

    def __init__(self, table: Table, columns: Columns) -> None:
        self.problems: list[Problem] = []
        self.cleaned: list[str] = []
        self._table = table
        self._places = columns.taken
        self._merged = _merged_texts(table, frozenset(self._places.values()))
        self._personal: dict[tuple[Sensitive, int], str] = {}

    def rows(self, line: Line) -> Iterator[RosterRow]:
        """Yield the institution of a line; nothing if no column that is taken holds anything in it."""
        cells = {column: cell_name(line.number, place) for column, place in self._places.items()}
        texts = {column: self._text(line, column) for column in self._places}
        if not any(texts.values()) and not self._table.without_result & set(cells.values()):
            return
        self._check_name(texts[Column.name], cells[Column.name])
        for column, text in texts.items():
            self._check(text, cells[column], self._places[column])
        yield RosterRow(line.number, **{column.value: text for column, text in texts.items()})

    def personal_numbers(self) -> Iterator[Problem]:
        """Yield one problem for each column that holds numbers of persons; its value is the first cell that does."""
        kinds = {Sensitive.phone: ProblemKind.phone_numbers, Sensitive.identity: ProblemKind.identity_numbers}
        for (kind, place), first in self._personal.items():
            yield Problem(kinds[kind], column_name(place), first)

    def _text(self, line: Line, column: Column) -> str:
        place = self._places[column]
        cell = cell_name(line.number, place)
        found = line.at(place) or ("" if column is Column.name else self._merged.get(cell, ""))
        cleaned = one_line(found)
        if cleaned != " ".join(found.split()):
            self.cleaned.append(cell)
        return cleaned

    def _check_name(self, name: str, cell: str) -> None:
        if cell in self._merged:
            self.problems.append(Problem(ProblemKind.name_merged, cell, name))
        elif not name and cell not in self._table.without_result:
            self.problems.append(Problem(ProblemKind.name_missing, cell))
        elif name and name not in ERROR_VALUES and not has_words(name):
            self.problems.append(Problem(ProblemKind.name_without_words, cell, name))

    def _check(self, text: str, cell: str, place: int) -> None:
        if cell in self._table.without_result:
            self.problems.append(Problem(ProblemKind.without_result, cell))
        if text in ERROR_VALUES:
            self.problems.append(Problem(ProblemKind.error_value, cell, text))
        if len(text) > TEXT_AT_MOST:
            self.problems.append(Problem(ProblemKind.too_long, cell, text))
        if found := sensitive(text):
            # The number itself is not quoted: a preview is looked at by several people.
            self._personal.setdefault((found, place), cell)


def _lines(table: Table) -> Iterator[Line]:
    """Yield all lines of a sheet, also those that hold nothing but a formula without a result: an institution may be there."""
    seen = {line.number for line in table.lines}
    unseen = {int(cell.lstrip(ascii_uppercase)) for cell in table.without_result} - seen
    yield from sorted((*table.lines, *(Line(number, ()) for number in unseen)), key=lambda line: line.number)


def _merged_texts(table: Table, places: frozenset[int]) -> dict[str, str]:
    """Return the text of every cell, in the columns at `places`, that is part of a merged one."""
    lines = {line.number: line for line in table.lines}
    found: dict[str, str] = {}
    for merged in table.merged:
        first = lines.get(merged.first_row)
        text = first.at(merged.first_column) if first else ""
        for place in places & set(range(merged.first_column, merged.last_column + 1)):
            rows = range(merged.first_row, min(merged.last_row, table.lines[-1].number if table.lines else 0) + 1)
            found |= {cell_name(row, place): text for row in rows}
    return found


def _of_the_sheet(rows: tuple[RosterRow, ...]) -> Iterator[Problem]:
    if not rows:
        yield Problem(ProblemKind.no_rows)
    if len(rows) > ROWS_AT_MOST:
        yield Problem(ProblemKind.too_many_rows, value=str(len(rows)))


def _same_names(rows: tuple[RosterRow, ...]) -> tuple[tuple[RosterRow, ...], ...]:
    groups: dict[str, list[RosterRow]] = defaultdict(list)
    for row in rows:
        if row.name:
            groups[normalised(row.name)].append(row)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)
