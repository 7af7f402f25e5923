"""Releases as tests need them: a few tables, and a cohort that no face reads; and how they are stored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import msgspec

from flows.campaign.counted import Cohort, Known, Sizes
from flows.campaign.release import DistrictGroup, Release, Table
from storage.campaign_tables import ReleaseRow
from storage.database import Database

TWO, THREE = ((0, 2), (3, 5)), ((0, 2), (3, 3), (4, 5))


def release(
    stars: Table,
    rows: Sequence[Table],
    is_exact: bool = False,
    districts: tuple[DistrictGroup, ...] = (),
    at_least: int = 5,
    number: int = 1,
) -> Release:
    """A release with these tables."""
    nothing = Known((0,) * 5, ((0, 0),) * len(rows))
    cohort = Cohort(Sizes((40,), (40,), (40,)), nothing, nothing, ())
    return Release(number, is_exact, at_least, sum(stars.counts), stars, tuple(rows), districts, cohort)


async def store_release(database: Database, campaign: int, shown: Release, *, day: int = 29, is_closing: bool = False) -> None:
    """Store a release of a campaign as if it was made at noon on a day of November 2026."""
    async with database.writing() as db:
        db.add(
            ReleaseRow(
                campaign_id=campaign,
                number=shown.number,
                made_at=datetime(2026, 11, day, 12, tzinfo=UTC),
                is_closing=is_closing,
                figures=msgspec.json.encode(shown).decode(),
            )
        )


def printed_numbers(shown: Release) -> set[int]:
    """All counts and shares that a release prints."""
    counts = {*shown.stars.counts, *(count for table in shown.subdomains for count in table.counts)}
    counts |= {table.to(cut) or 0 for table in shown.subdomains for cut in (2, 3)}
    found = counts | {shown.percent(count) for count in counts}
    for group in shown.districts:
        total = group.below + group.from_3
        found |= {group.below, group.from_3, shown.percent(group.below, total), shown.percent(group.from_3, total)}
    return found
