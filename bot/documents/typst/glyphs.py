"""Replaces characters that the documents' fonts cannot draw by a visible sign."""

from __future__ import annotations

import sys
import unicodedata
from functools import cache
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path

# U+3013, the sign that East Asian typography itself uses for a missing character.
PLACEHOLDER = "〓"
FONTS: tuple[Path, ...] = (sans_path(), serif_path())
SPACES = "\n "


def visible(text: str) -> str:
    """Return a text that can be drawn: composed (NFC), without invisible marks, and with 〓 for characters that no font has."""
    return "".join(
        character if _is_drawn(character) else PLACEHOLDER
        for character in unicodedata.normalize("NFC", text)
        if not _is_invisible(character)
    )


def missing(text: str) -> tuple[str, ...]:
    """Return the characters of a text that are drawn as 〓, each once, in order of appearance."""
    found = (c for c in unicodedata.normalize("NFC", text) if not _is_drawn(c))
    return tuple(dict.fromkeys(c for c in found if not _is_invisible(c)))


def _is_drawn(character: str) -> bool:
    return character in SPACES or _fonts_with()[ord(character)] == len(FONTS)


@cache
def _fonts_with() -> bytes:
    """Return for each code point how many fonts have a glyph, one byte each: a set would take ten times the memory."""
    from fontTools.ttLib import TTFont  # the worker process does not need it

    found = bytearray(sys.maxunicode + 1)
    for path in FONTS:
        with TTFont(path, lazy=True) as font:
            # Only code points are needed. Without glyph names the outlines, most of a font, are not read.
            font.setGlyphOrder([""] * font["maxp"].numGlyphs)
            for code in font.getBestCmap():
                found[code] += 1
            font.tables.clear()  # tables and font refer to each other, so they would stay in memory with the next font's
    return bytes(found)


def _is_invisible(character: str) -> bool:
    """Return whether a character has no shape: control and format characters, and variation selectors."""
    if character in SPACES:
        return False
    if unicodedata.category(character) in ("Cc", "Cf"):
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
