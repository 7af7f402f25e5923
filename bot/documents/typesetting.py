"""Typst, kept warm: a template of ours and data as JSON in, a picture or a PDF out."""

from __future__ import annotations

import json
import threading
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from bot.documents.glyphs import FONTS, visible

TEMPLATES = Path(__file__).parent / "templates"
# The card's page is measured in points, so that one point is one pixel.
PIXELS_AN_INCH = 72.0
ARCHIVAL: Final = "a-2b"

Data = dict[str, Any]
_of_this_thread = threading.local()


def picture(template: str, data: Data) -> bytes:
    """The one page of a template as PNG, a pixel a point."""
    made = _compiler(template).compile(format="png", ppi=PIXELS_AN_INCH, sys_inputs=_inputs(data))
    return _whole(made)


def archive(template: str, data: Data, day: date) -> bytes:
    """All pages of a template as one tagged PDF/A-2b that bears the date of `day`: the same data give the same bytes."""
    made = _compiler(template).compile(
        format="pdf",
        pdf_standards=ARCHIVAL,
        timestamp=datetime.combine(day, time(), UTC),
        sys_inputs=_inputs(data),
    )
    return _whole(made)


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


def _inputs(data: Data) -> dict[str, str]:
    """What a person wrote reaches a template as JSON data only, and with a sign for what the fonts cannot draw."""
    return {"data": json.dumps(_drawable(data), ensure_ascii=False)}


def _drawable(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, dict):
        return {key: _drawable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_drawable(item) for item in value]
    return value


def _whole(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)
    return made
