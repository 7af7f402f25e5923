"""Draws figures as bars: the positions of a drawing that is as wide as the page and as high as its text asks for.

Widths are in percent of the drawing and heights in em, so that bars fill any page and words keep the size of its text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

# The room of one line of words, of a bar, and between two rows, in em.
LINE, BAR, BETWEEN = 1.4, 1.5, 0.9
# How far the foot of letters is above the lower edge of their line or bar, in em.
FOOT = 0.45
# The widest line of words, in halves of an em: it fits a phone of 360 px with text of twice its size. And the most lines.
LINE_AT_MOST, LINES_AT_MOST = 20, 3
# A part of a bar holds its own words if it is at least this wide, in percent.
HOLDS_WORDS = 20.0
CUT = "…"


class Shade(StrEnum):
    """How a part of a bar is drawn. The values are classes of the style sheet."""

    low = "low"
    middle = "middle"
    high = "high"
    # The middle and the high part in one.
    joined = "joined"
    only = "only"
    earlier = "earlier"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a row's bar: how large it is compared with the row's whole, and the words in it."""

    size: int
    words: str
    shade: Shade


@dataclass(frozen=True, slots=True)
class Row:
    """What is drawn over one another: its name, and its bars, each with parts from left to right; () for `bars`: only words.

    `whole` is the size that fills a bar; the parts of a bar may add up to less.
    """

    name: str
    bars: tuple[tuple[Part, ...], ...]
    whole: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words from `x` percent on; the foot of its letters is at `y` em."""

    x: float
    y: float
    words: str
    shade: str


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a bar, in percent from left to right and em from top to bottom."""

    x: float
    y: float
    width: float
    height: float
    shade: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """The parts of a drawing of `height` em."""

    height: float
    boxes: tuple[Box, ...]
    words: tuple[Words, ...]


def bar_chart(rows: Sequence[Row]) -> BarChart:
    """Return the drawing of some rows, one below the other."""
    boxes: list[Box] = []
    words: list[Words] = []
    top = 0.0
    for row in rows:
        for line in lines_of(row.name):
            top += LINE
            words.append(Words(0, _rounded(top - FOOT), line, "name"))
        if row.note:
            top += LINE
            words.append(Words(0, _rounded(top - FOOT), row.note, "note"))
        for bar in row.bars:
            boxes += _boxes(bar, row.whole, top)
            words += _words(bar, row.whole, top + BAR - FOOT)
            top += BAR
        top += BETWEEN
    return BarChart(_rounded(top), tuple(boxes), tuple(words))


def lines_of(name: str) -> tuple[str, ...]:
    """Return a name in lines that fit a narrow phone; what is too long for all lines ends with a sign."""
    lines = [""]
    for word in _words_of(name):
        if _width(lines[-1] + word.rstrip()) > LINE_AT_MOST and lines[-1]:
            lines.append("")
        lines[-1] += word
    found = [line.rstrip() for line in lines]
    if len(found) > LINES_AT_MOST:
        found = [*found[: LINES_AT_MOST - 1], found[LINES_AT_MOST - 1][:-1] + CUT]
    return tuple(found)


def _words_of(name: str) -> Iterator[str]:
    """Return the pieces between which a line may end: words with the space behind them, and single wide characters."""
    piece = ""
    for character in name:
        if _width(character) > 1 or _width(piece + character) > LINE_AT_MOST:
            yield piece
            piece = ""
        piece += character
        if character == " " or _width(character) > 1:
            yield piece
            piece = ""
    yield piece


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _boxes(bar: Sequence[Part], whole: int, top: float) -> Iterator[Box]:
    yield Box(0, _rounded(top), 100, BAR, "track")
    for left, width, part in _placed(bar, whole):
        yield Box(_rounded(left), _rounded(top), _rounded(width), BAR, part.shade)


def _words(bar: Sequence[Part], whole: int, foot: float) -> Iterator[Words]:
    """Return the words of the parts that are wide enough. If a bar has one part, its words may be to the right of it."""
    for left, width, part in _placed(bar, whole):
        if width >= HOLDS_WORDS:
            yield Words(_rounded(left + 1), _rounded(foot), part.words, f"in-{part.shade}")
        elif len(bar) == 1:
            yield Words(_rounded(left + width + 1), _rounded(foot), part.words, "beside")


def _placed(bar: Sequence[Part], whole: int) -> Iterator[tuple[float, float, Part]]:
    """Return each part with its left edge and its width in percent."""
    left = 0.0
    for part in bar:
        width = 100 * part.size / whole if whole else 0.0
        yield left, width, part
        left += width


def _rounded(number: float) -> float:
    return round(number, 2)
