"""Finds the cells of an XLSX file whose formula has no result to show: none is stored, or it is an error.

The reader of cells gives "" for both, and an institution could get lost in silence.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable

from bot.attachments.formats.package import UNREADABLE, parse
from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.packages import XLSX, read_member

RELATIONS = "xl/_rels/workbook.xml.rels"
CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
Element = Callable[[str, dict[str, str]], None]


def cells_without_result(archive: zipfile.ZipFile, sheet: str) -> frozenset[str]:
    """Return the names of these cells ("B7") in the sheet of that name. Raises RosterFileRefused if its XML is damaged."""
    place = _place_of(archive, sheet)
    return _Cells().found_in(read_member(archive, place)) if place else frozenset()


def _place_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    relations: dict[str, str] = {}
    _parse(read_member(archive, RELATIONS), lambda _, found: relations.update({found.get("Id", ""): found.get("Target", "")}))
    targets: list[str] = []

    def on_element(name: str, attributes: dict[str, str]) -> None:
        if _local(name) == "sheet" and attributes.get("name") == sheet:
            targets.extend(relations.get(value, "") for key, value in attributes.items() if _local(key) == "id")

    _parse(read_member(archive, XLSX), on_element)
    # A target is relative to the workbook's folder, or absolute within the package.
    return posixpath.normpath(posixpath.join("/xl", targets[0])).lstrip("/") if targets and targets[0] else None


class _Cells:
    """Walks through the cells of a sheet."""

    def __init__(self) -> None:
        self._found: set[str] = set()
        self._cell = self._element = ""
        self._has_formula = self._has_result = self._is_error = False

    def found_in(self, xml: bytes) -> frozenset[str]:
        """Return the cells of a sheet's XML that have no result."""
        _parse(xml, self._begin, self._end, self._take)
        return frozenset(self._found)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        self._element = _local(name)
        match self._element:
            case "c":
                self._cell = attributes.get("r", "")
                self._has_formula = self._has_result = False
                self._is_error = attributes.get("t") == "e"
            case "f":
                self._has_formula = True

    def _take(self, text: str) -> None:
        if text and self._element in ("v", "t"):
            self._has_result = True

    def _end(self, name: str) -> None:
        self._element = ""
        has_none = self._is_error or (self._has_formula and not self._has_result)
        if _local(name) == "c" and has_none and CELL.fullmatch(self._cell):
            self._found.add(self._cell)


def _parse(
    xml: bytes, on_element: Element, on_end: Callable[[str], None] | None = None, on_text: Callable[[str], None] | None = None
) -> None:
    try:
        parse(xml, on_element, on_end, on_text)
    except UNREADABLE as error:
        raise RosterFileRefused(FileFault.damaged) from error


def _local(name: str) -> str:
    return name.rpartition(":")[2]
