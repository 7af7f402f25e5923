"""Counts respondents by the state of their interview, for operators; reads nothing that they typed."""

from __future__ import annotations

from collections import Counter

from sqlmodel import col, func, select

from flows.stages import Stage
from storage.database import Database
from storage.tables import RespondentRow

# A verdict that is offered but not taken is "decided"; every other stage that is not the end is "open".
STATES: dict[str, str] = {Stage.finished: "finished", Stage.deciding: "decided"}


async def census(database: Database) -> dict[str, int]:
    """Return the number of respondents by the state of their current interview: open, decided, finished."""
    async with database.reading() as db:
        found = await db.exec(select(RespondentRow.stage, func.count(col(RespondentRow.id))).group_by(RespondentRow.stage))
        counted = Counter({"open": 0, "decided": 0, "finished": 0})
        for stage, number in found:
            counted[STATES.get(stage, "open")] += number
    return dict(counted)
