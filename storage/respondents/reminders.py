"""Who is to be reminded now, and what became of each reminder. A row taken by one is nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.plan import StepState
from flows.dialogue import Address
from flows.interview.reminders.rules import FROM_HOUR, LATE_AT_MOST_DAYS, RECHECK_AFTER_DAYS, TO_HOUR, ReminderKind
from storage.database import Database
from storage.lookup import is_of
from storage.respondents.addresses import address_to_write_to
from storage.respondents.finished import day_of
from storage.tables import AssessmentRow, PlannedStepRow, ReminderRow, RespondentRow

# Sending takes seconds; a reminder that is still being sent after this long was cut off.
GIVEN_UP_AFTER = timedelta(minutes=15)
OPEN = (StepState.to_do.value, StepState.doing.value)


class Outcome(StrEnum):
    """Where a reminder stands; see `ReminderRow`."""

    taken = "taken"
    sent = "sent"
    again = "again"
    waiting = "waiting"
    seen = "seen"


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder to give: to whom, of what, for which of her days, after how many tries that certainly failed."""

    respondent: int
    kind: ReminderKind
    day: date
    tries: int = 0


class Reminders:
    """What is stored of reminders, on one database. `now` is the clock."""

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def due(self) -> tuple[Due, ...]:
        """Every reminder to give now: its day has come where the person lives, at a decent hour, and it is not settled."""
        now = self._now()
        async with self._database.reading() as db:
            found = [*await _steps_due(db, now), *await _rechecks_due(db, now)]
            wanted = {Due(*one[:3]) for one in found if _is_due(now, one[2], one[3])}
            rows = await _rows(db, {due.respondent for due in wanted})
        return tuple(
            sorted(
                (due for one in wanted if (due := _unsettled(one, rows))), key=lambda due: (due.day, due.respondent, due.kind)
            )
        )

    async def who(self, respondent: int) -> Address | None:
        """Where a respondent is reached; None where she was forgotten."""
        async with self._database.reading() as db:
            row = await db.get(RespondentRow, respondent)
            return await address_to_write_to(db, row) if row else None

    async def take(self, due: Due) -> bool:
        """Take a reminder, committed before it is sent. False where it was taken before: it is then not sent again."""
        try:
            async with self._database.writing() as db:
                if due.tries:
                    return await _set(db, due, Outcome.taken, self._now(), Outcome.again)
                db.add(
                    ReminderRow(
                        respondent_id=due.respondent, kind=due.kind, day=due.day, state=Outcome.taken, tries=0, at=self._now()
                    )
                )
        except IntegrityError:
            return False
        return True

    async def settle(self, due: Due, outcome: Outcome) -> None:
        """Write down what became of a reminder that was taken; one that is settled already stays as it is."""
        async with self._database.writing() as db:
            await _set(db, due, outcome, self._now(), Outcome.taken)

    async def release(self) -> None:
        """Let what was taken long ago and never settled wait for a visit: whoever took it is gone, and nobody knows more."""
        async with self._database.writing() as db:
            await db.exec(
                update(ReminderRow)
                .where(col(ReminderRow.state) == Outcome.taken, col(ReminderRow.at) < self._now() - GIVEN_UP_AFTER)
                .values(state=Outcome.waiting)
            )

    async def end(self, respondent: int) -> None:
        """Turn off the reminders of somebody whom they cannot reach any more."""
        async with self._database.writing() as db:
            await db.exec(update(RespondentRow).where(col(RespondentRow.id) == respondent).values(reminders=False))

    async def waiting(self, who: Address) -> Due | None:
        """Return the oldest reminder that waits for this person's visit, or None. Reading it changes nothing; see `seen`."""
        async with self._database.reading() as db:
            found = await db.exec(
                select(ReminderRow)
                .join(RespondentRow, col(RespondentRow.id) == col(ReminderRow.respondent_id))
                .where(is_of(who), ReminderRow.state == Outcome.waiting)
                .order_by(col(ReminderRow.day))
            )
            row = found.first()
        return None if row is None else Due(row.respondent_id, ReminderKind(row.kind), row.day, row.tries)

    async def seen(self, due: Due) -> None:
        """Record that a waiting reminder was shown, so that no later visit shows it."""
        async with self._database.writing() as db:
            await _set(db, due, Outcome.seen, self._now(), Outcome.waiting)


async def _steps_due(db: AsyncSession, now: datetime) -> list[tuple[int, ReminderKind, date, str]]:
    """Respondents with open steps due about now, in any time zone."""
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
    """Respondents whose newest assessment is finished, and long enough ago."""
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


async def _rows(db: AsyncSession, respondents: Iterable[int]) -> dict[tuple[int, str, date], ReminderRow]:
    found = await db.exec(select(ReminderRow).where(col(ReminderRow.respondent_id).in_(list(respondents))))
    return {(row.respondent_id, row.kind, row.day): row for row in found}


async def _set(db: AsyncSession, due: Due, outcome: Outcome, now: datetime, only_from: Outcome) -> bool:
    """Move one reminder from a state to another; False where it does not stand there."""
    moved: CursorResult[Any] = await db.exec(
        update(ReminderRow)
        .where(
            col(ReminderRow.respondent_id) == due.respondent,
            col(ReminderRow.kind) == due.kind,
            col(ReminderRow.day) == due.day,
            col(ReminderRow.tries) == due.tries,
            col(ReminderRow.state) == only_from,
        )
        .values(state=outcome, at=now, tries=due.tries + (outcome is Outcome.again))
    )
    return moved.rowcount == 1


def _unsettled(due: Due, rows: dict[tuple[int, str, date], ReminderRow]) -> Due | None:
    row = rows.get((due.respondent, due.kind, due.day))
    if row is None:
        return due
    return Due(due.respondent, due.kind, due.day, row.tries) if row.state == Outcome.again else None


def _days_about(now: datetime) -> tuple[date, date]:
    """From the first day that may still be reminded of to the last that has come, in any time zone."""
    today = now.astimezone(UTC).date()
    return today - timedelta(days=LATE_AT_MOST_DAYS + 1), today + timedelta(days=1)


def _is_due(now: datetime, day: date, timezone: str) -> bool:
    here = now.astimezone(ZoneInfo(timezone))
    return FROM_HOUR <= here.hour < TO_HOUR and timedelta() <= here.date() - day <= timedelta(days=LATE_AT_MOST_DAYS)
