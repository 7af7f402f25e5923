"""Draws a trend: as lines of characters for a chat, as positions of dots and lines for a page."""

from __future__ import annotations

from dataclasses import dataclass

from flows.screen import Point, Trend

# The page's drawing, in its own units; a phone shows one unit as about one px.
LEFT, WIDTH, HEIGHT, TOP_MARGIN, LEVEL_GAP = 26, 328, 200, 12, 28
COLUMN = 6
# The mark of a reviewed value, as the words name it.
REVIEWED = "◇"


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line at a value."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value at a position, with its day and below that its year. `top` is the position of the highest value possible.

    `reviewed` and `reviewed_top` are the positions of what a reviewer confirmed; None if nothing was reviewed.
    """

    x: int
    y: int
    top: int
    label: str
    under: str
    reviewed: int | None
    reviewed_top: int | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """The positions of a trend's parts in an area of `width` by `height`; the lines begin at `left`."""

    width: int
    height: int
    left: int
    levels: tuple[Level, ...]
    dots: tuple[Dot, ...]


def trend_lines(trend: Trend) -> list[str]:
    """Return a trend as lines of text in a fixed-width font: columns of blocks over their days, the highest value first.

    Pale blocks are values that are only possible, a diamond is the reviewed value.
    """
    rows = [
        f"{value} " + "".join(_block(point, value).ljust(COLUMN) for point in trend.points)
        for value in range(trend.most, 0, -1)
    ]
    days = "  " + "".join(point.day[5:].ljust(COLUMN) for point in trend.points)
    years = "  " + "".join(point.day[:4].ljust(COLUMN) for point in trend.points)
    return [line.rstrip() for line in (*rows, days, years)]


def drawing(trend: Trend) -> Drawing:
    """Return a trend as a curve on lines. A single value is in the middle."""
    count = len(trend.points)
    step = (WIDTH - LEFT) / count
    return Drawing(
        WIDTH,
        HEIGHT,
        LEFT,
        tuple(Level(_y(trend, value), f"{value}★" if value else "0") for value in range(trend.most + 1)),
        tuple(
            Dot(
                round(LEFT + step * (index + 0.5)),
                _y(trend, point.value),
                _y(trend, point.highest),
                point.day[5:],
                point.day[:4],
                None if point.reviewed is None else _y(trend, point.reviewed),
                None if point.reviewed_highest is None else _y(trend, point.reviewed_highest),
            )
            for index, point in enumerate(trend.points)
        ),
    )


def _block(point: Point, value: int) -> str:
    block = "█" if point.value >= value else "░" if point.highest >= value else "·"
    return f" {block}{REVIEWED if point.reviewed == value else block}"


def _y(trend: Trend, value: int) -> int:
    return TOP_MARGIN + LEVEL_GAP * (trend.most - value)
