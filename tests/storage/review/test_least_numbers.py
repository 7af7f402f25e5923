"""No number of a review is negative: the database refuses it from any program, on either engine."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime

import pytest
import pytest_asyncio
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel

from flows.review.states import CaseEvent
from storage.rating_tables import DoubleRatingRow
from storage.review_figure_tables import CountedCaseRow, ReviewPeriodRow, ReviewReleaseRow
from storage.review_tables import CaseEntryRow, CaseItemRow, DecisionRow, FindingRow, ReviewRuleRow
from tests.people.reviews import CONFIRMED, ReviewTown, review_town, supports

# The least that each column takes.
LEAST = [
    (ReviewPeriodRow, "missing_in_all", 0),
    (ReviewPeriodRow, "missing_changed", 0),
    (ReviewPeriodRow, "waited", 0),
    (ReviewReleaseRow, "number", 1),
    (CountedCaseRow, "since", 1),
    (DoubleRatingRow, "number", 0),
    (CaseEntryRow, "number", 1),
    (CaseItemRow, "number", 0),
    (DecisionRow, "number", 1),
    (FindingRow, "number", 1),
    (ReviewRuleRow, "number", 0),
]


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    """A case with a decision and a finding, a period with a release that counts it, a draw, and a changed rule."""
    async with review_town(database_url) as town:
        case = await town.handed_in()
        await town.accepted(case)
        await town.does(town.ben, case, CaseEvent.examine, supports("s-a"))
        await town.does(town.ben, case, CaseEvent.decide, CONFIRMED)
        now, day = datetime.now(UTC), date(2026, 11, 1)
        async with town.database.writing() as db:
            association = (await db.exec(text("SELECT association_id FROM review_cases"))).scalar_one()  # type: ignore[call-overload]
            db.add(ReviewPeriodRow(id=1, association_id=association, edition="e", begins_on=day, missing_in_all=0))
            db.add(ReviewRuleRow(association_id=association, name="accept_days", number=0))
            await db.flush()
            db.add(ReviewReleaseRow(period_id=1, number=1, made_at=now, is_closing=False, figures="{}"))
            db.add(CountedCaseRow(period_id=1, case_id=case, since=1, readers=""))
            db.add(
                DoubleRatingRow(
                    id=1,
                    association_id=association,
                    case_id=case,
                    quarter="2026-4",
                    number=0,
                    drawn_at=now,
                    seed="s",
                    candidates="[]",
                    first_id=1,
                    rater_id=2,
                    due=day,
                )
            )
        yield town


async def test_a_number_that_is_too_small_is_refused(town: ReviewTown) -> None:
    for table, column, least in LEAST:
        with pytest.raises(IntegrityError, match="too small"):
            async with town.database.writing() as db:
                await (await db.connection()).execute(update(table).values({column: least - 1}))


async def test_a_row_with_such_a_number_is_not_added(town: ReviewTown) -> None:
    for row in (
        ReviewReleaseRow(period_id=1, number=0, made_at=datetime.now(UTC), is_closing=False, figures="{}"),
        ReviewPeriodRow(id=2, association_id=1, edition="e", begins_on=date(2026, 12, 1), waited=-1),
    ):
        with pytest.raises(IntegrityError, match="too small"):
            await added(town, row)


async def added(town: ReviewTown, row: SQLModel) -> None:
    async with town.database.writing() as db:
        db.add(row)
