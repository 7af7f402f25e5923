"""Works out how high a row must be for its wrapped texts. Programs that only print do not, and the texts would overlap."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

LINE_PT = 14.0
MARGIN_PT = 3.0
# No row may be higher.
HIGHEST_PT = 409.0
# In narrow columns, and if a word is wider than its column, lines are filled word by word. Otherwise the average is near enough
# and much faster.
NARROW = 24
WORD_LOSS = 2


def height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height in points of a row of texts, each with the width of its column in characters."""
    most = max((lines(text, width) for text, width in cells), default=1)
    return min(most * LINE_PT + MARGIN_PT, HIGHEST_PT)


def lines(text: str, width: int) -> int:
    """Return how many lines a text takes. A Latin letter is a bit less than a character wide, a Chinese one two."""
    if 2 * len(text) <= width and "\n" not in text:
        return 1
    return sum(_wrapped(paragraph, width) for paragraph in text.split("\n"))


def _wrapped(paragraph: str, width: int) -> int:
    size = _size(paragraph)
    if size <= width:
        return 1
    words, on_average = paragraph.split(), 0
    if width > NARROW:
        on_average = ceil(size / (width - WORD_LOSS))
        if max(map(len, words), default=0) <= width:
            return on_average
    count, used = 1, 0.0
    for word in words:
        size = _size(word)
        if used and used + size > width:
            count, used = count + 1, 0.0
        count += max(0, ceil(size / width) - 1)
        used += size % width + 1
    return max(count, on_average)


def _size(text: str) -> float:
    # UTF-8 has one byte for a Latin letter and three for a Chinese one, so the characters need not be checked one by one.
    return 0.35 * len(text) + 0.55 * len(text.encode("utf-8", "replace"))
