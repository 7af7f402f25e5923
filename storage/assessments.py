"""Loads and saves interviews: what is true now, the log of changes, and everything of one person."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import delete, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.evidence import Attachment, Evidence
from flows.assessment.order import Mode
from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating, mark_of
from flows.dialogue import Address
from flows.interview.session import Past, Session
from storage.database import Database
from storage.tables import (
    OF_RESPONDENTS,
    AssessmentRow,
    ChangeRow,
    EvidenceRow,
    PlannedStepRow,
    PlanRow,
    RatingRow,
    RespondentRow,
)


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
            ratings = await _all_ratings(db, row.id)
            past = await _past(db, row, ratings)
            plan = await _plan(db, row.id)
        return Session(
            language=row.language,
            turn=row.turn,
            stage=row.stage,
            assessment=row.assessment,
            mode=Mode(row.mode),
            target=row.target,
            focus=row.focus,
            origin=row.origin,
            heard=row.heard,
            rechecking=row.rechecking,
            ratings=ratings.get(row.assessment, {}),
            plan=plan,
            past=past,
            reminders=row.reminders,
            timezone=row.timezone,
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
            if after.plan != before.plan:
                await _save_plan(db, row.id, after.plan)
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
            for table in reversed(OF_RESPONDENTS):
                found = await db.exec(select(table).where(table.respondent_id == row.id))
                tables[str(table.__tablename__)] = [item.model_dump(mode="json", exclude={"respondent_id"}) for item in found]
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
            if rating.evidence != (old.evidence if old else None):
                await _save_evidence(db, respondent_id, after.assessment, code, rating.evidence)
            if old and replace(old, evidence=None) == replace(rating, evidence=None):
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
            .where(
                col(AssessmentRow.respondent_id) == respondent_id,
                col(AssessmentRow.number) == number,
                col(AssessmentRow.finished_at).is_(None),
            )
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
    for table in OF_RESPONDENTS:
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
        "origin": session.origin,
        "heard": session.heard,
        "rechecking": session.rechecking,
        "reminders": session.reminders,
        "timezone": session.timezone,
    }


async def _all_ratings(db: AsyncSession, respondent_id: int) -> dict[int, dict[str, Rating]]:
    """The ratings of every assessment of a respondent, with their evidence, by the assessment's number."""
    rows = await db.exec(select(EvidenceRow).where(EvidenceRow.respondent_id == respondent_id))
    evidence = {(row.assessment, row.subdomain): _evidence(row) for row in rows}
    ratings: dict[int, dict[str, Rating]] = {}
    for row in await db.exec(select(RatingRow).where(RatingRow.respondent_id == respondent_id)):
        named = evidence.get((row.assessment, row.subdomain))
        rating = Rating(row.level, row.under_way, row.unsure, row.not_applicable, named)
        ratings.setdefault(row.assessment, {})[row.subdomain] = rating
    return ratings


async def _past(db: AsyncSession, respondent: RespondentRow, ratings: dict[int, dict[str, Rating]]) -> tuple[Past, ...]:
    """The finished assessments, oldest first; a day is the respondent's own."""
    rows = await db.exec(
        select(AssessmentRow)
        .where(AssessmentRow.respondent_id == respondent.id, col(AssessmentRow.finished_at).is_not(None))
        .order_by(col(AssessmentRow.number))
    )
    return tuple(
        Past(row.number, _day(row.finished_at, respondent.timezone), ratings.get(row.number, {}))
        for row in rows
        if row.finished_at is not None
    )


async def _plan(db: AsyncSession, respondent_id: int) -> Plan | None:
    row = (await db.exec(select(PlanRow).where(PlanRow.respondent_id == respondent_id))).first()
    if row is None:
        return None
    steps = await db.exec(
        select(PlannedStepRow).where(PlannedStepRow.respondent_id == respondent_id).order_by(col(PlannedStepRow.number))
    )
    return Plan(row.star, row.made_on, tuple(_planned_step(step) for step in steps))


async def _save_plan(db: AsyncSession, respondent_id: int, plan: Plan | None) -> None:
    """Write a plan in the place of the one before."""
    for table in (PlannedStepRow, PlanRow):
        await db.exec(delete(table).where(col(table.respondent_id) == respondent_id))
    if plan is not None:
        db.add(PlanRow(respondent_id=respondent_id, star=plan.star, made_on=plan.made_on))
        db.add_all(_planned_step_row(respondent_id, number, step) for number, step in enumerate(plan.steps, 1))


async def _save_evidence(db: AsyncSession, respondent_id: int, assessment: int, code: str, evidence: Evidence | None) -> None:
    if evidence is not None:
        await db.merge(_evidence_row(respondent_id, assessment, code, evidence))
        return
    await db.exec(
        delete(EvidenceRow).where(
            col(EvidenceRow.respondent_id) == respondent_id,
            col(EvidenceRow.assessment) == assessment,
            col(EvidenceRow.subdomain) == code,
        )
    )


def _day(at: datetime, timezone: str) -> date:
    """The day of a stored moment where the respondent lives; SQLite gives it back without its zone, which is UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(ZoneInfo(timezone)).date()


def _evidence(row: EvidenceRow) -> Evidence:
    file = Attachment(row.file_name, row.file_size, row.file_type, row.file_sha256, row.file_place)
    return Evidence(row.what, row.rung, row.named_on, row.in_force, row.last_used, file if row.file_place else None)


def _evidence_row(respondent_id: int, assessment: int, code: str, evidence: Evidence) -> EvidenceRow:
    file = evidence.file or Attachment("", 0, "", "", "")
    return EvidenceRow(
        respondent_id=respondent_id,
        assessment=assessment,
        subdomain=code,
        what=evidence.what,
        rung=evidence.rung,
        named_on=evidence.named_on,
        in_force=evidence.in_force,
        last_used=evidence.last_used,
        file_name=file.name,
        file_size=file.size,
        file_type=file.media_type,
        file_sha256=file.sha256,
        file_place=file.place,
    )


def _planned_step(row: PlannedStepRow) -> PlannedStep:
    return PlannedStep(row.subdomain, row.from_rung, row.to_rung, row.due, row.person, StepState(row.state), row.reason)


def _planned_step_row(respondent_id: int, number: int, step: PlannedStep) -> PlannedStepRow:
    return PlannedStepRow(
        respondent_id=respondent_id,
        number=number,
        subdomain=step.subdomain,
        from_rung=step.from_rung,
        to_rung=step.to_rung,
        due=step.due,
        person=step.person,
        state=step.state.value,
        reason=step.reason,
    )


def _rating_row(respondent_id: int, assessment: int, code: str, rating: Rating) -> RatingRow:
    return RatingRow(
        respondent_id=respondent_id,
        assessment=assessment,
        subdomain=code,
        level=rating.level,
        under_way=rating.under_way,
        unsure=rating.unsure,
        not_applicable=rating.not_applicable,
    )
