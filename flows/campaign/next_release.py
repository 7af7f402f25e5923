"""Makes the next release of a campaign, or says why there is none yet."""

from __future__ import annotations

from collections.abc import Sequence

from flows.campaign.counted import Counted
from flows.campaign.interval_check import is_safe
from flows.campaign.release import LEAST_CHANGED, LEAST_IN_ALL, Missing, Release, draft, may_release


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

    A closing release is exact. If the check refuses it, it is rounded like the others. If that is refused too, or if too few
    changed, the last release is kept: then what is missing is returned, as always. The answer is the same whether the check
    refused or not enough changed, because a refusal would tell something. Then the caller counts `waited` up by one.
    `first_at` does not delay the closing release.
    """
    missing = may_release(
        counted, published[-1] if published else None, LEAST_IN_ALL if is_closing else first_at, 0 if is_closing else waited
    )
    if not missing.is_nothing:
        return missing
    for is_exact in (True, False) if is_closing else (False,):
        release = draft(counted, published, has_roster, is_exact)
        if is_safe((*published, release)):
            return release
    return Missing(0, LEAST_CHANGED)
