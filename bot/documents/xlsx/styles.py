"""Defines the formats of a workbook, and the one way to write text into a cell."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, ClassVar

import xlsxwriter

from bot.documents.xlsx.cells import cell
from bot.documents.xlsx.workbook_content import Value


class Styles:
    """The formats of one workbook."""

    ACCENT: ClassVar[str] = "#0D5A58"
    GOLD: ClassVar[str] = "#D9A32B"

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        # "@" is the text format: what a person types there later stays text too.
        text: dict[str, Any] = {"num_format": "@", "text_wrap": True, "valign": "top", "font_size": 10}
        self.title = book.add_format({"num_format": "@", "bold": True, "font_size": 16, "font_color": self.ACCENT})
        self.label = book.add_format({**text, "font_color": "#566064"})
        self.head = book.add_format(
            {**text, "bold": True, "font_color": "#FFFFFF", "bg_color": self.ACCENT, "valign": "vcenter"}
        )
        self.plain = book.add_format(text)
        self.small = book.add_format({**text, "font_size": 9, "font_color": "#566064"})
        self.wrapped = book.add_format({**text, "bottom": 4, "bottom_color": "#D9D5CA"})
        self.guarded = book.add_format({**text, "bottom": 4, "bottom_color": "#D9D5CA", "quote_prefix": True})
        self.late = book.add_format({"font_color": "#9B2C20", "bg_color": "#FBE3DF"})
        self.soon = book.add_format({"font_color": "#6B4A00", "bg_color": "#FDF3D7"})
        # A number begins where text begins: at the right edge it would touch the text of the next column.
        self.number = book.add_format(
            {"valign": "top", "align": "left", "font_size": 10, "bottom": 4, "bottom_color": "#D9D5CA"}
        )
        self.day = book.add_format(
            {
                "num_format": "yyyy-mm-dd",
                "valign": "top",
                "align": "left",
                "font_size": 10,
                "bottom": 4,
                "bottom_color": "#D9D5CA",
            }
        )

    def write_text(self, page: xlsxwriter.worksheet.Worksheet, row: int, column: int, words: str, style: object) -> None:
        """Write words as text."""
        page.write_string(row, column, cell(words), style)

    def write_merged_text(
        self, page: xlsxwriter.worksheet.Worksheet, row: int, first: int, last: int, words: str, style: object
    ) -> None:
        """Write words as text into merged cells of several columns."""
        page.merge_range(row, first, row, last, "", style)
        self.write_text(page, row, first, words, style)

    def write(self, page: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value) -> None:
        """Write a text, a number or a day; None leaves the cell empty."""
        if isinstance(value, str):
            kept = cell(value)
            page.write_string(row, column, kept, self.guarded if kept != value else self.wrapped)
        elif isinstance(value, int):
            page.write_number(row, column, value, self.number)
        elif value is not None:
            page.write_datetime(row, column, datetime.combine(value, time()), self.day)
        else:
            page.write_blank(row, column, None, self.wrapped)
