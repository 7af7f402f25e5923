"""A finished rating is kept as it is: what the database refuses, backups, and an institution that is gone."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from storage.database import open_database
from storage.errors import Unstored
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.rating_rows import rated_item
from storage.review_tables import CaseRow, ResultRow, SubmissionRow
from storage.transfer.backup import back_up, restore
from tests.people.rated_twice import ratings
from tests.people.rating_town import (
    agreements,
    drawn_rating,
    finished_rating,
    rating_town,
)
from tests.people.reviews import ANN, ReviewTown


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    async with rating_town(database_url) as town:
        yield town


async def test_a_comparison_outlives_the_institution_without_its_words(town: ReviewTown) -> None:
    await finished_rating(town)
    await town.sessions.forget(ANN)
    (found,) = await agreements(town).all(town.ann)
    assert [item.apart for item in found.items] == [0, 1]


async def test_a_finished_rating_is_never_changed_by_anybody(town: ReviewTown) -> None:
    await finished_rating(town)
    for change in (
        update(RatedItemRow).values(rung=0, kind="lowered", reasons="no_evidence"),
        update(DoubleRatingRow).values(seed="another"),
        update(DoubleRatingRow).values(finished_at=None),
    ):
        with pytest.raises((IntegrityError, Unstored)):
            async with town.database.writing() as db:
                await db.exec(change)
    (found,) = await agreements(town).all(town.ann)
    assert [item.other for item in found.items] == [3, 2]


@pytest.mark.parametrize(
    "changes",
    [
        {"rater_id": 1, "first_id": 1},
        {"finished_at": datetime(2026, 11, 2, tzinfo=UTC)},
        {
            "finished_at": datetime(2026, 11, 2, tzinfo=UTC),
            "declared_at": datetime(2026, 11, 2, tzinfo=UTC),
            "ending": "lapsed",
        },
        {"ending": "mood"},
        # A second one of the same case, while the first is open.
        {},
    ],
)
async def test_the_database_refuses_a_rating_that_breaks_a_rule(town: ReviewTown, changes: dict[str, object]) -> None:
    await drawn_rating(town)
    async with town.database.reading() as db:
        row = (await db.exec(select(DoubleRatingRow))).one().model_dump()
    if changes:
        row["case_id"] = await _other_case(town)
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            db.add(DoubleRatingRow(**{**row, "id": 9, "number": 9, **changes}))


async def _other_case(town: ReviewTown) -> int:
    made = await town.cases.request(town.ben, "Second Help")
    async with town.database.reading() as db:
        assert await db.get(CaseRow, made.case) is not None
    return made.case


@pytest.mark.parametrize(
    "changes",
    [
        {"rung": 4},
        {"kind": "lowered", "rung": 3, "reasons": "no_evidence"},
        {"kind": "lowered", "rung": 2},
        {"kind": "more_asked"},
        {"first_rung": 4},
        {"claimed": 0, "rung": 0, "first_rung": 0},
    ],
)
async def test_the_database_refuses_an_item_that_is_raised_or_says_nothing(town: ReviewTown, changes: dict[str, Any]) -> None:
    rating = await drawn_rating(town)
    given: dict[str, Any] = {
        "kind": "confirmed",
        "claimed": 3,
        "first_rung": 3,
        "rung": 3,
        "reasons": "",
        "text": "",
        "not_shown": "",
    }
    row = {"rating_id": rating, "subdomain": "s-a", "at": datetime(2026, 11, 2, tzinfo=UTC), **given, **changes}
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            db.add(RatedItemRow(**row))


@pytest.mark.long("a backup with a result is restored whole")
async def test_a_restored_backup_has_the_finished_rating_and_its_draw(
    town: ReviewTown, database_url: str, tmp_path: Path
) -> None:
    await finished_rating(town)
    before, (drawn_before,) = await agreements(town).all(town.ann), await ratings(town.database)
    async with town.database.writing() as db:
        # What a town of tests hands in has no true digest, and what it issues says nothing.
        await db.exec(update(SubmissionRow).values(sha256=sha256(b"sealed").hexdigest()))
        result = (await db.exec(select(ResultRow))).one()
        said = {"check_number": result.check_number, "stars": {"claimed": 2, "verified": {"low": 1, "high": 1}}}
        days = {"issued_on": result.issued_on.isoformat(), "valid_until": result.valid_until.isoformat()}
        await db.exec(update(ResultRow).values(sealed=json.dumps({**said, **days}).encode()))
    await back_up(database_url, tmp_path / "backup.db")
    url = f"sqlite:///{tmp_path / 'restored.db'}"
    # Twice, so that the second one replaces a finished rating.
    for _ in range(2):
        await restore(url, tmp_path / "backup.db", replace=True)
    async with open_database(url) as restored:
        assert await ratings(restored) == (drawn_before,)
        async with restored.reading() as db:
            rows = [rated_item(row) for row in await db.exec(select(RatedItemRow).order_by(col(RatedItemRow.subdomain)))]
        assert tuple(rows) == before[0].items
        with pytest.raises((IntegrityError, Unstored)):
            async with restored.writing() as db:
                await db.exec(update(RatedItemRow).values(rung=0, kind="lowered", reasons="no_evidence"))
