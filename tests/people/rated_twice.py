"""Cases that were issued in the quarter before, and reviewers who are drawn to rate them a second time."""

from __future__ import annotations

import re

from sqlalchemy import update
from sqlmodel import col, select

from bot.conversation.conversation import Conversation
from bot.desk.cases import CaseDesk
from flows.days import day_of
from flows.dialogue import Address
from flows.institution.answers import Together
from flows.review.double_rating import DoubleRating, quarter_of
from storage.clock import moment
from storage.database import Database
from storage.rating_tables import DoubleRatingRow
from storage.review.rating_draws import RatingDraws
from storage.review.rating_rows import double_rating_of
from storage.review_tables import ResultRow
from tests.people.desk_cases import NAME, decided, read_once, ready
from tests.people.desk_visitor import DeskVisitor
from tests.people.reviews import ANN, every_day


async def a_quarter_passes(database: Database) -> None:
    """Let every result be of the quarter before."""
    async with database.writing() as db:
        before = quarter_of(day_of(await moment(db))).before.begins
        await db.exec(update(ResultRow).values(issued_on=before))


async def draw(database: Database, edition: str) -> int:
    """Draw and end what is to be drawn and ended now; how many were."""
    return await RatingDraws(database, every_day, edition).check()


async def ratings(database: Database) -> tuple[DoubleRating, ...]:
    """All double ratings that were ever drawn, the oldest first."""
    async with database.reading() as db:
        wanted = select(DoubleRatingRow).order_by(col(DoubleRatingRow.quarter), col(DoubleRatingRow.number))
        return tuple(double_rating_of(row) for row in await db.exec(wanted))


async def issued_case(
    conversation: Conversation,
    administrator: DeskVisitor,
    reader: DeskVisitor,
    who: Address = ANN,
    name: str = NAME,
    together: Together | None = None,
) -> str:
    """Let a reader read a case, and the administrator issue its result; its address at the desk."""
    await read_once(conversation, administrator)
    case = await ready(conversation, reader, who, name, together)
    assert conversation.desk is not None
    cases = CaseDesk(conversation.desk, conversation.standard)
    assert await cases.issue(administrator.cookie, int(case.rpartition("/")[2]), lambda _: b"issued") is not None
    return case


async def drawn_case(
    conversation: Conversation,
    administrator: DeskVisitor,
    reader: DeskVisitor,
    who: Address = ANN,
    name: str = NAME,
    together: Together | None = None,
) -> str:
    """Let a reader read a case that is issued, and draw it for somebody else; the address of the rating at the desk."""
    await issued_case(conversation, administrator, reader, who, name, together)
    assert conversation.desk is not None
    database = conversation.desk.access.database
    await a_quarter_passes(database)
    assert await draw(database, conversation.standard.edition) == 1
    return f"/desk/cases/ratings/{(await ratings(database))[-1].id}"


async def rated_all(rater: DeskVisitor, rating: str, **lowered: str) -> None:
    """Declare, and confirm every item; the first one is lowered if `lowered` says how."""
    assert (await rater.post(f"{rating}/declare"))[0] == 303
    for place, code in enumerate(re.findall(r'/items/([\w-]+)"', await rater.page(rating))[1:]):
        act = "lowered" if lowered and not place else "confirmed"
        assert (await decided(rater, f"{rating}/items/{code}", act, **(lowered if act == "lowered" else {})))[0] == 303
