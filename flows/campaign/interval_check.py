"""Checks whether all releases so far, with the next one, would make the class of any institution certain.

The person it guards against has every release, knows who took part in which and whose answers changed, knows the rules of
merging and rounding, and is either a respondent, who subtracts their own institution, or an officer, who subtracts all
institutions seen by name. Each cut of each table is checked on
its own: is there a group of institutions of which all must be below the cut, or all above? That asks more than whether a class
is certain: a class between two cuts is certain only if the sides of both are. `docs/explanation/campaign-figures.md` says
what this does not cover.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from flows.campaign.counted import BELOW_3, BELOW_4, STARS, DistrictCohort, Look
from flows.campaign.partition import LEAST_BY_DISTRICT
from flows.campaign.release import DistrictGroup, Release, Table
from flows.campaign.rounding import ERROR
from flows.campaign.sides import Group, Range, certain_groups

Options = tuple[Range, ...]


class Certain(Struct, frozen=True):
    """A finding: in `table` ("stars", "districts", or a subdomain by its place), the members of `group` are on a known side."""

    table: str
    cut: int
    look: Look
    group: Group


def certainties(releases: Sequence[Release]) -> Iterator[Certain]:
    """Yield all that the releases make certain."""
    for look in (Look.everybody, Look.without_star):
        sizes = [release.cohort.sizes.of(look) for release in releases]
        for cut in STARS[:-1]:
            options = _star_options(releases, cut, look)
            yield from (Certain("stars", cut, look, group) for group in certain_groups(sizes, options, look is Look.everybody))
        yield from _in_districts(releases, look)
    for look in Look:
        sizes = [release.cohort.sizes.of(look) for release in releases]
        seen: dict[tuple[Options, ...], list[Group]] = {}
        for place in range(len(releases[-1].subdomains)):
            for cut in (BELOW_3, BELOW_4):
                row_options = _row_options(releases, place, cut, look)
                if row_options not in seen:
                    seen[row_options] = certain_groups(sizes, row_options, look is Look.everybody)
                yield from (Certain(str(place), cut, look, group) for group in seen[row_options])


def is_safe(releases: Sequence[Release]) -> bool:
    """Return whether the releases together make nothing certain."""
    return next(certainties(releases), None) is None


class _View(Struct, frozen=True):
    """One table in one release, in one look: its printed cuts with the ranges for the number at or below each."""

    size: int
    slack: int
    at_least: int
    cuts: tuple[int, ...]
    ranges: tuple[Range, ...]

    def options(self, cut: int, could_print: bool) -> Options:
        """Return the ranges for the number at or below `cut`.

        If the release did not cut there although it could have, a part to one side was too small, in this look or in another.
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


def _view(release: Release, table: Table, look: Look, known: Sequence[int], looks: Sequence[Look]) -> _View:
    """Return one table's view. `known[cut]` is what an officer subtracts at a cut; `looks` are those that the merge minded."""
    sizes = {one: sum(release.cohort.sizes.of(one)) for one in looks}
    size = sizes[look]
    cuts = tuple(last for _, last in table.spans[:-1])
    error = 0 if release.is_exact else ERROR
    printed = [(table.to(cut) or 0) - known[cut] for cut in cuts]
    ranges = _with_least([(count - error, count + error) for count in printed], size, release.at_least if size else 0)
    slack = size - min((one for one in sizes.values() if one), default=0)
    return _View(size, slack, release.at_least, cuts, ranges)


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


def _could_cut(earlier: Sequence[Table], cut: int) -> bool:
    """Return whether the rule "never finer" left this cut open."""
    if not any(table.spans for table in earlier):
        return True
    return cut in [last for _, last in earlier[-1].spans]


def _star_options(releases: Sequence[Release], cut: int, look: Look) -> list[Options]:
    tables = [release.stars for release in releases]
    found = []
    for place, release in enumerate(releases):
        known = release.cohort.known(look)
        view = _view(release, release.stars, look, known.stars if known else (0,) * 5, (Look.everybody, Look.without_star))
        options = view.options(cut, _could_cut(tables[:place], cut))
        if cut == BELOW_3 and release.districts:
            ranges = [_district_range(release, group, look) for group in release.districts]
            low, high = sum(one[0] for one in ranges), sum(one[1] for one in ranges)
            options = tuple((max(a, low), min(b, high)) for a, b in options)
        found.append(options)
    return found


def _row_options(releases: Sequence[Release], place: int, cut: int, look: Look) -> tuple[Options, ...]:
    tables = [release.subdomains[place] for release in releases]
    found = []
    for number, release in enumerate(releases):
        known = release.cohort.known(look)
        pair = known.subdomains[place] if known else (0, 0)
        view = _view(release, tables[number], look, (0, 0, *pair), tuple(Look))
        # Rows are cut below rung 3 first. So a row that is not cut there says nothing about the other cut.
        could = _could_cut(tables[:number], cut) and (cut == BELOW_3 or BELOW_3 in view.cuts)
        found.append(view.options(cut, could))
    return tuple(found)


def _in_districts(releases: Sequence[Release], look: Look) -> Iterator[Certain]:
    """Check each group of districts that was ever printed, over all releases that printed it whole or in parts."""
    printed = {group.districts for release in releases for group in release.districts}
    for number, districts in enumerate(sorted(printed)):
        sizes, options = [], []
        for release in releases:
            members = [one for one in release.cohort.districts if one.district in districts]
            sizes.append(_added([one.sizes.of(look) for one in members], release.number))
            options.append((_group_range(release, set(districts), members, look),))
        yield from (
            Certain("districts", number, look, group) for group in certain_groups(sizes, options, look is Look.everybody)
        )


def _added(sizes: Sequence[tuple[int, ...]], length: int) -> tuple[int, ...]:
    return tuple(sum(one[place] for one in sizes) for place in range(length))


def _group_range(release: Release, districts: set[str], members: Sequence[DistrictCohort], look: Look) -> Range:
    size = sum(sum(one.sizes.of(look)) for one in members)
    parts = [group for group in release.districts if districts.issuperset(group.districts)]
    if not parts or {one.district for one in members} - {name for part in parts for name in part.districts}:
        return (0, size)
    ranges = [_district_range(release, part, look) for part in parts]
    low, high = sum(one[0] for one in ranges), sum(one[1] for one in ranges)
    if BELOW_3 in [last for _, last in release.stars.spans[:-1]]:
        # The stars say how many there are in all groups together.
        rest = [_district_range(release, group, look) for group in release.districts if group not in parts]
        in_all = _stars_below_3(release, look)
        low = max(low, in_all[0] - sum(one[1] for one in rest))
        high = min(high, in_all[1] - sum(one[0] for one in rest))
    return (low, high)


def _stars_below_3(release: Release, look: Look) -> Range:
    known = release.cohort.known(look)
    view = _view(release, release.stars, look, known.stars if known else (0,) * 5, (Look.everybody, Look.without_star))
    return view.ranges[view.cuts.index(BELOW_3)]


def _district_range(release: Release, group: DistrictGroup, look: Look) -> Range:
    members = [one for one in release.cohort.districts if one.district in group.districts]
    size = sum(sum(one.sizes.of(look)) for one in members)
    known = sum(one.known_below for one in members) if look is Look.without_star else 0
    error = 0 if release.is_exact else ERROR
    least = LEAST_BY_DISTRICT if size else 0
    return max(group.below - known - error, least), min(group.below - known + error, size - least)
