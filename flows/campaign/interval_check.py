"""Checks whether all releases so far, with the next one, would make the class of any institution certain.

The person it guards against has every release, knows who took part in which and whose answers changed, and knows the rules of
merging and rounding. They are either a respondent, who subtracts their own institution, or an officer, who subtracts all
institutions seen by name. Each cut of each table is checked on its own: is there a group of institutions of which all must be
below the cut, or all above? That is stricter than to ask whether a class is certain: a class between two cuts is certain only
if the sides of both are. `docs/explanation/campaign-figures.md` says
what this does not cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from flows.campaign.counted import BELOW_3, BELOW_4, STARS, DistrictCohort, Remainder
from flows.campaign.partition import LEAST_BY_DISTRICT
from flows.campaign.release import DistrictGroup, Release, Table
from flows.campaign.rounding import ERROR
from flows.campaign.sides import Group, Range, certain_groups, possible_sides
from flows.campaign.table_view import Options, TableView, could_cut, table_view


class Certain(Struct, frozen=True):
    """A finding: in `table` ("stars", "districts", or a subdomain by its place), the members of `group` are on a known side."""

    table: str
    cut: int
    remainder: Remainder
    group: Group


def certainties(releases: Sequence[Release]) -> Iterator[Certain]:
    """Yield all that the releases make certain."""
    for remainder in (Remainder.everybody, Remainder.without_star):
        yield from _in_stars(releases, remainder)
        yield from _in_districts(releases, remainder)
    for remainder in Remainder:
        seen: dict[object, list[Certain]] = {}
        for place in range(len(releases[-1].subdomains)):
            views = tuple(_row_view(release, place, remainder) for release in releases)
            if views not in seen:
                seen[views] = list(_in_row(releases, views, place, remainder))
            yield from seen[views]


def is_safe(releases: Sequence[Release]) -> bool:
    """Return whether the releases together make nothing certain."""
    return next(certainties(releases), None) is None


def _view(
    release: Release, table: Table, remainder: Remainder, known: Sequence[int], remainders: Sequence[Remainder]
) -> TableView:
    """Return one table's view. `known[cut]` is what an officer subtracts at a cut; the merge looked at `remainders`."""
    sizes = {one: sum(release.cohort.sizes.of(one)) for one in remainders}
    printed = [(last, (table.to(last) or 0) - known[last]) for _, last in table.spans[:-1]]
    return table_view(STARS[-1], sizes[remainder], sizes.values(), release.at_least, printed, release.is_exact)


def _in_stars(releases: Sequence[Release], remainder: Remainder) -> Iterator[Certain]:
    views = [_star_view(release, remainder) for release in releases]
    for cut in STARS[:-1]:
        found = []
        for place, release in enumerate(releases):
            options = views[place].options(cut, could_cut(views[:place], cut))
            if cut == BELOW_3 and release.districts:
                ranges = [_district_range(release, group, remainder) for group in release.districts]
                low, high = sum(one[0] for one in ranges), sum(one[1] for one in ranges)
                options = tuple((max(a, low), min(b, high)) for a, b in options)
            found.append(options)
        yield from _certain("stars", releases, remainder, cut, found)
    yield from _from_lost_cuts("stars", releases, remainder, views)


def _in_row(releases: Sequence[Release], views: Sequence[TableView], place: int, remainder: Remainder) -> Iterator[Certain]:
    for cut in (BELOW_3, BELOW_4):
        # Rows are cut below rung 3 first. So a row that is not cut there says nothing about the other cut.
        found = [
            view.options(cut, could_cut(views[:number], cut) and (cut == BELOW_3 or BELOW_3 in view.cuts))
            for number, view in enumerate(views)
        ]
        yield from _certain(str(place), releases, remainder, cut, found)
    yield from _from_lost_cuts(str(place), releases, remainder, views)


