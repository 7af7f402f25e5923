"""Typesets a template with data as a picture or a PDF. The compiler stays warm between documents."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Final

import typst

from bot.documents.typst.glyphs import FONTS
from bot.documents.typst.typst_input import TypstInput

TEMPLATES = Path(__file__).parent / "templates"
# The card's page is measured in points, so that one point is one pixel.
PIXELS_AN_INCH = 72.0
# For archives (A-2b) and for screen readers (UA-1), which need a title, a language, and a tag on everything meaningful.
ARCHIVAL: Final = ("a-2b", "ua-1")

_of_this_thread = threading.local()


def render_typst(written: TypstInput) -> bytes:
    """Return a picture as PNG, one pixel a point, or with a day a PDF. The same input gives the same bytes."""
    source, compiler = _source(written), _compiler()
    if written.day is None:
        return _whole(compiler.compile(source, format="png", ppi=PIXELS_AN_INCH))
    made_on = datetime.combine(written.day, time(), UTC)
    return _whole(compiler.compile(source, format="pdf", pdf_standards=[*ARCHIVAL], timestamp=made_on))


def _source(written: TypstInput) -> bytes:
    """Return the typst source that calls the template with the data.

    JSON has no raw control characters, and every quotation mark and backslash in it is escaped, so no text can end the string.
    As `sys.inputs` the same data would make typst forget all that it has laid out (docs/explanation/performance.md).
    """
    data = written.data.replace("\\", "\\\\").replace('"', '\\"')
    return f'#import "{written.template}.typ": {written.template}\n#{written.template}(json(bytes("{data}")))'.encode()


def _compiler() -> typst.Compiler:
    """Return this thread's compiler. It is never used by two threads at once, and stays warm between documents."""
    compiler: typst.Compiler | None = getattr(_of_this_thread, "compiler", None)
    if compiler is None:
        compiler = typst.Compiler(root=str(TEMPLATES), font_paths=_fonts(), ignore_system_fonts=True)
        _of_this_thread.compiler = compiler
    return compiler


@cache
def _fonts() -> typst.Fonts:
    """Return the two fonts of the package, and no others: a document looks the same on every machine."""
    folders = sorted({str(path.parent) for path in FONTS})
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _whole(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)
    return made
