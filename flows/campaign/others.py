"""Shows a respondent where they are beside the others, from the latest release only."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from flows.campaign.partition import Span
from flows.campaign.release import Release, Table


class Place(Struct, frozen=True):
    """The classes of one table, their shares in percent, and which of them is the respondent's (from 0 on)."""

    spans: tuple[Span, ...]
    percent: tuple[int, ...]
    own: int


class YouAndOthers(Struct, frozen=True):
    """The respondent's class of stars, and in each subdomain; None if a table is too small to split."""

    number: int
    is_exact: bool
    total: int
    star: Place | None
    subdomains: tuple[Place | None, ...]


def you_and_others(published: Sequence[Release], star: int, rungs: Sequence[int]) -> YouAndOthers | None:
    """Return where a star and rungs are in the latest release; None if there is no release yet.

    It shows no rank and no district. Earlier releases are not used: nobody should take a change for that of one institution.
    """
    if not published:
        return None
    latest = published[-1]
    return YouAndOthers(
        latest.number,
        latest.is_exact,
        latest.total,
        _place(latest, latest.stars, star),
        tuple(_place(latest, table, rung) for table, rung in zip(latest.subdomains, rungs, strict=True)),
    )


def _place(release: Release, table: Table, value: int) -> Place | None:
    if not table.spans:
        return None
    own = next(place for place, (first, last) in enumerate(table.spans) if first <= value <= last)
    return Place(table.spans, tuple(release.percent(count) for count in table.counts), own)
