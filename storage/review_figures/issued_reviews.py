"""Reads which reviews of an association its figures count: the latest issued one of each institution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.entries import Entry
from flows.review.states import CaseEvent, CaseState
from flows.review_figures.periods import Period
from storage.review.log import read_log
from storage.review_figure_tables import CountedCaseRow, ReviewPeriodRow
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class IssuedReview:
    """The review by which an institution counts. `since` and `was_counted` are as in `CountedReview`."""

    case: int
    since: int | None
    was_counted: bool


async def issued_reviews(db: AsyncSession, row: ReviewPeriodRow, period: Period) -> tuple[IssuedReview, ...]:
    """Return the reviews that a period counts, by the ids of their cases.

    Each institution counts once, by the latest result that was issued in the period and not rescinded. A case that was
    withdrawn, refused or lapsed has no result. An institution in which nobody is left does not count any more.
    """
    rescinded = select(CaseEntryRow.case_id).where(CaseEntryRow.event == CaseEvent.rescind)
    wanted = (
        select(CaseRow.id, CaseRow.institution_id)
        .join(ResultRow, col(ResultRow.case_id) == col(CaseRow.id))
        .join(SubmissionRow, col(SubmissionRow.case_id) == col(CaseRow.id))
        .join(CaseEntryRow, (col(CaseEntryRow.case_id) == col(CaseRow.id)) & (CaseEntryRow.event == CaseEvent.issue))
        .where(
            CaseRow.association_id == row.association_id,
            CaseRow.state == CaseState.issued,
            col(CaseRow.institution_id).is_not(None),
            SubmissionRow.edition == row.edition,
            ResultRow.issued_on >= period.begins_on,
            col(CaseRow.id).not_in(rescinded),
        )
        .order_by(col(CaseEntryRow.at), col(CaseRow.id))
    )
    if period.ends_on is not None:
        wanted = wanted.where(ResultRow.issued_on <= period.ends_on)
    latest = {institution: case for case, institution in await db.exec(wanted)}
    before = select(CountedCaseRow.case_id, CountedCaseRow.since, CaseRow.institution_id).join(
        CaseRow, col(CaseRow.id) == col(CountedCaseRow.case_id)
    )
    since, counted = dict[int, int](), set[int | None]()
    for case, first, institution in await db.exec(before.where(CountedCaseRow.period_id == row.id)):
        since[case] = first
        counted.add(institution)
    return tuple(
        IssuedReview(case, since.get(case), institution in counted)
        for institution, case in sorted(latest.items(), key=lambda each: each[1])
    )


async def logs_of(db: AsyncSession, reviews: Sequence[IssuedReview]) -> list[tuple[Entry, ...]]:
    """Return the log of each review, in the same order."""
    return [await read_log(db, each.case) for each in reviews]
