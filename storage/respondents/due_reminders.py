"""Finds what people are to be reminded of about now: steps of their plan or their institution's, and a later self-check."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.plan import StepState
from flows.institution.colleagues import MemberRole
from flows.interview.reminders.rules import LATE_AT_MOST_DAYS, RECHECK_AFTER_DAYS, ReminderKind
from storage.institution_tables import InstitutionStepRow, MemberRow
from storage.respondents.finished import day_of
from storage.tables import AssessmentRow, PlannedStepRow, RespondentRow

OPEN = (StepState.to_do.value, StepState.doing.value)


async def all_due(db: AsyncSession, now: datetime) -> list[tuple[int, ReminderKind, date, str]]:
    """Return every respondent who may be reminded about now: of what, for which day, and in which time zone they live."""
    return [*await _steps_due(db, now), *await _team_steps_due(db, now), *await _rechecks_due(db, now)]


async def _team_steps_due(db: AsyncSession, now: datetime) -> list[tuple[int, ReminderKind, date, str]]:
    """Return those who coordinate institutions whose plans have open steps due about now."""
    rows = await db.exec(
        select(RespondentRow.id, col(InstitutionStepRow.due), RespondentRow.timezone)
        .join(MemberRow, col(MemberRow.respondent_id) == col(RespondentRow.id))
        .join(InstitutionStepRow, col(InstitutionStepRow.institution_id) == col(MemberRow.institution_id))
        .where(
            MemberRow.role == MemberRole.coordinator,
            col(InstitutionStepRow.due).between(*_days_about(now)),
            col(InstitutionStepRow.state).in_(OPEN),
            col(RespondentRow.reminders).is_(True),
        )
        .distinct()
    )
    return [(respondent, ReminderKind.team, day, timezone) for respondent, day, timezone in rows]


async def _steps_due(db: AsyncSession, now: datetime) -> list[tuple[int, ReminderKind, date, str]]:
    """Return respondents with open steps due about now, in any time zone."""
    rows = await db.exec(
        select(RespondentRow.id, col(PlannedStepRow.due), RespondentRow.timezone)
        .join(PlannedStepRow, col(PlannedStepRow.respondent_id) == col(RespondentRow.id))
        .where(
            col(PlannedStepRow.due).between(*_days_about(now)),
            col(PlannedStepRow.state).in_(OPEN),
            col(RespondentRow.reminders).is_(True),
        )
        .distinct()
    )
    return [(respondent, ReminderKind.steps, day, timezone) for respondent, day, timezone in rows]


async def _rechecks_due(db: AsyncSession, now: datetime) -> list[tuple[int, ReminderKind, date, str]]:
    """Return respondents whose newest assessment is finished, and long enough ago."""
    first, last = (
        datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=RECHECK_AFTER_DAYS) for day in _days_about(now)
    )
    rows = await db.exec(
        select(RespondentRow.id, col(AssessmentRow.finished_at), col(AssessmentRow.finished_on), RespondentRow.timezone)
        .join(AssessmentRow, col(AssessmentRow.respondent_id) == col(RespondentRow.id))
        .where(
            col(AssessmentRow.finished_at).between(first, last + timedelta(days=1)),
            col(AssessmentRow.number) == col(RespondentRow.assessment),
            col(RespondentRow.reminders).is_(True),
        )
    )
    return [
        (respondent, ReminderKind.recheck, day_of(day, at, timezone) + timedelta(days=RECHECK_AFTER_DAYS), timezone)
        for respondent, at, day, timezone in rows
        if at is not None
    ]


def _days_about(now: datetime) -> tuple[date, date]:
    """Return the first day that a reminder may still be about, and the last day that has begun in any time zone."""
    today = now.astimezone(UTC).date()
    return today - timedelta(days=LATE_AT_MOST_DAYS + 1), today + timedelta(days=1)
