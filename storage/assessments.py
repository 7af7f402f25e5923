"""Loads and saves interviews: what is true now, the log of changes, and everything of one person."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.rating import mark_of
from flows.dialogue import Address
from flows.interview.session import Session
from storage.commits import Load, Save
from storage.database import Database
from storage.hot_path import Change, Process
from storage.remembered import Remembered
from storage.rows import RATING, STATE, rating_of, session_of, state_of, values_of
from storage.tables import AssessmentRow, ChangeRow, RatingRow, RespondentRow


class Assessments:
    """Everything that is stored of respondents, on one database. `now` is the clock, `edition` what new assessments follow."""

    def __init__(self, database: Database, edition: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._edition = edition
        self._now = now
        self._hot = database.hot_path
        self._remembered = Remembered()

    async def load(self, who: Address) -> Session | None:
        """Where this person stands; None where nothing is stored of her. Raises Unstored, as everything here does."""
        rows = await self._database.commits.do(Load(self._hot.load, _place(who)))
        if not rows:
            self._remembered.drop(who)
            return None
        session = _session(rows, self._hot.loaded)
        self._remembered.keep(who, session)
        return session

    def remembered(self, who: Address, turn: int) -> Session | None:
        """Where she stood at this turn, if that is the newest that this process knows of; else None.

        Another process may know better. So it is good for a reply that changes something, which `save` then compares with
        the database; for anything else, `load`.
        """
        session = self._remembered.get(who)
        return session if session is not None and session.turn == turn else None

    async def save(self, who: Address, before: Session, after: Session) -> bool:
        """Store what one reply changed, committed on return. False, with nothing stored, where somebody was faster.

        `turn` is the lock: the statement finds the row only while it still stands on the turn that the reply was made from.
        Raises Unstored where the database cannot be used now.
        """
        rated = [code for code, rating in after.ratings.items() if before.ratings.get(code) is not rating]
        rated = [code for code in rated if before.ratings.get(code) != after.ratings[code]]
        opens = after.assessment != before.assessment
        if opens:
            rated = []
        assert len(rated) <= 1, "one reply rates one subdomain"
        change = Change(
            first=not before.is_stored,
            rates=bool(rated),
            opens=opens,
            finishes=after.stage == "finished" and before.stage != "finished",
        )
        values = self._values(who, before, after, rated[0] if rated else None)
        self._remembered.drop(who)
        saved: bool = await self._database.commits.do(Save(self._hot.save(change), values))
        if saved:
            self._remembered.keep(who, after)
        return saved

    async def forget(self, who: Address) -> None:
        """Delete everything of one person."""
        self._remembered.drop(who)
        async with self._database.writing() as db:
            row = await _respondent(db, who)
            if row is not None:
                await _erase(db, [row.id])

    async def purge(self, before: datetime) -> int:
        """Delete everything of everybody who has not answered since `before`; returns how many that were."""
        self._remembered.clear()
        async with self._database.writing() as db:
            ids = list(await db.exec(select(RespondentRow.id).where(RespondentRow.seen_at < before)))
            await _erase(db, ids)
        return len(ids)

    async def everything(self, who: Address) -> dict[str, Any] | None:
        """All that is stored of one person, table by table, ready for JSON; None where there is nothing."""
        async with self._database.reading() as db:
            row = await _respondent(db, who)
            if row is None:
                return None
            tables: dict[str, Any] = {"respondent": row.model_dump(mode="json")}
            for name, table in (("assessments", AssessmentRow), ("ratings", RatingRow), ("changes", ChangeRow)):
                found = await db.exec(select(table).where(table.respondent_id == row.id))
                tables[name] = [item.model_dump(mode="json", exclude={"respondent_id"}) for item in found]
        return tables

    def _values(self, who: Address, before: Session, after: Session, rated: str | None) -> dict[str, Any]:
        """The values of all statements of a save, as `table.column`."""
        now = self._now()
        values = {f"respondents.{name}": value for name, value in state_of(after).items()}
        values |= {
            **_place(who),
            "respondents.seen_at": now,
            "turn_before": before.turn,
            "assessments.number": after.assessment,
            "assessments.finished_at": now,
        }
        if not before.is_stored:
            values |= {"respondents.id": secrets.randbits(63), "respondents.consented_at": now}
        if after.assessment != before.assessment:
            values |= {"assessments.edition": self._edition, "assessments.started_at": now}
        if rated is not None:
            values |= _rating_values(before, after, rated) | {"changes.at": now}
        return values


def _place(who: Address) -> dict[str, Any]:
    return {"respondents.face": who.face, "respondents.address": who.key}


def _rating_values(before: Session, after: Session, code: str) -> dict[str, Any]:
    rating, old = after.ratings[code], before.ratings.get(code)
    values = {f"ratings.{name}": value for name, value in values_of(rating).items()}
    return values | {
        "ratings.assessment": after.assessment,
        "ratings.subdomain": code,
        "changes.turn": after.turn,
        "changes.assessment": after.assessment,
        "changes.subdomain": code,
        "changes.before": mark_of(old) if old else None,
        "changes.after": mark_of(rating),
    }


async def _respondent(db: AsyncSession, who: Address) -> RespondentRow | None:
    found = await db.exec(
        select(RespondentRow)
        .where(RespondentRow.face == who.face, RespondentRow.address == who.key)
        .execution_options(populate_existing=True)
    )
    return found.first()


async def _erase(db: AsyncSession, ids: list[int]) -> None:
    for table in (ChangeRow, RatingRow, AssessmentRow):
        await db.exec(delete(table).where(col(table.respondent_id).in_(ids)))
    await db.exec(delete(RespondentRow).where(col(RespondentRow.id).in_(ids)))


def _session(rows: list[Any], readers: tuple[Process, ...]) -> Session:
    """The session of what HotPath.load found: its state stands in every row, a rating in each, or none at all."""
    read = [[reader(value) if reader else value for reader, value in zip(readers, row, strict=False)] for row in rows]
    rated = [(row[len(STATE)], row[len(STATE) + 1 :]) for row in read if row[len(STATE)] is not None]
    ratings = {code: rating_of(dict(zip(RATING, values, strict=False))) for code, values in rated}
    return session_of(dict(zip(STATE, read[0], strict=False)), ratings)
