"""Renders the content of a workbook as XLSX."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time

import xlsxwriter

from bot.documents.xlsx.heights import height
from bot.documents.xlsx.styles import Styles
from bot.documents.xlsx.workbook_content import Column, Sheet, Summary, Value, WorkbookContent
from flows.standard.model import TOP

CHART_PX = {"width": 640, "height": 420}
CHART_ROWS = 23
A4 = 9
# The summary's columns: names, then figures. Facts and notes span all columns of figures.
NAME_WIDTH, FIGURE_WIDTH, FIGURES = 30, 16, 4
ACROSS = FIGURE_WIDTH * FIGURES
# Where the numbers of the drawing are: in hidden columns beside what a reader sees.
DRAWN = FIGURES + 2
# Text stays text: it does not become a number, a link or a formula.
PLAINLY = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def render_workbook(book: WorkbookContent) -> bytes:
    """Return a workbook as XLSX. The same content gives the same bytes."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, PLAINLY) as workbook:
        made_on = datetime.combine(book.made_on, time(), UTC).replace(tzinfo=None)
        workbook.set_properties({"title": book.title, "created": made_on})
        styles = Styles(workbook)
        if book.summary is not None:
            _write_summary(workbook, styles, book.title, book.summary)
        for sheet in book.sheets:
            _write(workbook, styles, sheet, book.states)
    return file.getvalue()


def _write_summary(workbook: xlsxwriter.Workbook, styles: Styles, title: str, summary: Summary) -> None:
    page = workbook.add_worksheet(summary.name)
    page.hide_gridlines(2)
    page.set_column(0, 0, NAME_WIDTH)
    page.set_column(1, FIGURES, FIGURE_WIDTH)
    styles.write_text(page, 0, 0, title, styles.title)
    for row, (label, value) in enumerate(summary.facts, 2):
        page.set_row(row, height([(label, NAME_WIDTH), (value, ACROSS)]))
        styles.write_text(page, row, 0, label, styles.label)
        styles.write_merged_text(page, row, 1, FIGURES, value, styles.plain)
    first = len(summary.facts) + 4
    page.set_row(first - 1, height((head, FIGURE_WIDTH) for head in summary.heads))
    for column, head in enumerate(summary.heads):
        styles.write_text(page, first - 1, column, head, styles.head)
    for row, axis in enumerate(summary.axes, first):
        page.set_row(row, height([(axis.name, NAME_WIDTH)]))
        styles.write_text(page, row, 0, axis.name, styles.wrapped)
        for column, number in enumerate((axis.star, axis.met, axis.required), 1):
            page.write_number(row, column, number, styles.number)
        for column, height_drawn in enumerate((axis.reach, axis.under_way), DRAWN):
            page.write_number(row, column, round(height_drawn, 2), styles.number)
    for column, head in enumerate(summary.drawn_heads, DRAWN):
        styles.write_text(page, first - 1, column, head, styles.head)
    page.set_column(DRAWN, DRAWN + 1, None, None, {"hidden": True})
    last = first + len(summary.axes) - 1
    page.insert_chart(last + 2, 0, _radar(workbook, summary, first, last), {"object_position": 2})
    for row, note in enumerate(summary.notes, last + 2 + CHART_ROWS):
        page.set_row(row, height([(note, NAME_WIDTH + ACROSS)]))
        styles.write_merged_text(page, row, 0, FIGURES, note, styles.small)
    page.set_portrait()
    _fit(page, last + 1 + CHART_ROWS + len(summary.notes), FIGURES, pages_high=1)


def _radar(workbook: xlsxwriter.Workbook, summary: Summary, first: int, last: int) -> object:
    chart = workbook.add_chart({"type": "radar", "subtype": "with_markers"})
    chart.show_hidden_data()
    for column, colour, dash in ((DRAWN, Styles.ACCENT, "solid"), (DRAWN + 1, Styles.GOLD, "dash")):
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


def _write(workbook: xlsxwriter.Workbook, styles: Styles, sheet: Sheet, states: tuple[str, ...]) -> None:
    page = workbook.add_worksheet(sheet.name)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        styles.write_text(page, 0, index, column.head, styles.head)
    page.set_row(0, height((column.head, column.width) for column in sheet.columns))
    for row, values in enumerate(sheet.rows, 1):
        page.set_row(row, _height(values, sheet.columns))
        for index, value in enumerate(values):
            styles.write(page, row, index, value)
    page.freeze_panes(1, sheet.frozen)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    page.set_landscape()
    page.repeat_rows(0)
    _fit(page, len(sheet.rows), len(sheet.columns) - 1, pages_high=0)
    for index, column in enumerate(sheet.columns):
        if column.is_state:
            _add_state_choices(page, index, len(sheet.rows), column, states)
        if column.is_due:
            _colour_late_days(page, styles, index, sheet, states)


def _height(values: tuple[Value, ...], columns: tuple[Column, ...]) -> float:
    return height((value, column.width) for value, column in zip(values, columns, strict=True) if isinstance(value, str))


def _fit(page: xlsxwriter.worksheet.Worksheet, last_row: int, last_column: int, *, pages_high: int) -> None:
    """Print a sheet one page wide and `pages_high` pages high; 0 means as many as needed."""
    page.set_paper(A4)
    page.print_area(0, 0, last_row, last_column)
    page.fit_to_pages(1, pages_high)
    page.set_margins(left=0.5, right=0.5)
    page.set_footer("&C&P / &N")


def _colour_late_days(
    page: xlsxwriter.worksheet.Worksheet, styles: Styles, index: int, sheet: Sheet, states: tuple[str, ...]
) -> None:
    """Show a due date that is past in red, and one within two weeks in gold, as long as its step is still open."""
    state = next((number for number, column in enumerate(sheet.columns) if column.is_state), None)
    if state is None or not sheet.rows:
        return
    day, now = f"${chr(ord('A') + index)}2", f"${chr(ord('A') + state)}2"
    is_open = f'AND(ISNUMBER({day}),{now}<>"{states[-2]}",{now}<>"{states[-1]}"'
    for limit, style in (("TODAY()", styles.late), ("TODAY()+14", styles.soon)):
        rule = {"type": "formula", "criteria": f"={is_open},{day}<{limit})", "format": style, "stop_if_true": True}
        page.conditional_format(1, index, len(sheet.rows), index, rule)


def _add_state_choices(
    page: xlsxwriter.worksheet.Worksheet, index: int, rows: int, column: Column, states: tuple[str, ...]
) -> None:
    """Offer the states of a step as choices in a column."""
    choice = {"validate": "list", "source": list(states), "error_title": column.head, "ignore_blank": True}
    page.data_validation(1, index, max(rows, 1), index, choice)
