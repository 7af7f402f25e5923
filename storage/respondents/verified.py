"""Writes what a review confirmed to the answers that were handed in, and takes it back."""

from __future__ import annotations

from sqlalchemy import ColumnElement, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import Ratings
from flows.assessment.verified import still_verified
from storage.mapping import rating_of
from storage.tables import RatingRow, RespondentRow


async def set_verified(db: AsyncSession, respondent_id: int, assessment: int, reviewed: Ratings) -> tuple[str, ...]:
    """Write `Rating.verified` of a self-check's answers, as part of the transaction that issues its review.

    `reviewed` are the answers that were handed in, each with what the reviewer confirmed. It replaces what an earlier review
    wrote. An answer that claims something else by now is skipped, because nobody looked at it (see `still_verified`).
    Return the codes whose answers are reviewed now.
    """
    await _begin_turn(db, respondent_id)
    rows = await db.exec(select(RatingRow).where(*_of(respondent_id, assessment)).execution_options(populate_existing=True))
    written = []
    for row in rows:
        stored = rating_of(row.model_dump(), None).with_verified(None)
        row.verified = still_verified(stored, reviewed.get(row.subdomain)).verified
        if row.verified is not None:
            written.append(row.subdomain)
    await db.flush()
    return tuple(written)


async def clear_verified(db: AsyncSession, respondent_id: int, assessment: int) -> None:
    """Empty `Rating.verified` of all answers of a self-check, as part of the transaction that rescinds a review."""
    await _begin_turn(db, respondent_id)
    await db.exec(update(RatingRow).where(*_of(respondent_id, assessment)).values(verified=None))


async def _begin_turn(db: AsyncSession, respondent_id: int) -> None:
    """Make a new turn of the respondent, first of all.

    It locks their row, so no answer is stored meanwhile. It also refuses every reply that another process makes from a session
    that it remembers, and that has not seen the review.
    """
    await db.exec(update(RespondentRow).where(col(RespondentRow.id) == respondent_id).values(turn=RespondentRow.turn + 1))


def _of(respondent_id: int, assessment: int) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return col(RatingRow.respondent_id) == respondent_id, col(RatingRow.assessment) == assessment
