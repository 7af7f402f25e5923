"""Who is to be reminded now, and the result of each reminder. A reminder is sent as a delivery, once for each kind and day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlalchemy import Integer, bindparam, or_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.dialogue import Address
from flows.interview.reminders.rules import ReminderKind, may_remind
from storage.clock import moment, present
from storage.database import Database
from storage.deliveries.leases import Delivery
from storage.deliveries.planning import DeliveryKind, Recipient, drop_old, plan
from storage.lookup import is_of
from storage.respondents.addresses import ONE_ACCOUNT, address_to_write_to
from storage.respondents.due_reminders import all_due
from storage.steps import Steps, insert_if_new, new, table_of, within, write
from storage.tables import AddressRow, DeliveryRow, DeliveryState, ReminderRow, RespondentRow

# A program older than revision 0008 takes reminders without a delivery. After this long it was cut off.
GIVEN_UP_AFTER = timedelta(minutes=15)
RESPONDENTS, REMINDERS = table_of(RespondentRow), table_of(ReminderRow)
NO_REMINDERS = update(RESPONDENTS).where(RESPONDENTS.c.id == bindparam("respondent")).values(reminders=False)
ADD = insert_if_new(REMINDERS, ("respondent_id", "kind", "day", "state", "tries", "at"))
MOVE = (
    update(REMINDERS)
    .where(
        REMINDERS.c.respondent_id == bindparam("respondent"),
        REMINDERS.c.kind == bindparam("its_kind"),
        REMINDERS.c.day == bindparam("its_day"),
        or_(REMINDERS.c.state == bindparam("first"), REMINDERS.c.state == bindparam("last")),
    )
    .values(state=new("state"), at=new("at"), tries=REMINDERS.c.tries + bindparam("more_tries", type_=Integer))
)


class Outcome(StrEnum):
    """The result of one reminder; see `ReminderRow`."""

    taken = "taken"
    sent = "sent"
    again = "again"
    waiting = "waiting"
    seen = "seen"


# What the outcome of a delivery means for its reminder. Nobody knows whether an uncertain one arrived, so it waits for a visit.
OUTCOMES = {
    DeliveryState.sent: Outcome.sent,
    DeliveryState.blocked: Outcome.sent,
    DeliveryState.uncertain: Outcome.waiting,
    DeliveryState.again: Outcome.again,
}


@dataclass(frozen=True, slots=True)
class Due:
    """One reminder to give: to whom, of what, and for which of their days."""

    respondent: int
    kind: ReminderKind
    day: date

    @property
    def about(self) -> str:
        """The reminder in words of a delivery."""
        return f"{self.kind.value} {self.day.isoformat()}"


def due_of(delivery: Delivery) -> Due:
    """Return the reminder that a delivery sends."""
    kind, _, day = delivery.about.partition(" ")
    return Due(delivery.respondent, ReminderKind(kind), date.fromisoformat(day))


class Reminders:
    """The stored reminders of one database. `now` is the clock that says what is due.

    All moments that are stored come from the database's clock.
    """

    def __init__(self, database: Database, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._database = database
        self._now = now

    async def due(self) -> tuple[Due, ...]:
        """Return every reminder to give now: its day has come, it is a decent hour for the person, and it is not settled."""
        now = self._now()
        async with self._database.reading() as db:
            found = await all_due(db, now)
            wanted = {Due(*one[:3]) for one in found if may_remind(now.astimezone(ZoneInfo(one[3])), one[2])}
            rows = await _rows(db, {due.respondent for due in wanted})
        return tuple(
            sorted((due for due in wanted if _is_unsettled(due, rows)), key=lambda due: (due.day, due.respondent, due.kind))
        )

    async def plan(self, messaged: Collection[str]) -> int:
        """Plan what is due, once however many processes do; return how many reminders are new.

        People of the faces in `messaged` get a message. A reminder for others waits for their next visit.
        """
        due = await self.due()
        async with self._database.writing() as db:
            now = await moment(db)
            await _release(db, now)
            await drop_old(db, DeliveryKind.reminder, now)
            faces = await _faces(db, {one.respondent for one in due})
            to_send = [Recipient(one.respondent, one.about) for one in due if faces.get(one.respondent) in messaged]
            to_wait = [one for one in due if one.respondent in faces and faces[one.respondent] not in messaged]
            planned = await plan(db, DeliveryKind.reminder, to_send, now)
            for one in to_wait:
                planned += await within(db, _added(one, Outcome.waiting, now))
        return planned

    async def who(self, respondent: int) -> Address | None:
        """Return where a respondent is reached; None if they were forgotten."""
        async with self._database.reading() as db:
            row = await db.get(RespondentRow, respondent)
            return await address_to_write_to(db, row) if row else None

    def began(self, delivery: Delivery) -> Steps[bool]:
        """Implement Effects: take the reminder. Return False if it was taken before, also by an older program."""
        due, now = due_of(delivery), (yield from present())
        was_again = yield from _set(due, Outcome.taken, now, Outcome.again)
        return was_again or bool((yield from _added(due, Outcome.taken, now)))

    def ended(self, delivery: Delivery, state: DeliveryState) -> Steps[None]:
        """Implement Effects: store the result of the reminder. A person who has blocked us is not reminded any more."""
        # A reminder that waits since its lease ended, and is then known to have arrived, waits no longer.
        yield from _set(due_of(delivery), OUTCOMES[state], (yield from present()), Outcome.taken, Outcome.waiting)
        if state is DeliveryState.blocked:
            yield from write(NO_REMINDERS, respondent=delivery.respondent)

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
        return None if row is None else Due(row.respondent_id, ReminderKind(row.kind), row.day)

    async def seen(self, due: Due) -> None:
        """Record that a waiting reminder was shown, so that no later visit shows it."""
        async with self._database.writing() as db:
            await within(db, _set(due, Outcome.seen, await moment(db), Outcome.waiting))


async def let_wait(db: AsyncSession, now: datetime) -> int:
    """Let every reminder whose day has come wait for its person's visit, in the caller's transaction; return how many.

    For a restored database, which does not know what was sent since its backup.
    """
    found = await all_due(db, now)
    past = {Due(*one[:3]) for one in found if one[2] <= now.astimezone(ZoneInfo(one[3])).date()}
    rows = await _rows(db, {due.respondent for due in past})
    waiting = 0
    for due in past:
        if _is_unsettled(due, rows):
            was_new = await within(db, _added(due, Outcome.waiting, now))
            waiting += was_new or await within(db, _set(due, Outcome.waiting, now, Outcome.again))
    return waiting


async def _rows(db: AsyncSession, respondents: Iterable[int]) -> dict[tuple[int, str, date], ReminderRow]:
    found = await db.exec(select(ReminderRow).where(col(ReminderRow.respondent_id).in_(list(respondents))))
    return {(row.respondent_id, row.kind, row.day): row for row in found}


async def _faces(db: AsyncSession, respondents: Collection[int]) -> dict[int, str]:
    """Return the face on which each is reached: that of their account, if they have one, else that of their first address."""
    found = await db.exec(select(RespondentRow.id, RespondentRow.face).where(col(RespondentRow.id).in_(respondents)))
    accounts = await db.exec(
        select(AddressRow.respondent_id, AddressRow.face).where(
            col(AddressRow.respondent_id).in_(respondents), AddressRow.face == ONE_ACCOUNT
        )
    )
    return dict(found.all()) | dict(accounts.all())


async def _release(db: AsyncSession, now: datetime) -> None:
    """Let reminders wait that an older program took and never settled, or that were being sent when a backup was made."""
    sending = select(DeliveryRow.respondent_id).where(
        DeliveryRow.kind == DeliveryKind.reminder,
        DeliveryRow.state == DeliveryState.sending,
        col(DeliveryRow.respondent_id) == col(ReminderRow.respondent_id),
    )
    await db.exec(
        update(ReminderRow)
        .where(col(ReminderRow.state) == Outcome.taken, col(ReminderRow.at) < now - GIVEN_UP_AFTER, ~sending.exists())
        .values(state=Outcome.waiting)
        .execution_options(synchronize_session=False)
    )


def _added(due: Due, outcome: Outcome, now: datetime) -> Steps[int]:
    """Add a reminder; return 0 if it is there already."""
    return (
        yield from write(
            ADD,
            new_respondent_id=due.respondent,
            new_kind=due.kind.value,
            new_day=due.day,
            new_state=outcome.value,
            new_tries=0,
            new_at=now,
        )
    )


def _set(due: Due, outcome: Outcome, now: datetime, *from_any: Outcome) -> Steps[bool]:
    """Move one reminder to another state; return False if it is in none of those (one or two) that it may come from."""
    first, last = from_any[0], from_any[-1]
    changed = yield from write(
        MOVE,
        respondent=due.respondent,
        its_kind=due.kind.value,
        its_day=due.day,
        first=first.value,
        last=last.value,
        new_state=outcome.value,
        new_at=now,
        more_tries=int(outcome is Outcome.again),
    )
    return changed == 1


def _is_unsettled(due: Due, rows: dict[tuple[int, str, date], ReminderRow]) -> bool:
    row = rows.get((due.respondent, due.kind, due.day))
    return row is None or row.state == Outcome.again
