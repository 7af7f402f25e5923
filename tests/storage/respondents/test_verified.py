"""What a review confirmed is stored with the answers that were handed in, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from msgspec.structs import replace
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating, Ratings
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database, open_database
from storage.respondents.sessions import StoredSessions
from storage.respondents.verified import clear_verified, set_verified
from storage.tables import RespondentRow

WHO = Address("telegram", "7000000001")
STRANGER, BEGUN = Session("zh", 0), Session("zh", 500, "choosing", 1)
HANDED_IN = {
    "demand-management": Rating(4, evidence=Evidence("x", 4)),
    "risk-management": Rating(3, under_way=True),
    "service-level": Rating(2),
    "partner-management": Rating(not_applicable="none"),
}
ASKING = replace(BEGUN, turn=501, stage="asking", ratings={"demand-management": Rating(4)})
DONE = replace(ASKING, turn=502, ratings=HANDED_IN)
CONFIRMED = {"demand-management": 3, "risk-management": 3, "partner-management": 5}
REVIEWED = {code: rating.with_verified(CONFIRMED.get(code)) for code, rating in HANDED_IN.items()}


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    async with open_database(database_url) as opened:
        sessions = StoredSessions(opened, "edition-1")
        for before, after in ((STRANGER, BEGUN), (BEGUN, ASKING), (ASKING, DONE)):
            assert await sessions.save(WHO, before, after)
        yield opened


@pytest.fixture
def sessions(database: Database) -> StoredSessions:
    return StoredSessions(database, "edition-1")


async def issued(database: Database, reviewed: Ratings = REVIEWED) -> tuple[str, ...]:
    async with database.writing() as db:
        (respondent,) = await db.exec(select(RespondentRow.id))
        return await set_verified(db, respondent, 1, reviewed)


async def rescinded(database: Database) -> None:
    async with database.writing() as db:
        (respondent,) = await db.exec(select(RespondentRow.id))
        await clear_verified(db, respondent, 1)


async def loaded(sessions: StoredSessions) -> Session:
    session = await sessions.load(WHO)
    assert session is not None
    return session


async def test_a_review_is_written_and_taken_back(database: Database, sessions: StoredSessions) -> None:
    assert await loaded(sessions) == DONE
    assert sorted(await issued(database)) == sorted(CONFIRMED)
    assert await loaded(sessions) == replace(DONE, turn=503, ratings=REVIEWED)
    await rescinded(database)
    assert await loaded(sessions) == replace(DONE, turn=504)


async def test_another_review_replaces_the_first(database: Database, sessions: StoredSessions) -> None:
    await issued(database)
    code = "service-level"
    assert await issued(database, {**HANDED_IN, code: Rating(2, verified=1)}) == (code,)
    assert (await loaded(sessions)).ratings == {**HANDED_IN, code: Rating(2, verified=1)}


async def test_an_answer_that_claims_something_else_by_now_is_skipped(database: Database, sessions: StoredSessions) -> None:
    raised = replace(DONE, turn=503, ratings={**HANDED_IN, "demand-management": Rating(5, evidence=Evidence("x", 4))})
    assert await sessions.save(WHO, DONE, raised)
    built = replace(raised, turn=504, ratings={**raised.ratings, "risk-management": Rating(3)})
    assert await sessions.save(WHO, raised, built)
    assert sorted(await issued(database)) == ["partner-management", "risk-management"]
    assert (await loaded(sessions)).ratings["risk-management"] == Rating(3, verified=3)


async def test_a_reply_made_before_the_review_is_refused(database: Database, sessions: StoredSessions) -> None:
    """It would otherwise write an answer without what was confirmed, or a session that has not seen it."""
    before = await loaded(sessions)
    await issued(database)
    tapped = replace(before, turn=503, ratings={**before.ratings, "service-level": Rating(5)})
    assert not await sessions.save(WHO, before, tapped)
    assert (await loaded(sessions)).ratings == REVIEWED


async def test_a_tap_empties_the_review_of_its_answer_alone(database: Database, sessions: StoredSessions) -> None:
    await issued(database)
    before = await loaded(sessions)
    tapped = replace(before, turn=504, ratings={**before.ratings, "risk-management": Rating(4)})
    assert await sessions.save(WHO, before, tapped)
    assert await loaded(StoredSessions(database, "edition-1")) == tapped


async def test_an_answer_that_keeps_its_review_is_stored_with_it(database: Database, sessions: StoredSessions) -> None:
    await issued(database)
    before = await loaded(sessions)
    kept = replace(before, turn=504, ratings={**before.ratings, "risk-management": Rating(3, verified=3)})
    assert await sessions.save(WHO, before, kept)
    assert await loaded(StoredSessions(database, "edition-1")) == kept


@pytest.mark.parametrize(
    ("code", "rung"), [("service-level", 3), ("service-level", -1), ("partner-management", 6), ("demand-management", 5)]
)
async def test_the_database_refuses_a_review_above_the_claim(database: Database, code: str, rung: int) -> None:
    with pytest.raises(IntegrityError):
        async with database.writing() as db:
            await (await db.connection()).execute(
                text("UPDATE ratings SET verified = :rung WHERE subdomain = :code"), {"rung": rung, "code": code}
            )


async def test_what_was_confirmed_is_part_of_my_data(database: Database, sessions: StoredSessions) -> None:
    await issued(database)
    everything = await sessions.everything(WHO)
    assert everything is not None
    assert {row["subdomain"]: row["verified"] for row in everything["ratings"]} == {
        code: CONFIRMED.get(code) for code in HANDED_IN
    }
