"""Estimates how wide a text is, in narrow letters, and cuts one that is too wide."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

CUT = "…"


def width(text: str) -> int:
    """Return how many narrow letters a text takes. A capital letter can be as wide as a Chinese character."""
    return sum(_width(character) for character in text)


def shortened(text: str, letters: int) -> str:
    """Return a text of at most `letters` narrow letters; what is cut off ends in "…"."""
    if width(text) <= letters:
        return text
    fits = sum(so_far <= letters - width(CUT) for so_far in accumulate(map(_width, text)))
    return text[:fits].rstrip() + CUT


def _width(character: str) -> int:
    return 2 if unicodedata.east_asian_width(character) in "FW" or character.isupper() else 1
