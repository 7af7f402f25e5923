"""Makes releases of figures about reviews, by the rules of `flows.campaign.release`.

A reviewer knows the cases that they read, and can subtract them. So each class holds enough institutions in all, and enough of
those that this reviewer did not read, for each reviewer.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from flows.campaign.partition import LEAST, Span, merge_all, ways
from flows.campaign.release import Table
from flows.campaign.rounding import between_sums, nearest, share
from flows.review_figures.counted import CountedReview, ReviewCohort, cohort_of, readers_of
from flows.review_figures.measures import Measure


class MeasureTable(Struct, frozen=True):
    """One table with what it is about. It has no classes if it is too small to split."""

    measure: Measure
    table: Table


class ReviewRelease(Struct, frozen=True):
    """What is published of reviews at one time. Faces show all but `cohort`, which only the next check reads.

    `number` counts from 1. `total` is the printed number of institutions.
    """

    number: int
    is_exact: bool
    at_least: int
    total: int
    tables: tuple[MeasureTable, ...]
    cohort: ReviewCohort

    def percent(self, count: int, of: int | None = None) -> int:
        """Return the share of a printed count in percent, of all or of the count `of`."""
        return share(count, self.total if of is None else of, self.is_exact)

    def table(self, measure: Measure) -> Table | None:
        """Return the table of a measure; None if this release has none."""
        return next((each.table for each in self.tables if each.measure == measure), None)


def protectable(counted: Sequence[CountedReview]) -> list[CountedReview]:
    """Return the institutions that a release can count.

    If one person read nearly all cases, the few others could never be in classes of their own that are large enough. Then no
    table could be split for as long as this person reads. So what a reader did not read is left out while it is too small for
    two classes. Who read what decides this, and never how a review ended.
    """
    kept = list(counted)
    while True:
        unread = [[one for one in kept if reader not in one.readers] for reader in readers_of(kept)]
        few = min((each for each in unread if 0 < len(each) < 2 * LEAST), key=len, default=None)
        if few is None:
            return kept
        kept = [one for one in kept if one not in few]


def draft(
    counted: Sequence[CountedReview], measures: Sequence[Measure], published: Sequence[ReviewRelease], is_exact: bool
) -> ReviewRelease:
    """Return the next release as it would be, before the check whether it makes anything certain.

    A table is never printed in finer classes than before, and one that can no longer be split is never split again.
    """
    number, readers = len(published) + 1, readers_of(counted)
    tables = []
    for place, measure in enumerate(measures):
        before = _last_split([release.table(measure) for release in published])
        table = _table(counted, place, measure, readers, before)
        tables.append(MeasureTable(measure, table if is_exact else Table(table.spans, between_sums(table.counts))))
    total = len(counted) if is_exact else nearest(len(counted))
    cohort = cohort_of(counted, number, [measure.top for measure in measures])
    return ReviewRelease(number, is_exact, LEAST, total, tuple(tables), cohort)


def _table(
    counted: Sequence[CountedReview], place: int, measure: Measure, readers: Sequence[int], before: tuple[Span, ...] | None
) -> Table:
    units = tuple((one, one) for one in range(measure.top + 1)) if before is None else before
    if not units:
        return Table()
    held = _in_units([one.classes[place] for one in counted], units)
    unread = [_in_units([one.classes[place] for one in counted if reader not in one.readers], units) for reader in readers]
    found = (merge_all if measure.is_merged else ways)(held, unread, LEAST)
    spans = tuple((units[first][0], units[last][1]) for first, last in found)
    return Table(spans, tuple(sum(held[first : last + 1]) for first, last in found))


def _in_units(values: Sequence[int], units: Sequence[Span]) -> tuple[int, ...]:
    return tuple(sum(first <= value <= last for value in values) for first, last in units)


def _last_split(tables: Sequence[Table | None]) -> tuple[Span, ...] | None:
    """Return the classes that may only get coarser: None if the table was never split, () if it may not be split again."""
    there = [table for table in tables if table is not None]
    return there[-1].spans if any(table.spans for table in there) else None
