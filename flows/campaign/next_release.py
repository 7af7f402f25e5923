"""Makes the next release of a campaign, or says why there is none yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from flows.campaign.counted import Counted, Remainder, remains_in
from flows.campaign.interval_check import is_safe
from flows.campaign.release import LEAST_CHANGED, LEAST_IN_ALL, Missing, Release, draft, may_release

# An exact release must not show what fewer institutions than this changed.
LEAST_FOR_EXACT = 5


def next_release(
    counted: Sequence[Counted],
    published: Sequence[Release],
    *,
    has_roster: bool,
    is_closing: bool = False,
    first_at: int = LEAST_IN_ALL,
    waited: int = 0,
) -> Release | Missing:
    """Return the next release, or what is missing.

    If too few changed before a closing release, the last one is kept: then what is missing is returned, as always. The same is
    returned if the check refuses the release, so that nobody sees which it was. Then the caller counts `waited` up by one.
    `first_at` and `waited` do not delay the closing release.
    """
    latest = published[-1] if published else None
    missing = may_release(counted, latest, LEAST_IN_ALL if is_closing else first_at, 0 if is_closing else waited)
    if not missing.is_nothing:
        return missing
    release = draft(counted, published, has_roster, is_closing and may_be_exact(counted, latest))
    return release if is_safe((*published, release)) else Missing(0, LEAST_CHANGED)


def may_be_exact(counted: Sequence[Counted], latest: Release | None) -> bool:
    """Return whether a closing release may be exact; else it is rounded.

    It may if nobody or at least five joined since the latest release, and nobody or at least five left: in all, and in each
    group of districts, with and without those seen by name. Only sizes decide, which everybody may know. If the figures
    decided, a rounded release would tell that an exact one would have shown something.
    """
    return all(moved == 0 or moved >= LEAST_FOR_EXACT for moved in _moved(counted, latest)) if latest else True


def _moved(counted: Sequence[Counted], latest: Release) -> Iterator[int]:
    everywhere = {one.district for one in counted} | {one.district for one in latest.cohort.districts}
    for districts in (everywhere, *(set(group.districts) for group in latest.districts)):
        for remainder in (Remainder.everybody, Remainder.without_star):
            inside = [one for one in counted if one.district in districts and remains_in(one.seen, remainder)]
            stayed = sum(one.since is not None for one in inside)
            yield len(inside) - stayed
            yield _size(latest, districts, remainder) - stayed


def _size(release: Release, districts: Collection[str], remainder: Remainder) -> int:
    return sum(sum(one.sizes.of(remainder)) for one in release.cohort.districts if one.district in districts)
