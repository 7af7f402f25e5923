"""A database with many open interviews in it, before a bot is started on it."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from random import Random

from msgspec.structs import replace

from flows.assessment.rating import Rating
from flows.dialogue import Address
from flows.interview.session import Session
from flows.standard.loader import shipped
from storage.database import migrate, open_database
from storage.respondents.sessions import StoredSessions
from storage.tables import AssessmentRow, ChangeRow, RatingRow, RespondentRow

ANSWERED = 12
# Nobody in the benchmark bears these numbers.
FIRST = 5_000_000


def fill(file: Path, interviews: int) -> None:
    """Make an SQLite file with this number of interviews in it, each with twelve answers."""
    asyncio.run(_model(f"sqlite:///{file.resolve()}"))
    with sqlite3.connect(file) as db:
        (model,) = db.execute("SELECT id FROM respondents").fetchone()
        for row in (RespondentRow, AssessmentRow, RatingRow, ChangeRow):
            _copy(db, str(row.__tablename__), list(row.model_fields), model, interviews)
    db.close()


def finish(file: Path, people: Sequence[int]) -> int:
    """Make an SQLite file in which each of these Telegram users has finished their own assessment; returns their turn."""
    return asyncio.run(_finish(f"sqlite:///{file.resolve()}", people))


async def _finish(url: str, people: Sequence[int]) -> int:
    standard, begun = shipped(), Session("zh", 1, "asking", 1)
    await migrate(url)
    async with open_database(url) as database:
        sessions = StoredSessions(database, standard.edition)
        for number in people:
            who, chance = Address("telegram", str(number)), Random(number)  # noqa: S311 the same answers every time
            ratings = {code: Rating(chance.choice((1, 2, 2, 3, 3, 4))) for code in standard.codes}
            assert await sessions.save(who, Session("zh", 0), begun)
            assert await sessions.save(who, begun, replace(begun, turn=2, stage="finished", ratings=ratings))
    return 2


async def _model(url: str) -> None:
    standard, who = shipped(), Address("telegram", "1")
    await migrate(url)
    async with open_database(url) as database:
        sessions = StoredSessions(database, standard.edition)
        before = Session("zh", 0)
        after = Session("zh", 1, "asking", 1)
        for code in standard.codes[: ANSWERED + 1]:
            assert await sessions.save(who, before, after)
            before = after
            after = replace(before, turn=before.turn + 1, ratings={**before.ratings, code: Rating(2)})


def _copy(db: sqlite3.Connection, table: str, columns: list[str], model: int, times: int) -> None:
    others = {"id": "n" if table == "respondents" else "NULL", "respondent_id": "n", "address": "CAST(n AS TEXT)"}
    chosen = ", ".join(others.get(column, column) for column in columns)
    owner = "id" if table == "respondents" else "respondent_id"
    # Names of our own tables and columns.
    db.execute(
        f"WITH RECURSIVE copies(n) AS (SELECT {FIRST} UNION ALL SELECT n + 1 FROM copies WHERE n < {FIRST + times - 1})"  # noqa: S608
        f" INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM copies, {table} WHERE {owner} = {model}"
    )
