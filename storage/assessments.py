"""Loads and saves interviews: what is true now, the log of changes, and everything of one person."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.order import Mode
from flows.assessment.rating import Rating, mark_of
from flows.dialogue import Address
from flows.interview.session import Session
from storage.database import Database
from storage.tables import AssessmentRow, ChangeRow, RatingRow, RespondentRow


class Assessments:
    """Everything that is stored of respondents, on one database. `now` is the clock, `edition` what new assessments follow."""

    def __init__(self, database: Database, edition: str, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._edition = edition
        self._now = now

    async def load(self, who: Address) -> Session | None:
        """Where this person stands; None where nothing is stored of her."""
        async with self._database.reading() as db:
            row = await _respondent(db, who)
            if row is None:
                return None
            found = await db.exec(
                select(RatingRow).where(RatingRow.respondent_id == row.id, RatingRow.assessment == row.assessment)
            )
            ratings = {rating.subdomain: _rating(rating) for rating in found}
        return Session(
            language=row.language,
            turn=row.turn,
            stage=row.stage,
            assessment=row.assessment,
            mode=Mode(row.mode),
            target=row.target,
            focus=row.focus,
            revising=row.revising,
            heard=row.heard,
            ratings=ratings,
        )

    async def save(self, who: Address, before: Session, after: Session) -> bool:
        """Store what one reply changed, committed on return. False, with nothing stored, where somebody was faster.

        `turn` is the lock: the statement finds the row only while it still stands on the turn that the reply was made from.
        """
        if not before.is_stored:
            return await self._save_first(who, after)
        async with self._database.writing() as db:
            moved: CursorResult[Any] = await db.exec(
                update(RespondentRow)
                .where(
                    col(RespondentRow.face) == who.face,
                    col(RespondentRow.address) == who.key,
                    col(RespondentRow.turn) == before.turn,
                )
                .values(**_state(after), seen_at=self._now())
            )
            if moved.rowcount != 1:
                return False
            row = await _respondent(db, who)
            assert row is not None
            if after.assessment != before.assessment:
                db.add(self._assessment(row.id, after.assessment))
            else:
                await self._save_ratings(db, row.id, before, after)
            if after.stage == "finished" and before.stage != "finished":
                await self._finish(db, row.id, after.assessment)
        return True

    async def forget(self, who: Address) -> None:
        """Delete everything of one person."""
        async with self._database.writing() as db:
            row = await _respondent(db, who)
            if row is not None:
                await _erase(db, [row.id])

    async def purge(self, before: datetime) -> int:
        """Delete everything of everybody who has not answered since `before`; returns how many that were."""
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

    async def _save_first(self, who: Address, after: Session) -> bool:
        now = self._now()
        row = RespondentRow(
            id=secrets.randbits(63), face=who.face, address=who.key, consented_at=now, seen_at=now, **_state(after)
        )
        try:
            async with self._database.writing() as db:
                db.add(row)
                await db.flush()
                db.add(self._assessment(row.id, after.assessment))
        except IntegrityError:
            return False
        return True

    def _assessment(self, respondent_id: int, number: int) -> AssessmentRow:
        return AssessmentRow(respondent_id=respondent_id, number=number, edition=self._edition, started_at=self._now())

    async def _save_ratings(self, db: AsyncSession, respondent_id: int, before: Session, after: Session) -> None:
        for code, rating in after.ratings.items():
            old = before.ratings.get(code)
            if old == rating:
                continue
            await db.merge(_rating_row(respondent_id, after.assessment, code, rating))
            db.add(
                ChangeRow(
                    respondent_id=respondent_id,
                    turn=after.turn,
                    assessment=after.assessment,
                    subdomain=code,
                    before=mark_of(old) if old else None,
                    after=mark_of(rating),
                    at=self._now(),
                )
            )

    async def _finish(self, db: AsyncSession, respondent_id: int, number: int) -> None:
        await db.exec(
            update(AssessmentRow)
            .where(col(AssessmentRow.respondent_id) == respondent_id, col(AssessmentRow.number) == number)
            .values(finished_at=self._now())
        )


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


def _state(session: Session) -> dict[str, Any]:
    return {
        "language": session.language,
        "turn": session.turn,
        "stage": session.stage,
        "assessment": session.assessment,
        "mode": session.mode.value,
        "target": session.target,
        "focus": session.focus,
        "revising": session.revising,
        "heard": session.heard,
    }


def _rating(row: RatingRow) -> Rating:
    return Rating(row.level, row.under_way, row.unsure, row.not_applicable, row.evidence)


def _rating_row(respondent_id: int, assessment: int, code: str, rating: Rating) -> RatingRow:
    return RatingRow(
        respondent_id=respondent_id,
        assessment=assessment,
        subdomain=code,
        level=rating.level,
        under_way=rating.under_way,
        unsure=rating.unsure,
        not_applicable=rating.not_applicable,
        evidence=rating.evidence,
    )
