"""Reads which reviews of an association its figures count: the latest issued one of each institution."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.entries import Entry
from flows.review.states import CaseEvent, CaseState
from flows.review_figures.counted import CountedReview
from flows.review_figures.periods import Period
from storage.rating_tables import DoubleRatingRow
from storage.review.log import read_log
from storage.review_figure_tables import CountedCaseRow, ReviewPeriodRow
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow, SubmissionRow


@dataclass(frozen=True, slots=True)
class IssuedReview:
    """The review by which an institution counts. `since` and `was_counted` are as in `CountedReview`.

    `known_to` are the officers who knew it when the latest release counted it.
    """

    case: int
    since: int | None
    was_counted: bool
    known_to: frozenset[int] = frozenset()

    def counted(self, classes: tuple[int, ...], readers: frozenset[int]) -> CountedReview:
        """Return the review as a release counts it. If somebody knows it who did not before, it counts as new."""
        same = self.since is not None and readers <= self.known_to
        return CountedReview(classes, readers, self.since if same else None, self.was_counted)


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
    before = select(CountedCaseRow, CaseRow.institution_id).join(CaseRow, col(CaseRow.id) == col(CountedCaseRow.case_id))
    rows, counted = dict[int, CountedCaseRow](), set[int | None]()
    for each, institution in await db.exec(before.where(CountedCaseRow.period_id == row.id)):
        rows[each.case_id] = each
        counted.add(institution)
    return tuple(
        _review(case, rows.get(case), institution in counted)
        for institution, case in sorted(latest.items(), key=lambda each: each[1])
    )


def _review(case: int, row: CountedCaseRow | None, was_counted: bool) -> IssuedReview:
    if row is None:
        return IssuedReview(case, None, was_counted)
    return IssuedReview(case, row.since, was_counted, frozenset(map(int, row.readers.split())))


async def logs_of(db: AsyncSession, reviews: Sequence[IssuedReview]) -> list[tuple[Entry, ...]]:
    """Return the log of each review, in the same order."""
    return [await read_log(db, each.case) for each in reviews]


async def raters_of(db: AsyncSession, reviews: Sequence[IssuedReview]) -> dict[int, frozenset[int]]:
    """Return who rated each review a second time, or was drawn to, by its case: they know it as its reader does."""
    cases = [each.case for each in reviews]
    wanted = select(DoubleRatingRow.case_id, DoubleRatingRow.rater_id).where(col(DoubleRatingRow.case_id).in_(cases))
    found: dict[int, frozenset[int]] = {}
    for case, rater in await db.exec(wanted):
        found[case] = found.get(case, frozenset()) | {rater}
    return found
