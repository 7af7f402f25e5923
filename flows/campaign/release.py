"""Makes releases: the only figures of a campaign that anybody sees.

A release has fixed tables. Everybody who is counted is in exactly one class of each table, and each class is large enough.
An interim release is rounded. A closing release is exact if enough changed since the last one. If the figures so far would make
the class of any institution certain, there is no release yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec import Struct

from flows.campaign.counted import BELOW_3, STARS, Cohort, Counted, Remainder, cohort_of, remains_in
from flows.campaign.districts import DistrictCount, groups
from flows.campaign.partition import Span, least, merge, row
from flows.campaign.rounding import between_sums, nearest, share

LEAST_IN_ALL = 20
LEAST_CHANGED = 10


class Table(Struct, frozen=True):
    """The classes of one table: the first and last star or rung, with its printed count. Both are () if too few to split."""

    spans: tuple[Span, ...] = ()
    counts: tuple[int, ...] = ()

    def to(self, cut: int) -> int | None:
        """Return the printed count of all classes up to and with `cut`; None if the table has no cut there."""
        ends = [last for _, last in self.spans]
        return sum(self.counts[: ends.index(cut) + 1]) if cut in ends else None


class DistrictGroup(Struct, frozen=True):
    """A district, or several together, with its printed counts below three stars and from three stars on."""

    districts: tuple[str, ...]
    below: int
    from_3: int


class Release(Struct, frozen=True):
    """What a campaign publishes at one time. Faces show all but `cohort`, which only the check of the next release reads.

    `number` counts from 1. `subdomains` are in the order of the edition; () for `districts` means that there are too few.
    """

    number: int
    is_exact: bool
    at_least: int
    total: int
    stars: Table
    subdomains: tuple[Table, ...]
    districts: tuple[DistrictGroup, ...]
    cohort: Cohort

    def percent(self, count: int, of: int | None = None) -> int:
        """Return the share of a printed count in percent, of all or of the count `of`."""
        return share(count, self.total if of is None else of, self.is_exact)


class Missing(Struct, frozen=True):
    """What a release still needs: how many more institutions in all, and how many more that are new, changed or withdrawn."""

    in_all: int
    changed: int

    @property
    def is_nothing(self) -> bool:
        """Whether a release may be made."""
        return not self.in_all and not self.changed


class Recurring(Protocol):
    """One institution that several releases may count; `Counted` says what both mean."""

    @property
    def since(self) -> int | None:
        """The first release that counted exactly this; None if no release did."""

    @property
    def was_counted(self) -> bool:
        """Whether the latest release counted something else of the same institution."""


def may_release(counted: Iterable[Counted], latest: Release | None, first_at: int = LEAST_IN_ALL, waited: int = 0) -> Missing:
    """Return what is missing for the next release.

    `first_at` is how many institutions the first release needs; raises ValueError if it is below 20. `waited` is how often a
    release was held back since the latest one. Each time, ten more institutions have to change before the next try.
    """
    if first_at < LEAST_IN_ALL:
        raise ValueError("a release needs at least 20 institutions")
    return missing(counted, None if latest is None else latest.cohort.size, first_at, waited)


def missing(counted: Iterable[Recurring], latest_size: int | None, first_at: int = LEAST_IN_ALL, waited: int = 0) -> Missing:
    """Return what is missing, as `may_release` does; `latest_size` is how many the latest release counted, None if none did."""
    given = list(counted)
    needed = LEAST_CHANGED * (waited + (latest_size is not None))
    if latest_size is None:
        return Missing(max(first_at + needed - len(given), 0), 0)
    new_or_changed = sum(one.since is None for one in given)
    still_or_changed = sum(one.since is not None or one.was_counted for one in given)
    changed = new_or_changed + latest_size - still_or_changed
    return Missing(max(LEAST_IN_ALL - len(given), 0), max(needed - changed, 0))


def draft(counted: Sequence[Counted], published: Sequence[Release], has_roster: bool, is_exact: bool) -> Release:
    """Return the next release as it would be, before the check whether it makes anything certain.

    A table is never printed in finer classes than before. That holds from the first release that splits this table: a table
    that was too small to split has no classes yet. A table that can no longer be split is never split again.
    """
    at_least = least(has_roster)
    number = len(published) + 1
    columns = zip(*(one.rungs for one in counted), strict=True)
    seen = [tuple(remains_in(one.seen, remainder) for remainder in Remainder) for one in counted]
    before = _last_split([release.stars for release in published])
    stars = _stars(_by_class([one.star for one in counted], seen), before, at_least)
    subdomains = tuple(
        _row(_by_class(column, seen), _last_split([release.subdomains[place] for release in published]), at_least)
        for place, column in enumerate(columns)
    )
    districts = _districts(counted, [release.districts for release in published])
    if not is_exact:
        stars, subdomains = _rounded(stars), tuple(_rounded(table) for table in subdomains)
        districts = tuple(DistrictGroup(one.districts, *between_sums((one.below, one.from_3))) for one in districts)
    total = len(counted) if is_exact else nearest(len(counted))
    return Release(number, is_exact, at_least, total, stars, subdomains, districts, cohort_of(counted, number))


Classes = tuple[tuple[int, ...], ...]


def _by_class(column: Sequence[int], seen: Sequence[tuple[bool, ...]]) -> Classes:
    """Return the six counts of each remainder."""
    found = Counter(zip(column, seen, strict=True))
    kinds = {kind for _, kind in found}
    return tuple(
        tuple(sum(found[star, kind] for kind in kinds if kind[remainder]) for star in STARS) for remainder in Remainder
    )


def _last_split(tables: Sequence[Table]) -> tuple[Span, ...] | None:
    """Return the classes that may only get coarser: None if the table was never split, () if it may not be split again."""
    if not any(table.spans for table in tables):
        return None
    return tables[-1].spans


def _stars(classes: Classes, before: tuple[Span, ...] | None, at_least: int) -> Table:
    units = tuple((star, star) for star in STARS) if before is None else before
    if not units:
        return Table()
    everybody, without_star = _sums(classes[Remainder.everybody], units), _sums(classes[Remainder.without_star], units)
    spans = tuple((units[first][0], units[last][1]) for first, last in merge(everybody, without_star, at_least))
    return Table(spans, _sums(classes[Remainder.everybody], spans))


def _row(classes: Classes, before: tuple[Span, ...] | None, at_least: int) -> Table:
    """Cut one subdomain at rung 3. Each remainder must allow the cut."""
    everybody = classes[Remainder.everybody]
    spans = min(
        (row(everybody, classes[remainder], at_least) for remainder in (Remainder.without_answers, Remainder.without_star)),
        key=len,
    )
    if before is not None and len(spans) > len(before):
        # Two ways are coarser than three, so they hold as well.
        spans = before
    return Table(spans, _sums(everybody, spans))


def _sums(counts: Sequence[int], spans: Sequence[Span]) -> tuple[int, ...]:
    return tuple(sum(counts[first : last + 1]) for first, last in spans)


def _rounded(table: Table) -> Table:
    return Table(table.spans, between_sums(table.counts))


def _districts(counted: Sequence[Counted], before: Sequence[tuple[DistrictGroup, ...]]) -> tuple[DistrictGroup, ...]:
    """Return the groups with exact counts. A group of the last release is never split: it counts as one district."""
    if any(before) and not before[-1]:
        return ()
    names = {name: group.districts for group in (before[-1] if before else ()) for name in group.districts}
    found = Counter(
        (names.get(one.district, (one.district,)), one.star <= BELOW_3, remains_in(one.seen, Remainder.without_star))
        for one in counted
    )
    units = {
        unit: tuple(
            sum(found[unit, below, unnamed] for unnamed in remainders)
            for remainders in ((False, True), (True,))
            for below in (True, False)
        )
        for unit in {unit for unit, _, _ in found}
    }
    by_key = {"\n".join(unit): unit for unit in units}
    merged = groups(DistrictCount(key, *units[unit]) for key, unit in by_key.items())
    return tuple(
        DistrictGroup(
            tuple(sorted(name for key in group for name in by_key[key])),
            sum(units[by_key[key]][0] for key in group),
            sum(units[by_key[key]][1] for key in group),
        )
        for group in merged
    )