def _from_lost_cuts(
    table: str, releases: Sequence[Release], remainder: Remainder, views: Sequence[TableView]
) -> Iterator[Certain]:
    """Check what follows if a table became coarser: one of two parts is too small now, and neither may tell who left it."""
    for number in range(1, len(views)):
        for cut in set(views[number - 1].cuts) - set(views[number].cuts):
            for small, after, until in views[number].lost(cut):
                found = [(small if place == number else view.part(after, until),) for place, view in enumerate(views)]
                if possible_sides(_sizes(releases, remainder), found):
                    yield from _certain(table, releases, remainder, cut, found)


def _certain(
    table: str, releases: Sequence[Release], remainder: Remainder, cut: int, options: Sequence[Options]
) -> Iterator[Certain]:
    groups = certain_groups(_sizes(releases, remainder), options, remainder is Remainder.everybody)
    return (Certain(table, cut, remainder, group) for group in groups)


def _sizes(releases: Sequence[Release], remainder: Remainder) -> list[tuple[int, ...]]:
    return [release.cohort.sizes.of(remainder) for release in releases]


def _star_view(release: Release, remainder: Remainder) -> TableView:
    known = release.cohort.known(remainder)
    return _view(
        release, release.stars, remainder, known.stars if known else (0,) * 5, (Remainder.everybody, Remainder.without_star)
    )


def _row_view(release: Release, place: int, remainder: Remainder) -> TableView:
    known = release.cohort.known(remainder)
    pair = known.subdomains[place] if known else (0, 0)
    return _view(release, release.subdomains[place], remainder, (0, 0, *pair), tuple(Remainder))


def _in_districts(releases: Sequence[Release], remainder: Remainder) -> Iterator[Certain]:
    """Check each group of districts that was ever printed, over all releases that printed it whole or in parts."""
    printed = {group.districts for release in releases for group in release.districts}
    for number, districts in enumerate(sorted(printed)):
        sizes, options = [], []
        for release in releases:
            members = [one for one in release.cohort.districts if one.district in districts]
            sizes.append(_added([one.sizes.of(remainder) for one in members], release.number))
            options.append((_group_range(release, set(districts), members, remainder),))
        yield from (
            Certain("districts", number, remainder, group)
            for group in certain_groups(sizes, options, remainder is Remainder.everybody)
        )


def _added(sizes: Sequence[tuple[int, ...]], length: int) -> tuple[int, ...]:
    return tuple(sum(one[place] for one in sizes) for place in range(length))


def _group_range(release: Release, districts: set[str], members: Sequence[DistrictCohort], remainder: Remainder) -> Range:
    size = sum(sum(one.sizes.of(remainder)) for one in members)
    parts = [group for group in release.districts if districts.issuperset(group.districts)]
    if not parts or {one.district for one in members} - {name for part in parts for name in part.districts}:
        return (0, size)
    ranges = [_district_range(release, part, remainder) for part in parts]
    low, high = sum(one[0] for one in ranges), sum(one[1] for one in ranges)
    if BELOW_3 in [last for _, last in release.stars.spans[:-1]]:
        # The stars say how many there are in all groups together.
        rest = [_district_range(release, group, remainder) for group in release.districts if group not in parts]
        in_all = _star_view(release, remainder).part(-1, BELOW_3)
        low = max(low, in_all[0] - sum(one[1] for one in rest))
        high = min(high, in_all[1] - sum(one[0] for one in rest))
    return (low, high)


def _district_range(release: Release, group: DistrictGroup, remainder: Remainder) -> Range:
    members = [one for one in release.cohort.districts if one.district in group.districts]
    size = sum(sum(one.sizes.of(remainder)) for one in members)
    known = sum(one.known_below for one in members) if remainder is Remainder.without_star else 0
    error = 0 if release.is_exact else ERROR
    least = LEAST_BY_DISTRICT if size else 0
    return max(group.below - known - error, least), min(group.below - known + error, size - least)
