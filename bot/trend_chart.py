"""A trend as a picture: as lines of characters for a chat, as the places of dots and lines for a page."""

from __future__ import annotations

from dataclasses import dataclass

from flows.screen import Trend

# The page's drawing, in its own units; a phone shows one unit as about one px.
LEFT, WIDTH, HEIGHT, TOP_MARGIN, LEVEL_GAP = 26, 328, 200, 12, 28
COLUMN = 6


@dataclass(frozen=True, slots=True)
class Level:
    """A horizontal line at a value."""

    y: int
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value at a place, over its day and, below that, its year."""

    x: int
    y: int
    label: str
    under: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where everything of a trend stands on a sheet of `width` by `height`; the lines begin at `left`."""

    width: int
    height: int
    left: int
    levels: tuple[Level, ...]
    dots: tuple[Dot, ...]


def trend_lines(trend: Trend) -> list[str]:
    """Columns of blocks over their days, as lines of equally wide characters, the highest value first."""
    rows = [
        f"{value} " + "".join((" ██" if point.value >= value else " ··").ljust(COLUMN) for point in trend.points)
        for value in range(trend.most, 0, -1)
    ]
    days = "  " + "".join(point.day[5:].ljust(COLUMN) for point in trend.points)
    years = "  " + "".join(point.day[:4].ljust(COLUMN) for point in trend.points)
    return [line.rstrip() for line in (*rows, days, years)]


def drawing(trend: Trend) -> Drawing:
    """The same as a curve on lines; one value alone stands in the middle."""
    count = len(trend.points)
    step = (WIDTH - LEFT) / count
    return Drawing(
        WIDTH,
        HEIGHT,
        LEFT,
        tuple(Level(_y(trend, value), f"{value}★" if value else "0") for value in range(trend.most + 1)),
        tuple(
            Dot(round(LEFT + step * (index + 0.5)), _y(trend, point.value), point.day[5:], point.day[:4])
            for index, point in enumerate(trend.points)
        ),
    )


def _y(trend: Trend, value: int) -> int:
    return TOP_MARGIN + LEVEL_GAP * (trend.most - value)
