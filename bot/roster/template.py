"""Makes the empty sheet that officers fill in."""

from __future__ import annotations

import io
from collections.abc import Sequence

WIDTH = 30


def template(heads: Sequence[str]) -> bytes:
    """Return an XLSX file with these heads. All cells are text, so that a spreadsheet program changes nothing that is typed."""
    import xlsxwriter  # takes its time to import, and few processes ever make the template

    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False}) as workbook:
        page = workbook.add_worksheet()
        page.set_column(0, len(heads) - 1, WIDTH, workbook.add_format({"num_format": "@"}))
        for place, head in enumerate(heads):
            page.write_string(0, place, head, workbook.add_format({"bold": True}))
        page.freeze_panes(1, 0)
    return file.getvalue()
