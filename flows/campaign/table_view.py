"""Says what one table of one release tells somebody who has subtracted the institutions that they know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from flows.campaign.rounding import ERROR
from flows.campaign.sides import Range

Options = tuple[Range, ...]


class TableView(Struct, frozen=True):
    """One table in one release: its printed cuts with the ranges for the number at or below each. `top` is its last class.

    `size` is how many remain after the subtraction, `slack` how many of them another reader, who was also protected, had
    subtracted. `at_least` is the fewest in a class.
    """

    top: int
    size: int
    slack: int
    at_least: int
    cuts: tuple[int, ...]
    ranges: tuple[Range, ...]

    def options(self, cut: int, could_print: bool) -> Options:
        """Return the ranges for the number at or below `cut`.

        If the release did not cut there although it could have, one of the two parts was too small in some remainder.
        """
        if cut in self.cuts:
            return (self.ranges[self.cuts.index(cut)],)
        before = [held for at, held in zip(self.cuts, self.ranges, strict=True) if at < cut]
        after = [held for at, held in zip(self.cuts, self.ranges, strict=True) if at > cut]
        left = before[-1] if before else (0, 0)
        right = after[0] if after else (self.size, self.size)
        small = self.at_least - 1 + self.slack
        low_end, high_start = left[1] + small, right[0] - small
        if not could_print or low_end + 1 >= high_start:
            return ((left[0], right[1]),)
        return ((left[0], low_end), (high_start, right[1]))

    def part(self, after: int, until: int) -> Range:
        """Return the range for the number above one cut and up to another; -1 and the last class are the ends of the table."""
        ends = {-1: (0, 0), self.top: (self.size, self.size), **dict(zip(self.cuts, self.ranges, strict=True))}
        if after not in ends or until not in ends:
            return (0, self.size)
        least = self.at_least if self.size else 0
        return max(ends[until][0] - ends[after][1], least), min(ends[until][1] - ends[after][0], self.size)

    def lost(self, cut: int) -> tuple[tuple[Range, int, int], ...]:
        """Return the two parts of which one was too small to keep `cut`: how many it may hold, and between which cuts it is."""
        before = max((at for at in self.cuts if at < cut), default=-1)
        after = min((at for at in self.cuts if at > cut), default=self.top)
        small = (0, min(self.at_least - 1 + self.slack, self.size))
        return (small, before, cut), (small, cut, after)


def table_view(
    top: int, size: int, sizes: Iterable[int], at_least: int, printed: Sequence[tuple[int, int]], is_exact: bool
) -> TableView:
    """Return a view of a table. `printed` has each cut with the printed number at or below it, after the subtraction.

    `sizes` are those of all remainders that the merge looked at.
    """
    error = 0 if is_exact else ERROR
    ranges = _with_least([(count - error, count + error) for _, count in printed], size, at_least if size else 0)
    slack = size - min((one for one in sizes if one), default=0)
    return TableView(top, size, slack, at_least, tuple(cut for cut, _ in printed), ranges)


def could_cut(earlier: Sequence[TableView], cut: int) -> bool:
    """Return whether the rule "never finer" left this cut open."""
    return not any(view.cuts for view in earlier) or cut in earlier[-1].cuts


def _with_least(ranges: Sequence[Range], size: int, least: int) -> tuple[Range, ...]:
    """Narrow ranges of running sums, because each class holds at least `least`."""
    lows, highs = [], []
    held = 0
    for low, _ in ranges:
        held = max(low, held + least)
        lows.append(held)
    held = size
    for _, high in reversed(ranges):
        held = min(high, held - least)
        highs.append(held)
    return tuple(zip(lows, reversed(highs), strict=True))
