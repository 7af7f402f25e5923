"""Reads a respondent's finished assessments, with the answers and evidence of each."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Rating
from flows.interview.session import Past
from storage.mapping import evidence_of, rating_of
from storage.moments import aware
from storage.tables import AssessmentRow, EvidenceRow, RatingRow


async def read_past(db: AsyncSession, respondent_id: int, timezone: str) -> tuple[Past, ...]:
    """Return the finished assessments of a respondent who lives in `timezone` (an IANA name), oldest first."""
    finished = await db.exec(
        select(AssessmentRow)
        .where(AssessmentRow.respondent_id == respondent_id, col(AssessmentRow.finished_at).is_not(None))
        .order_by(col(AssessmentRow.number))
    )
    ratings = await _ratings(db, respondent_id)
    return tuple(
        Past(row.number, day_of(row.finished_on, row.finished_at, timezone), ratings.get(row.number, {}))
        for row in finished
        if row.finished_at is not None
    )


def day_of(finished_on: date | None, finished_at: datetime, timezone: str) -> date:
    """Return the day on which an assessment was finished: the stored day, else that of the moment.

    `timezone` is an IANA name.
    """
    return finished_on or aware(finished_at).astimezone(ZoneInfo(timezone)).date()


async def _ratings(db: AsyncSession, respondent_id: int) -> dict[int, dict[str, Rating]]:
    """Return the ratings of every assessment, by assessment number and subdomain."""
    named = await db.exec(select(EvidenceRow).where(EvidenceRow.respondent_id == respondent_id))
    evidence = {(row.assessment, row.subdomain): evidence_of(row.model_dump()) for row in named}
    found: dict[int, dict[str, Rating]] = {}
    for row in await db.exec(select(RatingRow).where(RatingRow.respondent_id == respondent_id)):
        rating = rating_of(row.model_dump(), evidence.get((row.assessment, row.subdomain)))
        found.setdefault(row.assessment, {})[row.subdomain] = rating
    return found
