"""Reminders: who is due is read from our own tables, and each is sent once. What cannot be sent waits for the next visit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.deliveries.report import SendReport
from bot.deliveries.worker import Call
from bot.operations.background import running
from bot.operations.readiness import RecurringWork
from flows.assessment.plan import Plan
from flows.dialogue import Address, Phrase
from flows.interview.reminders.rules import ReminderKind, may_remind
from flows.interview.reminders.screens import notice_of, reminder_of
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.model import Standard
from storage.database import Database
from storage.deliveries.leases import Deliveries, Delivery, Effects
from storage.deliveries.planning import DeliveryKind
from storage.respondents.reminders import Due, Reminders, due_of
from storage.respondents.sessions import StoredSessions

EVERY_S = 300.0
AFTER_FAILURE_S = 30.0
# Faces that can write to a person who has not just spoken. On the others a reminder waits for the next visit.
MESSAGED = frozenset({"telegram"})
# Returns the plan of the institution that a person coordinates; None if they coordinate none, or it has none.
TeamPlan = Callable[[Address], Awaitable[Plan | None]]
log = structlog.get_logger()


class Messenger(Protocol):
    """A face that can write to a person who has not just spoken."""

    async def remind(self, address: str, screen: Screen) -> SendReport:
        """Send a reminder to an account of this face, once."""


class Planner(Protocol):
    """Plans messages that are due, each once however many processes do."""

    async def plan(self) -> int:
        """Plan every message that is due now; return how many are new. Raises Unstored."""


class Reminding:
    """The reminders of one database: plans those that are due, and knows what each says."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        stored: Reminders,
        deliveries: Deliveries,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        team_plan: TeamPlan | None = None,
    ) -> None:
        self._team_plan = team_plan
        self._standard = standard
        self._sessions = sessions
        self._stored = stored
        self._now = now
        self.deliveries = deliveries

    async def plan(self) -> int:
        """Plan every reminder that is due now; return how many are new. Raises Unstored."""
        return await self._stored.plan(MESSAGED)

    async def message(self, due: Due) -> tuple[Address, Screen] | None:
        """Return where a reminder goes and what it says, or None if it is not wanted now. Raises Unstored."""
        who = await self._stored.who(due.respondent)
        session = await self._sessions.load(who) if who else None
        if who is None or session is None:
            return None
        here = self._now().astimezone(ZoneInfo(session.timezone))
        if not may_remind(here, due.day):
            return None
        screen = reminder_of(self._standard, session, due.kind, due.day, here.date(), await self._of_team(who, due))
        return (who, screen) if screen else None

    async def waiting(self, who: Address, session: Session) -> tuple[Phrase, Due] | None:
        """Return the sentence of the reminder that waits for this person's visit, and the reminder; None if none waits.

        It goes on waiting until `seen` is called with it.
        """
        due = await self._stored.waiting(who)
        said = notice_of(session, due.kind, due.day, await self._of_team(who, due)) if due else None
        return (said, due) if said and due else None

    async def _of_team(self, who: Address, due: Due) -> Plan | None:
        """Return the plan that a reminder is about, if that is an institution's."""
        return await self._team_plan(who) if due.kind is ReminderKind.team and self._team_plan is not None else None

    async def seen(self, due: Due) -> None:
        """Record that a waiting reminder was shown. Raises Unstored if the database cannot be used."""
        await self._stored.seen(due)


def reminding_over(
    database: Database,
    standard: Standard,
    sessions: StoredSessions,
    others: Mapping[DeliveryKind, Effects] | None = None,
    team_plan: TeamPlan | None = None,
) -> Reminding:
    """Return the reminders of a database, sent as deliveries. `others` are the effects of what is sent beside them.

    `team_plan` returns the plan of the institution that a person coordinates, with its states as they are now.
    """
    stored = Reminders(database)
    deliveries = Deliveries(database, {**(others or {}), DeliveryKind.reminder: stored})
    return Reminding(standard, sessions, stored, deliveries, team_plan=team_plan)


class SendingReminders:
    """Sends reminders through the faces that can be reached: the Sender of their deliveries."""

    def __init__(self, reminding: Reminding, messengers: Mapping[str, Messenger]) -> None:
        self._reminding = reminding
        self._messengers = messengers

    async def prepare(self, delivery: Delivery) -> Call | None:
        """Implement Sender."""
        message = await self._reminding.message(due_of(delivery))
        if message is None:
            return None
        who, screen = message
        messenger = self._messengers.get(who.face)
        return partial(messenger.remind, who.address, screen) if messenger else None


@asynccontextmanager
async def planning(planner: Planner, wake: Callable[[], None], every_s: float = EVERY_S) -> AsyncIterator[RecurringWork]:
    """Look for due reminders now and every `every_s` seconds, while the body runs; call `wake` if some were planned.

    The RecurringWork says whether that goes well.
    """
    work = RecurringWork(2 * every_s + AFTER_FAILURE_S)
    async with running(_plan(planner, wake, every_s, work)):
        yield work


async def _plan(planner: Planner, wake: Callable[[], None], every_s: float, work: RecurringWork) -> None:
    while True:
        try:
            planned = await planner.plan()
        except Exception:
            log.exception("reminders_not_planned")  # the next look finds the same reminders due
            work.record_failure()
            await asyncio.sleep(min(AFTER_FAILURE_S, every_s))
        else:
            if planned:
                log.info("reminders_planned", count=planned)
                wake()
            work.record_success()
            await asyncio.sleep(every_s)
