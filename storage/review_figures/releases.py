"""Reads the releases about reviews: all that anybody sees of these figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.exports import ExportKind
from flows.campaign.officers import Act
from flows.campaign.release import Missing
from flows.campaign.roles import Right
from flows.review_figures.periods import Period
from flows.review_figures.release import ReviewRelease
from storage.associations.access import Access
from storage.associations.audit_log import note_by_caller
from storage.moments import aware
from storage.review.rules import rules_of
from storage.review_figure_tables import ReviewPeriodRow, ReviewReleaseRow
from storage.review_figures.periods import period_of

_FIGURES = msgspec.json.Decoder(ReviewRelease)


@dataclass(frozen=True, slots=True)
class PublishedReviews:
    """A release about reviews, when it was made, and whether it is the one that closes its period."""

    release: ReviewRelease
    made_at: datetime
    is_closing: bool


@dataclass(frozen=True, slots=True)
class ReviewPeriod:
    """A period of the caller's association with its releases, the oldest first.

    `comes` says whether another release comes; `missing` is what it lacked when it was last tried (None: not tried yet).
    """

    id: int
    period: Period
    edition: str
    releases: tuple[PublishedReviews, ...]
    comes: bool
    missing: Missing | None


class ReviewReleases:
    """The releases about the reviews of the caller's association. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def all(self, session: str) -> tuple[ReviewPeriod, ...]:
        """Return all periods of the association, the newest first."""
        async with self._access.reading(session, Right.see_figures) as acting:
            wanted = select(ReviewPeriodRow).where(ReviewPeriodRow.association_id == acting.caller.officer.association)
            rows = list(await acting.db.exec(wanted.order_by(col(ReviewPeriodRow.begins_on).desc(), col(ReviewPeriodRow.id))))
            return tuple([await _period(acting.db, row) for row in rows])

    async def first_at(self, session: str) -> int:
        """Return how many institutions the first release of a period needs."""
        async with self._access.reading(session, Right.see_figures) as acting:
            return (await rules_of(acting.db, acting.caller.officer.association)).figures_from

    async def export(self, session: str, period: int, number: int) -> tuple[ReviewPeriod, PublishedReviews] | None:
        """Return a release with its period, and log that it is taken away; None if the association has no such release."""
        async with self._access.writing(session, Right.see_figures) as acting:
            row = await acting.db.get(ReviewPeriodRow, period)
            if row is None or row.association_id != acting.caller.officer.association:
                return None
            found = await _period(acting.db, row)
            release = next((each for each in found.releases if each.release.number == number), None)
            if release is None:
                return None
            note_by_caller(acting, Act.exported, "", ExportKind.reviews)
            return found, release


async def published(db: AsyncSession, period: int) -> tuple[PublishedReviews, ...]:
    """Return the releases of a period, the oldest first."""
    wanted = select(ReviewReleaseRow).where(ReviewReleaseRow.period_id == period).order_by(col(ReviewReleaseRow.number))
    return tuple(
        PublishedReviews(_FIGURES.decode(row.figures), aware(row.made_at), row.is_closing) for row in await db.exec(wanted)
    )


async def _period(db: AsyncSession, row: ReviewPeriodRow) -> ReviewPeriod:
    lacks = row.missing_in_all is not None and row.missing_changed is not None
    return ReviewPeriod(
        row.id,
        period_of(row),
        row.edition,
        await published(db, row.id),
        not row.figures_final,
        Missing(row.missing_in_all or 0, row.missing_changed or 0) if lacks else None,
    )
