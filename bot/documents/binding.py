"""Binds a workbook: values in, XLSX out."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from bot.documents.book import Book, Column, Sheet, Summary
from bot.documents.styles import Styles
from flows.standard.model import TOP

CHART_PX = {"width": 520, "height": 420}
# No text becomes a number, a link or a formula by itself.
PLAINLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def bind(book: Book) -> bytes:
    """A workbook as XLSX; the same workbook gives the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAINLY) as bound:
        made_on = datetime.combine(book.made_on, time(), UTC).replace(tzinfo=None)
        bound.set_properties({"title": book.title, "created": made_on})
        styles = Styles(bound)
        _summarise(bound, styles, book.title, book.summary)
        for sheet in book.sheets:
            _write(bound, styles, sheet, book.states)
    return file.getvalue()


def _summarise(bound: xlsxwriter.Workbook, styles: Styles, title: str, summary: Summary) -> None:
    page = bound.add_worksheet(summary.name)
    page.hide_gridlines(2)
    page.set_column(0, 0, 30)
    page.set_column(1, 4, 16)
    styles.text(page, 0, 0, title, styles.title)
    for row, (label, value) in enumerate(summary.facts, 2):
        styles.text(page, row, 0, label, styles.label)
        styles.text(page, row, 1, value, styles.plain)
    first = len(summary.facts) + 4
    for column, head in enumerate(summary.heads):
        styles.text(page, first - 1, column, head, styles.head)
    for row, spoke in enumerate(summary.spokes, first):
        styles.text(page, row, 0, spoke.name, styles.plain)
        for column, number in enumerate((spoke.reach, spoke.under_way, spoke.met, spoke.required), 1):
            page.write_number(row, column, round(number, 2), styles.number)
    last = first + len(summary.spokes) - 1
    page.insert_chart(last + 2, 0, _radar(bound, summary, first, last), {"object_position": 2})
    for row, note in enumerate(summary.notes, last + 25):
        styles.text(page, row, 0, note, styles.small)


def _radar(bound: xlsxwriter.Workbook, summary: Summary, first: int, last: int) -> object:
    chart = bound.add_chart({"type": "radar", "subtype": "with_markers"})
    for column, colour, dash in ((1, Styles.ACCENT, "solid"), (2, Styles.GOLD, "dash")):
        chart.add_series(
            {
                "name": [summary.name, first - 1, column],
                "categories": [summary.name, first, 0, last, 0],
                "values": [summary.name, first, column, last, column],
                "line": {"color": colour, "width": 2.25, "dash_type": dash},
                "marker": {"type": "circle", "size": 5, "fill": {"color": colour}, "border": {"color": colour}},
            }
        )
    chart.set_title({"name": summary.radar, "name_font": {"size": 12}})
    chart.set_y_axis({"min": 0, "max": TOP, "major_unit": 1})
    chart.set_legend({"position": "bottom"})
    chart.set_size(CHART_PX)
    return chart


def _write(bound: xlsxwriter.Workbook, styles: Styles, sheet: Sheet, states: tuple[str, ...]) -> None:
    page = bound.add_worksheet(sheet.name)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        styles.text(page, 0, index, column.head, styles.head)
    for row, values in enumerate(sheet.rows, 1):
        for index, value in enumerate(values):
            styles.write(page, row, index, value)
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for index, column in enumerate(sheet.columns):
        if column.is_state:
            _offer(page, index, len(sheet.rows), column, states)


def _offer(page: xlsxwriter.worksheet.Worksheet, index: int, rows: int, column: Column, states: tuple[str, ...]) -> None:
    """The states of a step, to choose from."""
    choice = {"validate": "list", "source": list(states), "error_title": column.head, "ignore_blank": True}
    page.data_validation(1, index, max(rows, 1), index, choice)
