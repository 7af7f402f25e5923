"""Reads every stored rating out of a database, and which of them contradict an edition."""

from __future__ import annotations

from sqlmodel import select

from flows.assessment.point_by_point import agrees
from flows.assessment.rating import Rating
from flows.standard.model import Standard
from storage.database import open_database
from storage.mapping import RATING_COLUMNS
from storage.tables import RatingRow

# The respondent, the assessment, the subdomain.
Place = tuple[int, int, str]


async def stored_ratings(url: str) -> dict[Place, Rating]:
    """Return every rating of a database, with its ticks and without its evidence."""
    async with open_database(url) as database, database.reading() as db:
        rows = (await db.exec(select(RatingRow))).all()
    return {
        (row.respondent_id, row.assessment, row.subdomain): Rating(**{name: getattr(row, name) for name in RATING_COLUMNS})
        for row in rows
    }


def contradicting(standard: Standard, ratings: dict[Place, Rating]) -> list[Place]:
    """Return the places of the ratings whose level and ticks do not say the same in this edition."""
    return [place for place, rating in ratings.items() if not agrees(standard.subdomain(place[2]), rating)]
