"""From what a document shows to the document itself; what goes in and comes out can pass between processes."""

from __future__ import annotations

import os
import signal

from bot.documents.typst.typst_input import TypstInput
from bot.documents.xlsx.workbook_content import WorkbookContent

# Taps come first: a document is made with what the processors have left.
NICENESS = 19


def render(content: TypstInput | WorkbookContent) -> bytes:
    """A card as PNG, a report as PDF, a workbook as XLSX."""
    if isinstance(content, WorkbookContent):
        from bot.documents.xlsx.render import (
            render_workbook,
        )  # each of the two takes its time to import, and not every process needs both

        return render_workbook(content)
    from bot.documents.typst.render import render_typst

    return render_typst(content)


def render_at_low_priority(content: TypstInput | WorkbookContent) -> bytes:
    """The same in a process of its own, behind all others, which ends with its parent and not by a Ctrl-C that both hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    return render(content)
