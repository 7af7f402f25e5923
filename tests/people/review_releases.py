"""Releases about reviews as tests need them, and how they are stored."""

from __future__ import annotations

from datetime import UTC, date, datetime
from random import Random

import msgspec
from sqlmodel import select

from flows.review_figures.release import ReviewRelease, draft
from flows.standard.loader import shipped
from storage.association_tables import AssociationRow
from storage.database import Database
from storage.review_figure_tables import ReviewPeriodRow, ReviewReleaseRow
from storage.tokens import fresh_id
from tests.flows.review_figures.invented import MEASURES, review


def review_release(size: int = 120, *, seed: int = 1, number: int = 1, is_exact: bool = False) -> ReviewRelease:
    """A release about invented reviews of six reviewers, as it is drawn up for the first time."""
    chance = Random(seed)
    made = draft([review(chance, 6) for _ in range(size)], MEASURES, (), is_exact)
    return msgspec.structs.replace(made, number=number)


async def store_reviews(
    database: Database, *releases: ReviewRelease, association: str = "North", begins_on: date = date(2026, 1, 1)
) -> int:
    """Store releases of a period as if each was made at noon on a day of November; the id of the period."""
    period = fresh_id()
    async with database.writing() as db:
        owner = (await db.exec(select(AssociationRow.id).where(AssociationRow.name == association))).one()
        row = ReviewPeriodRow(id=period, association_id=owner, edition=shipped().edition, begins_on=begins_on)
        row.released_on = date(begins_on.year, 11, 9 + len(releases)) if releases else None
        db.add(row)
        await db.flush()
        for place, each in enumerate(releases):
            db.add(
                ReviewReleaseRow(
                    period_id=period,
                    number=each.number,
                    made_at=datetime(begins_on.year, 11, 10 + place, 12, tzinfo=UTC),
                    is_closing=False,
                    figures=msgspec.json.encode(each).decode(),
                )
            )
    return period


def printed_by(release: ReviewRelease) -> set[int]:
    """All counts and shares that a release prints, and the shares of those that were looked at."""
    counts = {count for each in release.tables for count in each.table.counts}
    found = {release.total, *counts, *(release.percent(count) for count in counts)}
    for each in release.tables:
        held = dict(zip(each.table.spans, each.table.counts, strict=True))
        lower, confirmed = held.get((0, 0), 0), held.get((1, 1), 0)
        found.add(release.percent(confirmed, lower + confirmed))
    return found
