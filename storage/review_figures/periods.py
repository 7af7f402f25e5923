"""Opens the periods of associations, and says when they are over."""

from __future__ import annotations

from datetime import date

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.states import CaseState
from flows.review_figures.periods import Period, begins_with, period_from
from storage.database import Database
from storage.review_figure_tables import ReviewPeriodRow
from storage.review_tables import CaseRow, ResultRow, SubmissionRow
from storage.tokens import fresh_id


def period_of(row: ReviewPeriodRow) -> Period:
    """Return a stored period."""
    return period_from(row.begins_on, row.released_on)


async def open_periods(database: Database, edition: str) -> None:
    """Open a period for each association that has issued a result by this edition after its last period was over."""
    async with database.reading() as db:
        lacking = await _begins(db, edition)
    for association, begins_on in lacking:
        async with database.writing() as db:
            # Another process may have opened it meanwhile.
            if (association, begins_on) in await _begins(db, edition):
                db.add(ReviewPeriodRow(id=fresh_id(), association_id=association, edition=edition, begins_on=begins_on))


async def _begins(db: AsyncSession, edition: str) -> list[tuple[int, date]]:
    """Return the associations that lack a period, each with the day on which it begins."""
    rows = list(await db.exec(select(ReviewPeriodRow).where(ReviewPeriodRow.edition == edition)))
    running = {row.association_id for row in rows if not row.figures_final}
    after: dict[int, date] = {}
    for row in rows:
        ends_on = period_of(row).ends_on
        if row.figures_final and ends_on is not None:
            after[row.association_id] = max(ends_on, after.get(row.association_id, ends_on))
    issued = (
        select(CaseRow.association_id, col(ResultRow.issued_on))
        .join(ResultRow, col(ResultRow.case_id) == col(CaseRow.id))
        .join(SubmissionRow, col(SubmissionRow.case_id) == col(CaseRow.id))
        .where(CaseRow.state == CaseState.issued, SubmissionRow.edition == edition)
        .distinct()
    )
    first: dict[int, date] = {}
    for association, issued_on in await db.exec(issued):
        if association not in running and issued_on > after.get(association, date.min):
            first[association] = min(issued_on, first.get(association, issued_on))
    return [(association, begins_with(issued_on)) for association, issued_on in sorted(first.items())]
