"""Which cases are drawn to be rated a second time and for whom, and what ends a rating."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest_asyncio
from sqlalchemy import update
from sqlmodel import col, select

from flows.campaign.roles import Role
from flows.days import day_of
from flows.dialogue import Address
from flows.review.double_rating import RatingEnd, drawn, quarter_of
from flows.review.independence import Declaration
from flows.review.rules import DEFAULT
from flows.review.states import CaseNote
from storage.association_tables import OfficerRow
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from tests.people.rated_twice import a_quarter_passes, draw, ratings
from tests.people.rating_town import (
    HIGHER,
    SAME,
    case_of,
    drawn_rating,
    issued_case,
    notes,
    of,
    rating_town,
)
from tests.people.reviews import ANN, ReviewTown, review_town


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    async with rating_town(database_url) as town:
        yield town


async def test_a_case_of_the_quarter_before_is_drawn_once_and_the_draw_can_be_repeated(town: ReviewTown) -> None:
    assert await draw(town.database, town.edition) == 1
    assert await draw(town.database, town.edition) == 0
    (rating,) = await ratings(town.database)
    assert drawn(rating.draw.seed, rating.draw.candidates) == (rating.case, rating.rater)
    assert rating.draw.quarter == quarter_of(day_of(datetime.now(UTC))).code
    assert (rating.first, rating.rater) == (await town.desk.number(town.ann, "Ben"), await town.desk.number(town.ann, "Cat"))
    assert rating.due == day_of(datetime.now(UTC)) + timedelta(days=DEFAULT.rating_days)
    assert [line.name for line in await of(town).lines(town.cat)] == ["First Help"]
    assert await notes(town) == [CaseNote.rating_drawn]


async def test_nothing_is_drawn_that_was_issued_in_this_quarter_or_in_another_edition(database_url: str) -> None:
    async with review_town(database_url) as town:
        await issued_case(town)
        assert await draw(town.database, town.edition) == 0
        await a_quarter_passes(town.database)
        assert await draw(town.database, "edition-2") == 0
        assert await draw(town.database, town.edition) == 1


async def test_as_many_are_drawn_as_the_rules_say(town: ReviewTown) -> None:
    for number in range(3):
        who = Address("web", f"{number}" * 32)
        case = await town.handed_in(who, f"Help {number}")
        await town.read_to_the_end(case, who)
        await town.issued(case)
    await a_quarter_passes(town.database)
    await town.rules.change(town.ann, replace(DEFAULT, rated_twice_a_quarter=0))
    assert await draw(town.database, town.edition) == 0
    await town.rules.change(town.ann, replace(DEFAULT, rated_twice_a_quarter=3))
    assert await draw(town.database, town.edition) == 3
    found = await ratings(town.database)
    assert len({rating.case for rating in found}) == 3
    assert [len(rating.draw.candidates) for rating in found] == [4, 3, 2]


async def test_two_processes_draw_only_what_is_wanted(town: ReviewTown) -> None:
    await asyncio.gather(*(draw(town.database, town.edition) for _ in range(4)))
    assert len(await ratings(town.database)) == 1


async def test_who_leaves_it_to_somebody_else_is_not_asked_again(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    await of(town).declare(town.cat, rating, Declaration())
    await of(town).rate(town.cat, rating, SAME)
    assert await of(town).decline(town.cat, rating)
    assert await of(town).one(town.cat, rating) is None
    async with town.database.reading() as db:
        assert list(await db.exec(select(RatedItemRow))) == []
    # There is nobody else, until Dan comes.
    assert await draw(town.database, town.edition) == 0
    dan = await town.desk.colleague(town.ann, Role.reviewer, "Dan")
    assert await draw(town.database, town.edition) == 1
    first, second = await ratings(town.database)
    assert (first.end, second.rater) == (RatingEnd.declined, await town.desk.number(town.ann, "Dan"))
    assert len(await of(town).lines(dan)) == 1


async def test_it_ends_with_its_time(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    await of(town).declare(town.cat, rating, Declaration())
    await _due(town, day_of(datetime.now(UTC)))
    assert await draw(town.database, town.edition) == 0
    await _due(town, day_of(datetime.now(UTC)) - timedelta(days=1))
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.lapsed]
    assert await of(town).one(town.cat, rating) is None
    assert (await notes(town))[-1] == CaseNote.rating_ended


async def _due(town: ReviewTown, day: date) -> None:
    async with town.database.writing() as db:
        await db.exec(update(DoubleRatingRow).values(due=day))


async def test_it_ends_when_nobody_answers_for_the_institution_any_more(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    await of(town).declare(town.cat, rating, Declaration())
    await of(town).rate(town.cat, rating, SAME)
    await town.sessions.forget(ANN)
    # At once, before anything else runs.
    assert await of(town).lines(town.cat) == ()
    assert await of(town).one(town.cat, rating) is None
    assert await of(town).file(town.cat, rating, "s-a", 0) is None
    assert not await of(town).rate(town.cat, rating, HIGHER)
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.gone]
    async with town.database.reading() as db:
        assert list(await db.exec(select(RatedItemRow))) == []


async def test_it_ends_when_the_result_is_rescinded_or_the_rater_may_read_no_longer(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    await town.issuing.rescind(town.ann, await case_of(town), "A mistake")
    assert await of(town).one(town.cat, rating) is None
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.gone]


async def test_it_ends_when_the_rater_has_another_role(town: ReviewTown) -> None:
    await drawn_rating(town)
    cat = await town.desk.number(town.ann, "Cat")
    async with town.database.writing() as db:
        await db.exec(update(OfficerRow).where(col(OfficerRow.id) == cat).values(role=Role.viewer.value))
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.gone]
