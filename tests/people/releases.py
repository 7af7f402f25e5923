"""Releases as tests need them: a few tables, and a cohort that no face reads."""

from __future__ import annotations

from collections.abc import Sequence

from flows.campaign.counted import Cohort, Known, Sizes
from flows.campaign.release import DistrictGroup, Release, Table

TWO, THREE = ((0, 2), (3, 5)), ((0, 2), (3, 3), (4, 5))


def release(
    stars: Table,
    rows: Sequence[Table],
    is_exact: bool = False,
    districts: tuple[DistrictGroup, ...] = (),
    at_least: int = 5,
    number: int = 1,
) -> Release:
    """A release with these tables."""
    nothing = Known((0,) * 5, ((0, 0),) * len(rows))
    cohort = Cohort(Sizes((40,), (40,), (40,)), nothing, nothing, ())
    return Release(number, is_exact, at_least, sum(stars.counts), stars, tuple(rows), districts, cohort)
