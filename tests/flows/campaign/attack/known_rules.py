"""Somebody who knows all rules lists every world there can be, lets the engine publish in each, and compares.

What they see is what is printed, also that a row was not split, and that the check let the release pass. Worlds that look alike
are possible together. One row is enough for that: below rung 3, rung 3, above.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from flows.campaign.counted import Cohort, Known, Sizes
from flows.campaign.interval_check import is_safe
from flows.campaign.next_release import LEAST_FOR_EXACT
from flows.campaign.partition import LEAST, row
from flows.campaign.release import Release, Table
from flows.campaign.rounding import between_sums, nearest

Row = tuple[int, int, int]
NOBODY = Known((0,) * 5, ((0, 0),))


class Case:
    """Two releases: `size` institutions, of which some leave, and others join."""

    def __init__(self, size: int, leaving: int, joining: int) -> None:
        self.size, self.leaving, self.joining = size, leaving, joining

    def worlds(self) -> Iterator[tuple[Row, Row, Row]]:
        """Yield the rows of those that stay, leave and join."""
        for stay in rows(self.size - self.leaving):
            for leave in rows(self.leaving):
                for join in rows(self.joining):
                    yield stay, leave, join

    def release(self, number: int, table: Table, is_exact: bool) -> Release:
        stay = self.size - self.leaving
        sizes = (self.size,) if number == 1 else (stay, self.joining)
        total = sum(sizes) if is_exact else nearest(sum(sizes))
        return Release(
            number, is_exact, LEAST, total, Table(), (table,), (), Cohort(Sizes(sizes, sizes, sizes), NOBODY, NOBODY, ())
        )


def rows(size: int) -> list[Row]:
    return [(first, second, size - first - second) for first in range(size + 1) for second in range(size + 1 - first)]


@cache
def printed(held: Row, before: tuple[tuple[int, int], ...] | None, is_exact: bool) -> Table:
    counts = (0, 0, held[0], held[1], held[2], 0)
    spans = row(counts, counts, LEAST)
    if before is not None and len(spans) > len(before):
        spans = before
    classes = tuple(sum(counts[first : last + 1]) for first, last in spans)
    return Table(spans, classes if is_exact else between_sums(classes))


def seen(case: Case, is_closing: bool) -> dict[object, list[tuple[Row, Row, Row]]]:
    """Return the worlds by what is seen in them."""

    @cache
    def passes(first: Table, second: Table) -> bool:
        return is_safe((case.release(1, first, False), case.release(2, second, is_exact)))

    is_exact = is_closing and all(moved == 0 or moved >= LEAST_FOR_EXACT for moved in (case.leaving, case.joining))
    found: dict[object, list[tuple[Row, Row, Row]]] = defaultdict(list)
    for stay, leave, join in case.worlds():
        first = printed(tuple(map(sum, zip(stay, leave, strict=True))), None, False)
        held: Row = (stay[0] + join[0], stay[1] + join[1], stay[2] + join[2])
        second = printed(held, first.spans or None, is_exact)
        found[first, second if passes(first, second) else None].append((stay, leave, join))
    return found


def certain_views(case: Case, is_closing: bool) -> list[object]:
    """Return what is seen in a published release that makes certain on which side of a cut a group is."""
    found: list[object] = []
    groups = (case.size - case.leaving, case.leaving, case.joining)
    for view, worlds in seen(case, is_closing).items():
        if isinstance(view, tuple) and view[1] is not None:
            for group, size in enumerate(groups):
                for cut in (1, 2) if size else ():
                    if {sum(world[group][:cut]) for world in worlds} in ({0}, {size}):
                        found.append((view, group, cut))
    return found
