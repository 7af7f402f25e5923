"""Rounds counts for interim releases, so that the difference between two does not tell what one institution answered."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

STEP = 5
# How far a count can be from the printed one, to either side.
ERROR = STEP // 2


def nearest(count: int) -> int:
    """Return the nearest multiple of 5. A whole number is never halfway between two of them."""
    return (count + ERROR) // STEP * STEP


def between_sums(counts: Sequence[int]) -> tuple[int, ...]:
    """Return the classes between the rounded running sums; they add up to the rounded total.

    If each class were rounded for itself, the total would say which were rounded up and which down. A class of at least 5
    never becomes 0.
    """
    return tuple(after - before for before, after in pairwise((0, *(nearest(total) for total in accumulate(counts)))))


def share(count: int, total: int, is_exact: bool) -> int:
    """Return the share of printed counts in percent; to 5 % if the release is rounded. 0 of 0 is 0."""
    if not total:
        return 0
    return round(100 * count / total) if is_exact else int(20 * count / total + 0.5) * STEP
