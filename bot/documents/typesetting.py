"""Typst, kept warm: a template of ours and data as JSON in, a picture or a PDF out."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

import typst

from bot.documents.glyphs import FONTS
from bot.documents.manuscript import Manuscript

TEMPLATES = Path(__file__).parent / "templates"
# The card's page is measured in points, so that one point is one pixel.
PIXELS_AN_INCH = 72.0
ARCHIVAL: Final = "a-2b"

_of_this_thread = threading.local()


def typeset(written: Manuscript) -> bytes:
    """A picture as PNG, a pixel a point; with a day a tagged PDF/A-2b: the same manuscript gives the same bytes."""
    inputs = {"data": written.data}
    compiler = _compiler(written.template)
    if written.day is None:
        return _whole(compiler.compile(format="png", ppi=PIXELS_AN_INCH, sys_inputs=inputs))
    made_on = datetime.combine(written.day, time(), UTC)
    return _whole(compiler.compile(format="pdf", pdf_standards=ARCHIVAL, timestamp=made_on, sys_inputs=inputs))


def _compiler(template: str) -> typst.Compiler:
    """This thread's compiler of a template: one is never used by two threads at once, and stays warm between two documents."""
    compilers: dict[str, typst.Compiler] = _of_this_thread.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(
            str(TEMPLATES / f"{template}.typ"), root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True
        )
    return compilers[template]


@cache
def _fonts() -> typst.Fonts:
    """The two fonts that come with the package, and no other: a document looks the same wherever it is made."""
    folders = sorted({str(path.parent) for path in FONTS})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _whole(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)
    return made
