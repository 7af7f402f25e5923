"""Publishes in the ways that look safe and are not, so that the attacks can be seen to work."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

from flows.campaign.counted import Counted
from flows.campaign.release import Release, draft
from tests.flows.campaign.attack.population import Institution
from tests.flows.campaign.attack.program import Program

CLASSES = range(6)
SMALL = 5


def unrounded(counted: Sequence[Counted], published: Sequence[Release], closing: bool) -> Release:
    """Publish exact figures at any time."""
    return draft(counted, published, True, True)


def rounded_at_any_time(counted: Sequence[Counted], published: Sequence[Release], closing: bool) -> Release:
    """Publish rounded figures at any time, however few joined, without the check."""
    return draft(counted, published, True, closing)


def suppressed(members: Sequence[Institution]) -> dict[tuple[str, int], int | None]:
    """Return a table of districts and stars; a cell of 1 to 4 is None, and so is a second cell of its row and of its column."""
    districts = sorted({one.counted.district for one in members})
    found = Counter((one.counted.district, one.counted.star) for one in members)
    hidden = {cell for cell, count in found.items() if 0 < count < SMALL}
    for lines in (
        [[(name, star) for star in CLASSES] for name in districts],
        [[(name, star) for name in districts] for star in CLASSES],
    ):
        for line in lines:
            if len([cell for cell in line if cell in hidden]) == 1:
                left = [cell for cell in line if found[cell] and cell not in hidden]
                hidden |= {min(left, key=lambda cell: (found[cell], cell))} if left else set()
    return {(name, star): None if (name, star) in hidden else found[name, star] for name in districts for star in CLASSES}


def recovered_small_cells(members: Sequence[Institution]) -> list[tuple[str, int]]:
    """Return the hidden cells of 1 to 4 that the rest of the table, its sums and "hidden is not 0" give away exactly."""
    table = suppressed(members)
    truth = Counter((one.counted.district, one.counted.star) for one in members)
    hidden: list[tuple[str, int]] = [cell for cell, count in table.items() if count is None]
    lowest, highest = (_program(table, truth, hidden, sign) for sign in (True, False))
    found = []
    for cell in hidden:
        if truth[cell] < SMALL and lowest.least([cell]) == len(members) - highest.least([("rest", cell)]):
            found.append(cell)
    return found


def _program(
    table: dict[tuple[str, int], int | None], truth: Counter[tuple[str, int]], hidden: list[tuple[str, int]], plain: bool
) -> Program:
    """Return the program of the hidden cells. If not `plain`, each has a rest up to all, of which the least is asked."""
    size = truth.total()
    program = Program()
    for cell in hidden:
        program.add(cell, size)
        program.bound([cell], 1, size)
        if not plain:
            program.add(("rest", cell), size)
            program.bound([cell, ("rest", cell)], size, size)
    lines: dict[Hashable, list[tuple[str, int]]] = {}
    for name, star in hidden:
        lines.setdefault(("district", name), []).append((name, star))
        lines.setdefault(("star", star), []).append((name, star))
    for cells in lines.values():
        total = sum(truth[cell] for cell in cells)
        program.bound(cells, total, total)
    return program
