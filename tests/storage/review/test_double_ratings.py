"""Who gets into a double rating, what they may say, and who compares it when it is finished."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio

from flows.campaign.roles import NotAllowed, Role
from flows.review.agreement import RatedItem
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.independence import Declaration
from flows.review.refusals import NotNow, NotTheirs, NotValid
from flows.review.states import CaseNote
from tests.people.rating_town import (
    HIGHER,
    SAME,
    agreements,
    case_of,
    drawn_rating,
    finished_rating,
    notes,
    of,
    rating_town,
)
from tests.people.reviews import ANN, FILE, ReviewTown


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    async with rating_town(database_url) as town:
        yield town


async def test_the_rater_sees_the_evidence_and_nothing_that_anybody_decided(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    before = await of(town).one(town.cat, rating)
    assert before is not None
    assert not before.may_read
    assert await of(town).file(town.cat, rating, "s-a", 0) is None
    await of(town).declare(town.cat, rating, Declaration())
    found = await of(town).one(town.cat, rating)
    assert found is not None
    assert found.may_read
    assert found.items == ("s-a", "s-b")
    assert (found.case.recorded, found.case.findings, found.case.result, found.case.scope) == ((), (), None, None)
    assert await of(town).file(town.cat, rating, "s-a", 0) == FILE
    for subdomain, piece in (("s-b", 0), ("s-a", 1), ("s-a", -1), ("s-c", 0)):
        assert await of(town).file(town.cat, rating, subdomain, piece) is None
    # The case itself stays closed to them: its page would show what was decided.
    case = found.rating.case
    assert await town.cases.one(town.cat, case) is None
    assert await town.cases.log(town.cat, case) == ()
    assert await town.opening.file(town.cat, case, "s-a", 0) is None
    assert await agreements(town).all(town.cat) == ()


async def test_nobody_else_gets_into_a_rating(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    dan = await town.desk.colleague(town.ann, Role.reviewer, "Dan")
    south = await town.desk.first("South", "Dora")
    eve = await town.desk.colleague(south, Role.reviewer, "Eve")
    await of(town).declare(town.cat, rating, Declaration())
    for session in (town.ben, dan, eve):
        assert await of(town).lines(session) == ()
        assert await of(town).one(session, rating) is None
        assert await of(town).file(session, rating, "s-a", 0) is None
        assert not await of(town).declare(session, rating, Declaration())
        assert not await of(town).rate(session, rating, SAME)
        assert not await of(town).finish(session, rating)
        assert not await of(town).decline(session, rating)
    with pytest.raises(NotAllowed):
        await of(town).one(town.ann, rating)


async def test_nothing_is_rated_before_the_declaration_and_with_a_tie(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    with pytest.raises(NotTheirs):
        await of(town).rate(town.cat, rating, SAME)
    with pytest.raises(NotTheirs):
        await of(town).finish(town.cat, rating)
    with pytest.raises(NotTheirs):
        await of(town).declare(town.cat, rating, Declaration(is_paid=True))
    with pytest.raises(NotTheirs):
        await of(town).rate(town.cat, rating, SAME)


async def test_a_rating_never_raises_and_can_be_changed_until_it_is_finished(town: ReviewTown) -> None:
    rating = await drawn_rating(town)
    await of(town).declare(town.cat, rating, Declaration())
    with pytest.raises(NotValid):
        await of(town).rate(town.cat, rating, Decision("s-a", DecisionKind.confirmed, 4))
    lower = Decision("s-a", DecisionKind.lowered, 0, (Reason.no_evidence,), "Nothing there")
    for decision in (lower, SAME):
        assert await of(town).rate(town.cat, rating, decision)
        found = await of(town).one(town.cat, rating)
        assert found is not None
        assert found.made == {"s-a": decision}
    with pytest.raises(NotNow):
        await of(town).finish(town.cat, rating)


async def test_both_reviewers_and_the_administrator_compare_and_nobody_else(town: ReviewTown) -> None:
    before = await town.cases.one(town.ann, await case_of(town))
    rating = await drawn_rating(town)
    assert [each.rater for each in await agreements(town).open(town.ann)] == ["Cat"]
    for session in (town.ann, town.ben, town.cat):
        assert await agreements(town).all(session) == ()
        assert await agreements(town).one(session, rating) is None
    await of(town).declare(town.cat, rating, Declaration())
    for decision in (SAME, HIGHER):
        await of(town).rate(town.cat, rating, decision)
    await of(town).finish(town.cat, rating)
    both = (RatedItem("s-a", 3, 3, 3), RatedItem("s-b", 2, 1, 2))
    for session in (town.ann, town.ben, town.cat):
        (found,) = await agreements(town).all(session)
        assert (found.name, found.first, found.rater, found.items) == ("First Help", "Ben", "Cat", both)
        differences = await agreements(town).one(session, rating)
        assert differences is not None
        assert [each.rater for each in differences.items] == [SAME, HIGHER]
        assert [each.first.rung for each in differences.items if each.first] == [3, 1]
    dan = await town.desk.colleague(town.ann, Role.reviewer, "Dan")
    south = await town.desk.first("South", "Dora")
    for session in (dan, south):
        assert await agreements(town).all(session) == ()
        assert await agreements(town).one(session, rating) is None
    for session in (town.ben, town.cat):
        with pytest.raises(NotAllowed):
            await agreements(town).open(session)
    with pytest.raises(NotAllowed):
        await agreements(town).all(await town.desk.colleague(town.ann, Role.viewer, "Vic"))
    # It changes nothing in the case, and what was handed in is closed to the rater again.
    assert before is not None
    after = await town.cases.one(town.ann, before.line.id)
    assert after is not None
    assert after.case == before.case
    assert await of(town).one(town.cat, rating) is None
    assert await of(town).file(town.cat, rating, "s-a", 0) is None
    assert not await of(town).rate(town.cat, rating, SAME)
    assert await notes(town) == [CaseNote.rating_drawn, CaseNote.rating_declared, CaseNote.rating_finished]


async def test_the_institution_sees_nothing_of_it(town: ReviewTown) -> None:
    before = await town.own.of(ANN)
    log = await town.own.log(ANN, before[0].line.id)
    await finished_rating(town)
    (after,) = await town.own.of(ANN)
    assert replace(after, now=before[0].now) == before[0]
    assert await town.own.log(ANN, before[0].line.id) == log
