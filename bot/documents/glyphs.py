"""Which characters the documents' fonts can draw, and what stands where they cannot: a visible sign, never nothing."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from pylopdf_fonts_zh_cn import sans_path, serif_path

# U+3013, the sign that East Asian typography itself uses for a missing character.
PLACEHOLDER = "〓"
FONTS: tuple[Path, ...] = (sans_path(), serif_path())
SPACES = "\n "


@cache
def drawable() -> frozenset[int]:
    """The code points that every font of the documents has a glyph for."""
    return frozenset.intersection(*(_covered(path) for path in FONTS))


def visible(text: str) -> str:
    """The text as it can be drawn: composed (NFC), without invisible marks, and 〓 for each character that no font has."""
    covered = drawable()
    return "".join(
        character if ord(character) in covered or character in SPACES else PLACEHOLDER
        for character in unicodedata.normalize("NFC", text)
        if not _is_invisible(character)
    )


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that are drawn as 〓, each once, in the order in which they come."""
    covered = drawable()
    found = (c for c in unicodedata.normalize("NFC", text) if ord(c) not in covered and c not in SPACES)
    return tuple(dict.fromkeys(c for c in found if not _is_invisible(c)))


def _covered(font: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont  # the process that typesets never asks

    with TTFont(font, lazy=True) as opened:
        # Only the code points are wanted: without names for the glyphs their outlines are not read, which are most of a font.
        opened.setGlyphOrder([""] * opened["maxp"].numGlyphs)
        return frozenset(opened.getBestCmap())


def _is_invisible(character: str) -> bool:
    """Control and format characters, and variation selectors: they have no shape of their own."""
    if character in SPACES:
        return False
    if unicodedata.category(character) in ("Cc", "Cf"):
        return True
    return "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"
