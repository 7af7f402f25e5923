"""Finds the ten gaps that most institutions of a release share."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from msgspec import Struct

from flows.campaign.counted import BELOW_3, BELOW_4
from flows.campaign.release import Release
from flows.standard.model import Subdomain

SHOWN = 10


class Gap(Struct, frozen=True):
    """How many institutions are below `rung` (3 or 4) in the subdomain `code`; `percent` of all."""

    code: str
    rung: int
    count: int
    percent: int


def shared_gaps(release: Release, subdomains: Sequence[Subdomain]) -> tuple[Gap, ...]:
    """Return at most ten gaps, the most shared first, then in the order of the edition. `subdomains` are the release's.

    The next star is that of the institution in the middle. Each star asks for the rung of its own number in all subdomains
    that it ticks. A release shows rows below rung 3, and below 4 if there are enough. So the next star counts as three while
    the middle is below three stars, and as four after that. If a row is not cut at 4, it shows the gap below 3. A row that is
    not split shows none. Subdomains that the next star does not tick are left out.
    """
    cut = BELOW_4 if _middle_is_from_3(release) else BELOW_3
    found = []
    for subdomain, table in zip(subdomains, release.subdomains, strict=True):
        if cut + 1 not in subdomain.stars:
            continue
        shown = [(at, count) for at in (cut, BELOW_3) if (count := table.to(at)) is not None]
        if shown:
            at, count = shown[0]
            found.append(Gap(subdomain.code, at + 1, count, release.percent(count)))
    return tuple(sorted((gap for gap in found if gap.count), key=lambda gap: -gap.count)[:SHOWN])


def _middle_is_from_3(release: Release) -> bool:
    held = accumulate(release.stars.counts)
    middle = next((span for span, count in zip(release.stars.spans, held, strict=True) if 2 * count >= release.total), None)
    return middle is not None and middle[0] > BELOW_3
