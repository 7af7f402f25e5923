"""Makes the releases about reviews when they are due. No officer chooses the moment, as with those of campaigns."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date

import msgspec
from sqlalchemy import ColumnElement, delete, false, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.release import LEAST_IN_ALL, Missing, missing
from flows.review.deadlines import Calendar
from flows.review.entries import Entry
from flows.review_figures.counted import CountedReview
from flows.review_figures.measures import class_in, measures_of
from flows.review_figures.next_release import next_review_release
from flows.review_figures.outcome import outcome_of
from flows.review_figures.release import ReviewRelease, protectable
from flows.standard.model import Standard
from storage.clock import moment
from storage.database import Database
from storage.release_trials import keep_trial
from storage.review.rules import rules_of
from storage.review_figure_tables import CountedCaseRow, ReviewPeriodRow, ReviewReleaseRow
from storage.review_figures.issued_reviews import IssuedReview, issued_reviews, logs_of, raters_of
from storage.review_figures.periods import open_periods, period_of
from storage.review_figures.releases import published
from storage.review_tables import CaseRow


class ReviewReleaseMaker:
    """Makes releases for all associations of one database. Raises Unstored if it cannot be used."""

    def __init__(self, database: Database, standard: Standard, calendar: Calendar) -> None:
        self._database = database
        self._standard = standard
        self._calendar = calendar

    async def due(self, today: date) -> tuple[int, ...]:
        """Return the periods whose next release has to be tried on a day: once a day, and once more when they are over."""
        await open_periods(self._database, self._standard.edition)
        async with self._database.reading() as db:
            wanted = select(ReviewPeriodRow.id).where(*_is_due(today), ReviewPeriodRow.edition == self._standard.edition)
            return tuple(await db.exec(wanted.order_by(col(ReviewPeriodRow.id))))

    async def make(self, period: int, today: date) -> ReviewRelease | Missing | None:
        """Try the next release of a period, and store it or what it lacks; None if it is not due: another process was faster.

        The figures are calculated outside of the transaction that stores them, in a thread, because taps must not wait. Logs
        are only read if there are enough reviews.
        """
        async with self._database.reading() as db:
            row = await _due_row(db, period, today)
            if row is None:
                return None
            bounds = period_of(row)
            reviews = await issued_reviews(db, row, bounds)
            before = [each.release for each in await published(db, period)]
            is_closing = bounds.is_over(today)
            # As in a campaign, nothing delays the release that closes a period.
            first_at = LEAST_IN_ALL if is_closing else (await rules_of(db, row.association_id)).figures_from
            waited = 0 if is_closing else row.waited
            lacking = missing(reviews, before[-1].cohort.size if before else None, first_at, waited)
            logs = await logs_of(db, reviews) if lacking.is_nothing else []
            raters = await raters_of(db, reviews)
        outcome: ReviewRelease | Missing = lacking
        counted, held_back = dict[int, CountedReview](), False
        if lacking.is_nothing:
            outcome, counted, held_back = await asyncio.to_thread(
                self._tried, reviews, logs, raters, before, is_closing, first_at, waited
            )
        async with self._database.writing() as db:
            again = await _due_row(db, period, today, locked=True)
            if again is None or len(await published(db, period)) != len(before):
                return None
            lacks = outcome if isinstance(outcome, Missing) else None
            keep_trial(again, today, lacks, is_closing=is_closing, held_back=held_back)
            if not isinstance(outcome, Missing):
                again.released_on = again.released_on if is_closing else today
                figures = msgspec.json.encode(outcome).decode()
                made_at = await moment(db)
                db.add(
                    ReviewReleaseRow(
                        period_id=period, number=outcome.number, made_at=made_at, is_closing=is_closing, figures=figures
                    )
                )
                await _remember(db, period, counted, outcome.number)
            db.add(again)
        return outcome

    def _tried(
        self,
        reviews: Sequence[IssuedReview],
        logs: Sequence[tuple[Entry, ...]],
        raters: Mapping[int, frozenset[int]],
        before: Sequence[ReviewRelease],
        is_closing: bool,
        first_at: int,
        waited: int,
    ) -> tuple[ReviewRelease | Missing, dict[int, CountedReview], bool]:
        """Return the next release or what it lacks, the reviews that it counts, by case, and whether the check held it back."""
        measures = measures_of(self._standard)
        by_case = {}
        for review, log in zip(reviews, logs, strict=True):
            ended = outcome_of(log, self._calendar)
            classes = tuple(class_in(measure, ended) for measure in measures)
            by_case[review.case] = review.counted(classes, ended.readers | raters.get(review.case, frozenset()))
        kept = {id(one) for one in protectable([*by_case.values()])}
        inside = {case: one for case, one in by_case.items() if id(one) in kept}
        counted = list(inside.values())
        size = before[-1].cohort.size if before else None
        lacking = missing(counted, size, first_at, waited)
        outcome = next_review_release(counted, measures, before, is_closing=is_closing, first_at=first_at, waited=waited)
        return outcome, inside, isinstance(outcome, Missing) and lacking.is_nothing


def _is_due(today: date) -> tuple[ColumnElement[bool], ...]:
    tried = or_(col(ReviewPeriodRow.tried_on).is_(None), col(ReviewPeriodRow.tried_on) < today)
    return (col(ReviewPeriodRow.figures_final).is_(false()), tried)


async def _due_row(db: AsyncSession, period: int, today: date, *, locked: bool = False) -> ReviewPeriodRow | None:
    wanted = select(ReviewPeriodRow).where(ReviewPeriodRow.id == period, *_is_due(today))
    return (await db.exec(wanted.with_for_update() if locked else wanted)).first()


async def _remember(db: AsyncSession, period: int, counted: Mapping[int, CountedReview], number: int) -> None:
    """Keep what the release counted, in place of what the one before did."""
    await db.exec(delete(CountedCaseRow).where(col(CountedCaseRow.period_id) == period))
    there = set(await db.exec(select(CaseRow.id).where(col(CaseRow.id).in_(counted))))
    db.add_all(
        CountedCaseRow(
            period_id=period, case_id=case, since=one.since or number, readers=" ".join(map(str, sorted(one.readers)))
        )
        for case, one in counted.items()
        if case in there
    )
