"""Compares two releases of one campaign, or of two campaigns, by the same arithmetic."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from flows.campaign.partition import Span
from flows.campaign.release import Release, Table
from flows.campaign.rounding import between_sums, share


class Change(Struct, frozen=True):
    """The share of one class in both releases, in percent."""

    span: Span
    before: int
    after: int


class GroupChange(Struct, frozen=True):
    """The share from three stars on of one group of districts in both releases, in percent."""

    districts: tuple[str, ...]
    before: int
    after: int


class Comparison(Struct, frozen=True):
    """Two releases side by side. A table is () if they have no cut in common; `is_exact` if both are exact."""

    is_exact: bool
    stars: tuple[Change, ...]
    subdomains: tuple[tuple[Change, ...], ...]
    districts: tuple[GroupChange, ...]


def comparison(before: Release, after: Release) -> Comparison:
    """Return what both releases show. Raises ValueError if they ask about different numbers of subdomains.

    Classes are those that both can be merged into. Unless both are exact, both are rounded: counts to 5 and shares to 5 %. Of
    districts, only those groups are compared that are the same in both.
    """
    is_exact = before.is_exact and after.is_exact
    earlier = {group.districts: (group.below, group.from_3) for group in before.districts}
    return Comparison(
        is_exact,
        _changes(before.stars, after.stars, is_exact),
        tuple(_changes(one, other, is_exact) for one, other in zip(before.subdomains, after.subdomains, strict=True)),
        tuple(
            GroupChange(
                group.districts,
                _shares(earlier[group.districts], is_exact)[1],
                _shares((group.below, group.from_3), is_exact)[1],
            )
            for group in after.districts
            if group.districts in earlier
        ),
    )


def _changes(before: Table, after: Table, is_exact: bool) -> tuple[Change, ...]:
    ends = sorted({last for _, last in before.spans} & {last for _, last in after.spans})
    spans = tuple(zip((0, *(end + 1 for end in ends[:-1])), ends, strict=True)) if len(ends) > 1 else ()
    shares = zip(_shares(_merged(before, spans), is_exact), _shares(_merged(after, spans), is_exact), strict=True)
    return tuple(Change(span, *both) for span, both in zip(spans, shares, strict=True))


def _merged(table: Table, spans: Sequence[Span]) -> tuple[int, ...]:
    held = list(zip(table.spans, table.counts, strict=True))
    return tuple(sum(count for (start, _), count in held if first <= start <= last) for first, last in spans)


def _shares(counts: Sequence[int], is_exact: bool) -> tuple[int, ...]:
    printed = tuple(counts) if is_exact else between_sums(counts)
    return tuple(share(count, sum(printed), is_exact) for count in printed)
