"""An association in which Ben read a case that was issued in the quarter before, and Cat is the only other reviewer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

from flows.campaign.officers import Act
from flows.review.decisions import Decision, DecisionKind
from flows.review.independence import Declaration
from flows.review.rules import DEFAULT
from flows.review.states import CaseNote
from storage.review.agreements import Agreements
from storage.review.double_ratings import DoubleRatings
from tests.people.rated_twice import a_quarter_passes, draw, ratings
from tests.people.reviews import ReviewTown, review_town

# What Cat says where Ben confirmed rung 3 and lowered to rung 1.
SAME = Decision("s-a", DecisionKind.confirmed, 3)
HIGHER = Decision("s-b", DecisionKind.confirmed, 2, text="Both kinds are there")


@asynccontextmanager
async def rating_town(url: str) -> AsyncIterator[ReviewTown]:
    """Open such a database. Nothing is drawn yet."""
    async with review_town(url) as town:
        await issued_case(town)
        await a_quarter_passes(town.database)
        yield town


async def issued_case(town: ReviewTown) -> int:
    """Let Ben read a case, and Ann issue it; its number."""
    case = await town.handed_in()
    await town.rules.change(town.ann, replace(DEFAULT, second_reading_percent=0))
    await town.read_to_the_end(case)
    await town.issued(case)
    return case


async def case_of(town: ReviewTown) -> int:
    """The number of the first case."""
    return (await town.cases.lines(town.ann))[0].id


def of(town: ReviewTown) -> DoubleRatings:
    """What raters do."""
    return DoubleRatings(town.desk.access)


def agreements(town: ReviewTown) -> Agreements:
    """What is compared."""
    return Agreements(town.desk.access)


async def drawn_rating(town: ReviewTown) -> int:
    """Draw the case; the number of its rating."""
    await draw(town.database, town.edition)
    return (await ratings(town.database))[-1].id


async def declared_rating(town: ReviewTown) -> int:
    """Draw the case, and let Cat declare; the number of its rating."""
    rating = await drawn_rating(town)
    assert await of(town).declare(town.cat, rating, Declaration())
    return rating


async def finished_rating(town: ReviewTown) -> int:
    """Let Cat rate everything; the number of the rating."""
    rating = await declared_rating(town)
    for decision in (SAME, HIGHER):
        assert await of(town).rate(town.cat, rating, decision)
    assert await of(town).finish(town.cat, rating)
    return rating


async def notes(town: ReviewTown) -> list[str]:
    """What the audit log says of double ratings and hours, the oldest first."""
    lines = reversed((await town.desk.log.page(town.ann)).lines)
    return [line.detail for line in lines if line.act is Act.case_moved and line.detail in tuple(CaseNote)]
