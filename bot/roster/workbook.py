"""Reads the cells of a spreadsheet: XLSX, XLS or ODS."""

from __future__ import annotations

import io

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from bot.attachments.formats.compound import CompoundReader
from bot.attachments.formats.kinds import XLS, Family, Fault
from bot.roster.cells import CellCollector
from bot.roster.faults import FileFault, RosterFileRefused
from bot.roster.formulas import cells_without_result
from bot.roster.packages import XLSX, open_package
from flows.campaign.roster.table import Line, MergedRange, Table


def read_package(data: bytes) -> Table:
    """Return the first sheet of an XLSX or ODS file that holds something. Raises RosterFileRefused."""
    archive = open_package(data)
    table = _read(data)
    if XLSX not in archive.namelist():
        return table
    return Table(table.sheet, table.lines, table.merged, cells_without_result(archive, table.sheet), table.other_sheets)


def read_old_workbook(data: bytes) -> Table:
    """Return the first sheet of an XLS file that holds something. Raises RosterFileRefused.

    Macros are not run, so a workbook that has some is read as well.
    """
    reader = CompoundReader(Family.sheet)
    reader.feed(data)
    verdict = reader.verdict()
    if verdict is Fault.locked:
        raise RosterFileRefused(FileFault.encrypted)
    if verdict not in (XLS, Fault.macros):
        raise RosterFileRefused(FileFault.not_a_table)
    return _read(data)


def _read(data: bytes) -> Table:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [
            sheet.name
            for sheet in workbook.sheets_metadata
            if sheet.typ == SheetTypeEnum.WorkSheet and sheet.visible == SheetVisibleEnum.Visible
        ]
        for name in shown:
            sheet = workbook.get_sheet_by_name(name)
            if lines := _lines(sheet):
                return Table(name, lines, _merged(sheet), other_sheets=tuple(other for other in shown if other != name))
    except CalamineError as error:
        raise RosterFileRefused(FileFault.damaged) from error
    return Table(shown[0] if shown else "", ())


def _lines(sheet: CalamineSheet) -> tuple[Line, ...]:
    collector = CellCollector()
    first_column = sheet.start[1] if sheet.start else 0
    for row in sheet.iter_rows():
        if not collector.take(row, first_column):
            break
    return collector.lines()


def _merged(sheet: CalamineSheet) -> tuple[MergedRange, ...]:
    """Return the merged ranges; the reader counts rows from 0."""
    ranges = sheet.merged_cell_ranges or []
    return tuple(MergedRange(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in ranges)
