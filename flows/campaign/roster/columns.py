"""Finds out which column of a sheet holds what, by the words at its head."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from flows.campaign.roster.names import normalised
from flows.campaign.roster.table import Line, Table

# There is often a title and a note above the heads.
HEADS_WITHIN = 10


class Column(StrEnum):
    """What a roster can hold of an institution. Only the name is required."""

    name = "name"
    district = "district"
    contact = "contact"
    note = "note"


# The heads of the template come first, then those that associations use in lists of their own.
HEADS = {
    Column.name: """
        机构名称 名称 机构 单位名称 单位 企业名称 服务机构 服务机构名称 平台名称
        institution name organisation organization
    """,
    Column.district: "区县 区 县 所在区县 所属区县 区域 所在地区 地区 所属地区 district area region",
    Column.contact: "联系人标签 联系人 对接人 负责人 contact contactlabel",
    Column.note: "备注 说明 note notes remark remarks",
}
MEANING = {head: column for column, heads in HEADS.items() for head in heads.split()}


class Columns(Struct, frozen=True):
    """Where the heads are and what each column means: `head_row` is the number of the row, the others count columns from 0.

    None means that the sheet has no such column.
    """

    head_row: int
    name: int
    district: int | None = None
    contact: int | None = None
    note: int | None = None

    def place(self, column: Column) -> int | None:
        """Return where a column is."""
        places = {Column.name: self.name, Column.district: self.district, Column.contact: self.contact, Column.note: self.note}
        return places[column]

    @property
    def taken(self) -> dict[Column, int]:
        """The columns that the sheet has, and where."""
        return {column: place for column in Column if (place := self.place(column)) is not None}


def head_line(table: Table) -> Line | None:
    """Return the row of heads: the first of the upper rows in which a name's head is recognised, else the first of all.

    None if the sheet is empty.
    """
    upper = table.lines[:HEADS_WITHIN]
    known = (line for line in upper if Column.name in {_meaning(cell) for cell in line.cells})
    return next(known, upper[0] if upper else None)


def find_columns(table: Table) -> Columns | None:
    """Return what the heads mean; None if no column is recognised as the name, so that the officer must pick the columns.

    If two columns mean the same, the first one counts and the other is ignored. The preview says so.
    """
    heads = head_line(table)
    places: dict[Column, int] = {}
    for place, cell in enumerate(heads.cells if heads else ()):
        meaning = _meaning(cell)
        if meaning is not None:
            places.setdefault(meaning, place)
    if heads is None or Column.name not in places:
        return None
    return Columns(heads.number, **{column.value: place for column, place in places.items()})


def ignored_columns(table: Table, columns: Columns) -> tuple[int, ...]:
    """Return the columns, counted from 0, that hold something and are not taken over."""
    taken = set(columns.taken.values())
    lines = [line for line in table.lines if line.number >= columns.head_row]
    filled = {place for line in lines for place, cell in enumerate(line.cells) if cell}
    return tuple(sorted(filled - taken))


def _meaning(cell: str) -> Column | None:
    return MEANING.get(normalised(cell).strip("*:"))
