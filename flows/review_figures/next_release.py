"""Makes the next release of figures about reviews, or says why there is none yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flows.campaign.next_release import LEAST_FOR_EXACT
from flows.campaign.release import LEAST_CHANGED, LEAST_IN_ALL, Missing, missing
from flows.review_figures.counted import CountedReview, readers_of
from flows.review_figures.interval_check import is_safe
from flows.review_figures.measures import Measure
from flows.review_figures.release import ReviewRelease, draft


def next_review_release(
    counted: Sequence[CountedReview],
    measures: Sequence[Measure],
    published: Sequence[ReviewRelease],
    *,
    is_closing: bool = False,
    first_at: int = LEAST_IN_ALL,
    waited: int = 0,
) -> ReviewRelease | Missing:
    """Return the next release about these institutions (see `protectable`), or what is missing.

    The same is returned if the check refuses the release, so that nobody sees which it was. Then the caller counts `waited` up
    by one. `first_at` is how many institutions the first release needs. Neither delays the closing release.
    """
    latest = published[-1] if published else None
    size = latest.cohort.size if latest else None
    lacking = missing(counted, size, LEAST_IN_ALL if is_closing else first_at, 0 if is_closing else waited)
    if not lacking.is_nothing:
        return lacking
    release = draft(counted, measures, published, is_closing and may_be_exact(counted, latest))
    return release if is_safe((*published, release)) else Missing(0, LEAST_CHANGED)


def may_be_exact(counted: Sequence[CountedReview], latest: ReviewRelease | None) -> bool:
    """Return whether a closing release may be exact; else it is rounded.

    It may if nobody or at least five joined since the latest release, and nobody or at least five left: in all, and of those
    that each reader did not read. Only sizes decide, which everybody may know.
    """
    return all(moved == 0 or moved >= LEAST_FOR_EXACT for moved in _moved(counted, latest)) if latest else True


def _moved(counted: Sequence[CountedReview], latest: ReviewRelease) -> Iterator[int]:
    readers = {*readers_of(counted), *(each.reader for each in latest.cohort.unread)}
    for reader in (None, *readers):
        unread = [one for one in counted if reader not in one.readers]
        stayed = sum(one.since is not None for one in unread)
        yield len(unread) - stayed
        yield sum(latest.cohort.sizes_for(reader)) - stayed
