"""Double ratings as they are stored: who is drawn, who gets in, what ends them, and what the database refuses."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed, Role
from flows.days import day_of
from flows.dialogue import Address
from flows.review.agreement import RatedItem
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.double_rating import RatingEnd, drawn, quarter_of
from flows.review.independence import Declaration
from flows.review.refusals import NotNow, NotTheirs, NotValid
from flows.review.rules import DEFAULT
from flows.review.states import CaseNote
from storage.association_tables import OfficerRow
from storage.errors import Unstored
from storage.rating_tables import DoubleRatingRow, RatedItemRow
from storage.review.agreements import Agreements
from storage.review.double_ratings import DoubleRatings
from storage.review_tables import CaseRow
from tests.people.rated_twice import a_quarter_passes, draw, ratings
from tests.people.reviews import ANN, FILE, ReviewTown, review_town

# What Cat says where Ben confirmed rung 3 and lowered to rung 1.
SAME = Decision("s-a", DecisionKind.confirmed, 3)
HIGHER = Decision("s-b", DecisionKind.confirmed, 2, text="Both kinds are there")


@pytest_asyncio.fixture
async def town(database_url: str) -> AsyncIterator[ReviewTown]:
    """Ben has read a case, it was issued in the quarter before, and Cat is the only other reviewer."""
    async with review_town(database_url) as town:
        await _issued(town)
        await a_quarter_passes(town.database)
        yield town


async def _issued(town: ReviewTown) -> int:
    case = await town.handed_in()
    await town.rules.change(town.ann, replace(DEFAULT, second_reading_percent=0))
    await town.read_to_the_end(case)
    await town.issued(case)
    return case


async def _drawn(town: ReviewTown) -> int:
    await draw(town.database, town.edition)
    return (await ratings(town.database))[-1].id


def of(town: ReviewTown) -> DoubleRatings:
    return DoubleRatings(town.desk.access)


async def _finished(town: ReviewTown) -> int:
    rating = await _drawn(town)
    assert await of(town).declare(town.cat, rating, Declaration())
    for decision in (SAME, HIGHER):
        assert await of(town).rate(town.cat, rating, decision)
    assert await of(town).finish(town.cat, rating)
    return rating


async def _notes(town: ReviewTown) -> list[str]:
    lines = reversed((await town.desk.log.page(town.ann)).lines)
    return [line.detail for line in lines if line.act is Act.case_moved and line.detail in tuple(CaseNote)]


async def test_a_case_of_the_quarter_before_is_drawn_once_and_the_draw_can_be_repeated(town: ReviewTown) -> None:
    assert await draw(town.database, town.edition) == 1
    assert await draw(town.database, town.edition) == 0
    (rating,) = await ratings(town.database)
    assert drawn(rating.draw.seed, rating.draw.candidates) == (rating.case, rating.rater)
    assert rating.draw.quarter == quarter_of(day_of(datetime.now(UTC))).code
    assert (rating.first, rating.rater) == (await town.desk.number(town.ann, "Ben"), await town.desk.number(town.ann, "Cat"))
    assert rating.due == day_of(datetime.now(UTC)) + timedelta(days=DEFAULT.rating_days)
    assert [line.name for line in await of(town).lines(town.cat)] == ["First Help"]
    assert await _notes(town) == [CaseNote.rating_drawn]


async def test_nothing_is_drawn_that_was_issued_in_this_quarter_or_in_another_edition(database_url: str) -> None:
    async with review_town(database_url) as town:
        await _issued(town)
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


async def test_the_rater_sees_the_evidence_and_nothing_that_anybody_decided(town: ReviewTown) -> None:
    rating = await _drawn(town)
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
    assert await Agreements(town.desk.access).all(town.cat) == ()


async def test_nobody_else_gets_into_a_rating(town: ReviewTown) -> None:
    rating = await _drawn(town)
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
    rating = await _drawn(town)
    for doing in (lambda: of(town).rate(town.cat, rating, SAME), lambda: of(town).finish(town.cat, rating)):
        with pytest.raises(NotTheirs):
            await doing()
    with pytest.raises(NotTheirs):
        await of(town).declare(town.cat, rating, Declaration(is_paid=True))
    with pytest.raises(NotTheirs):
        await of(town).rate(town.cat, rating, SAME)


async def test_a_rating_never_raises_and_can_be_changed_until_it_is_finished(town: ReviewTown) -> None:
    rating = await _drawn(town)
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
    agreements = Agreements(town.desk.access)
    before = await town.cases.one(town.ann, await _case(town))
    rating = await _drawn(town)
    assert [each.rater for each in await agreements.open(town.ann)] == ["Cat"]
    for session in (town.ann, town.ben, town.cat):
        assert await agreements.all(session) == ()
        assert await agreements.one(session, rating) is None
    await of(town).declare(town.cat, rating, Declaration())
    for decision in (SAME, HIGHER):
        await of(town).rate(town.cat, rating, decision)
    await of(town).finish(town.cat, rating)
    both = (RatedItem("s-a", 3, 3, 3), RatedItem("s-b", 2, 1, 2))
    for session in (town.ann, town.ben, town.cat):
        (found,) = await agreements.all(session)
        assert (found.name, found.first, found.rater, found.items) == ("First Help", "Ben", "Cat", both)
        differences = await agreements.one(session, rating)
        assert differences is not None
        assert [each.rater for each in differences.items] == [SAME, HIGHER]
        assert [each.first.rung for each in differences.items if each.first] == [3, 1]
    dan = await town.desk.colleague(town.ann, Role.reviewer, "Dan")
    south = await town.desk.first("South", "Dora")
    for session in (dan, south):
        assert await agreements.all(session) == ()
        assert await agreements.one(session, rating) is None
    for session in (town.ben, town.cat):
        with pytest.raises(NotAllowed):
            await agreements.open(session)
    with pytest.raises(NotAllowed):
        await agreements.all(await town.desk.colleague(town.ann, Role.viewer, "Vic"))
    # It changes nothing in the case, and what was handed in is closed to the rater again.
    assert before is not None
    after = await town.cases.one(town.ann, before.line.id)
    assert after is not None
    assert after.case == before.case
    assert await of(town).one(town.cat, rating) is None
    assert await of(town).file(town.cat, rating, "s-a", 0) is None
    assert not await of(town).rate(town.cat, rating, SAME)
    assert await _notes(town) == [CaseNote.rating_drawn, CaseNote.rating_declared, CaseNote.rating_finished]


async def _case(town: ReviewTown) -> int:
    return (await town.cases.lines(town.ann))[0].id


async def test_the_institution_sees_nothing_of_it(town: ReviewTown) -> None:
    before = await town.own.of(ANN)
    log = await town.own.log(ANN, before[0].line.id)
    await _finished(town)
    (after,) = await town.own.of(ANN)
    assert replace(after, now=before[0].now) == before[0]
    assert await town.own.log(ANN, before[0].line.id) == log


async def test_who_leaves_it_to_somebody_else_is_not_asked_again(town: ReviewTown) -> None:
    rating = await _drawn(town)
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
    rating = await _drawn(town)
    await of(town).declare(town.cat, rating, Declaration())
    await _due(town, day_of(datetime.now(UTC)))
    assert await draw(town.database, town.edition) == 0
    await _due(town, day_of(datetime.now(UTC)) - timedelta(days=1))
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.lapsed]
    assert await of(town).one(town.cat, rating) is None
    assert (await _notes(town))[-1] == CaseNote.rating_ended


async def _due(town: ReviewTown, day: date) -> None:
    async with town.database.writing() as db:
        await db.exec(update(DoubleRatingRow).values(due=day))


async def test_it_ends_when_nobody_answers_for_the_institution_any_more(town: ReviewTown) -> None:
    rating = await _drawn(town)
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


async def test_a_comparison_outlives_the_institution_without_its_words(town: ReviewTown) -> None:
    await _finished(town)
    await town.sessions.forget(ANN)
    (found,) = await Agreements(town.desk.access).all(town.ann)
    assert [item.apart for item in found.items] == [0, 1]


async def test_it_ends_when_the_result_is_rescinded_or_the_rater_may_read_no_longer(town: ReviewTown) -> None:
    rating = await _drawn(town)
    await town.issuing.rescind(town.ann, await _case(town), "A mistake")
    assert await of(town).one(town.cat, rating) is None
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.gone]


async def test_it_ends_when_the_rater_is_no_reviewer_any_more(town: ReviewTown) -> None:
    await _drawn(town)
    cat = await town.desk.number(town.ann, "Cat")
    async with town.database.writing() as db:
        await db.exec(update(OfficerRow).where(col(OfficerRow.id) == cat).values(role=Role.viewer.value))
    assert await draw(town.database, town.edition) == 1
    assert [each.end for each in await ratings(town.database)] == [RatingEnd.gone]


async def test_a_finished_rating_is_never_changed_by_anybody(town: ReviewTown) -> None:
    await _finished(town)
    for change in (
        update(RatedItemRow).values(rung=0, kind="lowered", reasons="no_evidence"),
        update(DoubleRatingRow).values(seed="another"),
        update(DoubleRatingRow).values(finished_at=None),
    ):
        with pytest.raises((IntegrityError, Unstored)):
            async with town.database.writing() as db:
                await db.exec(change)
    (found,) = await Agreements(town.desk.access).all(town.ann)
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
    await _drawn(town)
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
async def test_the_database_refuses_an_item_that_is_raised_or_says_nothing(
    town: ReviewTown, changes: dict[str, object]
) -> None:
    rating = await _drawn(town)
    given = {"kind": "confirmed", "claimed": 3, "first_rung": 3, "rung": 3, "reasons": "", "text": "", "not_shown": ""}
    row = {"rating_id": rating, "subdomain": "s-a", "at": datetime(2026, 11, 2, tzinfo=UTC), **given, **changes}
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            db.add(RatedItemRow(**row))
