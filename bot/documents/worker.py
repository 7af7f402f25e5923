"""Renders the content of a document, in a worker process or here. Content and result can pass between processes."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

from bot.documents.csv_file import csv_of
from bot.documents.qr_picture import QrPicture, qr_png
from bot.documents.typst.typst_input import TypstInput
from bot.documents.xlsx.workbook_content import Sheet, WorkbookContent

# The lowest priority: taps come first.
NICENESS = 19
# What a worker renders.
Rendered = TypstInput | WorkbookContent | Sheet | QrPicture


def render(content: Rendered) -> bytes:
    """Return a picture as PNG, a report as PDF, a workbook as XLSX, a sheet alone as CSV."""
    if isinstance(content, QrPicture):
        return qr_png(content)
    if isinstance(content, Sheet):
        return csv_of(content)
    if isinstance(content, WorkbookContent):
        from bot.documents.xlsx.render import (
            render_workbook,
        )  # each of the two takes its time to import, and not every process needs both

        return render_workbook(content)
    from bot.documents.typst.render import render_typst

    return render_typst(content)


def render_at_low_priority(content: Rendered) -> bytes:
    """Render in a worker process at the lowest priority. The worker ignores Ctrl-C, because it ends with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    return render(content)


def render_all_at_low_priority(contents: Sequence[Rendered]) -> list[bytes]:
    """Render several documents, one after the other, as `render_at_low_priority` does."""
    return [render_at_low_priority(content) for content in contents]
