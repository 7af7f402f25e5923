"""Reminders: who is due is read from our own tables, each is given once, and what cannot be sent waits for the next visit."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

import structlog

from bot.operations.background import running
from bot.operations.readiness import RecurringWork
from flows.dialogue import Address, Phrase
from flows.interview.reminders.screens import notice_of, reminder_of
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.model import Standard
from storage.jobs import job_name
from storage.respondents.reminders import GIVEN_UP_AFTER, Due, Outcome, Reminders
from storage.respondents.sessions import StoredSessions

EVERY_S = 300.0
AFTER_FAILURE_S = 30.0
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
log = structlog.get_logger()


class Delivery(StrEnum):
    """What a face knows of a message: it arrived; it certainly did not; nobody can say; or the person does not want any."""

    arrived = "arrived"
    not_now = "not_now"
    uncertain = "uncertain"
    blocked = "blocked"


class Messenger(Protocol):
    """A face that can reach a person who has not just spoken."""

    async def remind(self, address: str, screen: Screen) -> Delivery:
        """Send a reminder to an account of this face, once."""


class Engine(Protocol):
    """Runs a piece of work to its end, over restarts, once for each name."""

    async def start(self, name: str, due: Due) -> None:
        """Begin the work of this name, unless it was begun before."""


class Reminding:
    """Gives reminders through the faces that can be reached."""

    def __init__(
        self,
        standard: Standard,
        sessions: StoredSessions,
        stored: Reminders,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._standard = standard
        self._sessions = sessions
        self._stored = stored
        self._now = now

    async def sweep(self, engine: Engine) -> int:
        """Begin every reminder that is due now; how many those are.

        Its name makes a second beginning a no-op, in any process. The name holds for GIVEN_UP_AFTER: what a process that died
        had begun and not yet taken is then begun anew by another.
        """
        await self._stored.release()
        due = await self._stored.due()
        slot = (self._now() - EPOCH) // GIVEN_UP_AFTER
        for one in due:
            await engine.start(job_name(one.respondent, one.kind, one.day, one.tries, slot), one)
        return len(due)

    async def give(self, due: Due, messengers: Mapping[str, Messenger]) -> str:
        """Give one reminder, at most once: it is taken before it is sent, and what was taken is never sent again.

        Taken and cut off, nobody knows whether it arrived: a later sweep lets it wait for the person's next visit.
        """
        who = await self._stored.who(due.respondent)
        session = await self._sessions.load(who) if who else None
        if who is None or session is None:
            return "forgotten"
        screen = reminder_of(self._standard, session, due.kind, due.day, self._today(session))
        if screen is None:
            return "unwanted"
        if not await self._stored.take(due):
            return Outcome.taken
        messenger = messengers.get(who.face)
        delivery = await messenger.remind(who.address, screen) if messenger else Delivery.uncertain
        if delivery is Delivery.blocked:
            await self._stored.end(due.respondent)
        outcome = {Delivery.uncertain: Outcome.waiting, Delivery.not_now: Outcome.again}.get(delivery, Outcome.sent)
        await self._stored.settle(due, outcome)
        return outcome

    async def waiting(self, who: Address, session: Session) -> tuple[Phrase, Due] | None:
        """Return the sentence of the reminder that waits for this person's visit, and the reminder; None if none waits.

        It goes on waiting until `seen` is called with it.
        """
        due = await self._stored.waiting(who)
        said = notice_of(session, due.kind, due.day) if due else None
        return (said, due) if said and due else None

    async def seen(self, due: Due) -> None:
        """Record that a waiting reminder was shown. Raises Unstored if the database cannot be used."""
        await self._stored.seen(due)

    def _today(self, session: Session) -> date:
        return self._now().astimezone(ZoneInfo(session.timezone)).date()


@asynccontextmanager
async def sweeping(reminding: Reminding, engine: Engine, every_s: float = EVERY_S) -> AsyncIterator[RecurringWork]:
    """Look for reminders now and every `every_s` seconds, while the body runs. Yield the state of that work."""
    pulse = RecurringWork(2 * every_s + AFTER_FAILURE_S)
    async with running(_sweep(reminding, engine, every_s, pulse)):
        yield pulse


async def _sweep(reminding: Reminding, engine: Engine, every_s: float, pulse: RecurringWork) -> None:
    while True:
        try:
            begun = await reminding.sweep(engine)
        except Exception:
            log.exception("sweep_failed")  # the next one finds the same reminders due
            pulse.record_failure()
            await asyncio.sleep(min(AFTER_FAILURE_S, every_s))
        else:
            if begun:
                log.info("reminders_begun", count=begun)
            pulse.record_success()
            await asyncio.sleep(every_s)
