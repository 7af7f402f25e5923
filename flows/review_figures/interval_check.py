"""Checks whether all releases about reviews so far, with the next one, would make the class of any institution certain.

It guards against the same person as `flows.campaign.interval_check`: they have every release, know who was counted in which,
and the rules. They subtract their own institution, or, as a reviewer, all cases that they read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from flows.campaign.sides import Group, certain_groups, possible_sides
from flows.campaign.table_view import Options, TableView, could_cut, table_view
from flows.review_figures.measures import Measure
from flows.review_figures.release import ReviewRelease


class CertainReview(Struct, frozen=True):
    """A finding: the members of `group` are on a known side of a cut, for `reader` (None: for anybody)."""

    measure: Measure
    cut: int
    reader: int | None
    group: Group


def certainties(releases: Sequence[ReviewRelease]) -> Iterator[CertainReview]:
    """Yield all that the releases make certain."""
    readers = sorted({each.reader for release in releases for each in release.cohort.unread})
    for reader in (None, *readers):
        sizes = [release.cohort.sizes_for(reader) for release in releases]
        seen: dict[object, list[tuple[int, Group]]] = {}
        for place, each in enumerate(releases[-1].tables):
            views = tuple(_view(release, each.measure, place, reader) for release in releases)
            key = (views, each.measure.is_merged)
            if key not in seen:
                seen[key] = list(_in_table(sizes, views, each.measure, reader))
            yield from (CertainReview(each.measure, cut, reader, group) for cut, group in seen[key])


def is_safe(releases: Sequence[ReviewRelease]) -> bool:
    """Return whether the releases together make nothing certain."""
    return next(certainties(releases), None) is None


def _view(release: ReviewRelease, measure: Measure, place: int, reader: int | None) -> TableView:
    table, part = release.table(measure), release.cohort.part(reader)
    assert table is not None, "all releases of a period have the same tables"
    known = part.known[place] if part is not None else (0,) * measure.top
    printed = [(last, (table.to(last) or 0) - known[last]) for _, last in table.spans[:-1]]
    sizes = [release.cohort.size, *(sum(each.sizes) for each in release.cohort.unread)]
    return table_view(measure.top, sum(release.cohort.sizes_for(reader)), sizes, release.at_least, printed, release.is_exact)


def _in_table(
    sizes: Sequence[tuple[int, ...]], views: Sequence[TableView], measure: Measure, reader: int | None
) -> Iterator[tuple[int, Group]]:
    for cut in range(measure.top):
        # Most tables are cut after their first class first. One that is not cut there says nothing about the other cut.
        found: list[Options] = [
            view.options(cut, could_cut(views[:number], cut) and (measure.is_merged or cut == 0 or 0 in view.cuts))
            for number, view in enumerate(views)
        ]
        yield from ((cut, group) for group in certain_groups(sizes, found, reader is None))
    yield from _from_lost_cuts(sizes, views, reader)


def _from_lost_cuts(
    sizes: Sequence[tuple[int, ...]], views: Sequence[TableView], reader: int | None
) -> Iterator[tuple[int, Group]]:
    """Check what follows if a table became coarser: one of two parts is too small now, and neither may tell who left it."""
    for number in range(1, len(views)):
        for cut in set(views[number - 1].cuts) - set(views[number].cuts):
            for small, after, until in views[number].lost(cut):
                found = [(small if place == number else view.part(after, until),) for place, view in enumerate(views)]
                if possible_sides(sizes, found):
                    yield from ((cut, group) for group in certain_groups(sizes, found, reader is None))
