"""From what a document shows to the document itself; what goes in and comes out can pass between processes."""

from __future__ import annotations

import os
import signal

from bot.documents.typst.manuscript import Manuscript
from bot.documents.xlsx.book import Book

# Taps come first: a document is made with what the processors have left.
NICENESS = 19


def made(content: Manuscript | Book) -> bytes:
    """A card as PNG, a report as PDF, a workbook as XLSX."""
    if isinstance(content, Book):
        from bot.documents.xlsx.render import bind  # each of the two takes its time to import, and not every process needs both

        return bind(content)
    from bot.documents.typst.render import typeset

    return typeset(content)


def made_behind(content: Manuscript | Book) -> bytes:
    """The same in a process of its own, behind all others, which ends with its parent and not by a Ctrl-C that both hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, NICENESS)
    return made(content)
