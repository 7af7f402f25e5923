"""Which characters the documents' fonts can draw, and what stands where they cannot: a visible sign, never nothing."""

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
    """The text as it can be drawn: composed (NFC), without invisible marks, and 〓 for each character that no font has."""
    return "".join(
        character if _is_drawn(character) else PLACEHOLDER
        for character in unicodedata.normalize("NFC", text)
        if not _is_invisible(character)
    )


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that are drawn as 〓, each once, in the order in which they come."""
    found = (c for c in unicodedata.normalize("NFC", text) if not _is_drawn(c))
    return tuple(dict.fromkeys(c for c in found if not _is_invisible(c)))


def _is_drawn(character: str) -> bool:
    return character in SPACES or _fonts_with()[ord(character)] == len(FONTS)


@cache
def _fonts_with() -> bytes:
    """How many of the fonts have a glyph, for each code point: a byte each, for a set of them holds ten times as much."""
    from fontTools.ttLib import TTFont  # the process that typesets never asks

    found = bytearray(sys.maxunicode + 1)
    for path in FONTS:
        with TTFont(path, lazy=True) as font:
            # Only the code points are wanted: without names for the glyphs their outlines are not read, most of a font.
            font.setGlyphOrder([""] * font["maxp"].numGlyphs)
            for code in font.getBestCmap():
                found[code] += 1
            font.tables.clear()  # they and their font hold each other, and the next font's would come on top
    return bytes(found)


def _is_invisible(character: str) -> bool:
    """Control and format characters, and variation selectors: they have no shape of their own."""
    if character in SPACES:
        return False
    if unicodedata.category(character) in ("Cc", "Cf"):
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
