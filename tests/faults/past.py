"""What people bring along: a finished self-check, so that plan, evidence, re-check and history are used from the first moment on."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterable

from flows.dialogue import Address, Reply
from flows.interview.interview import Interview
from flows.standard.model import Standard
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from tests.faults.clock import Clock, days_of
from tests.faults.person import Person

FIRST_TURN_BITS = 30
# What the person taps on the way; any rating will do.
ONWARD = ("consent", "begin", "rate", "go_on")


async def bring(url: str, standard: Standard, clock: Clock, people: Iterable[Person], dice: random.Random) -> None:
    """Store a finished self-check of each of these people, and let them remember it."""
    async with open_database(url) as database:
        sessions = StoredSessions(database, standard.edition)
        await asyncio.gather(*(_bring(sessions, standard, clock, person, random.Random(dice.random())) for person in people))


async def _bring(sessions: StoredSessions, standard: Standard, clock: Clock, person: Person, dice: random.Random) -> None:
    history = person.model.histories[0]
    day = max(days_of(clock.hours(time.time()), history.session.timezone))
    while history.session.stage != "finished":
        reply = _next(Interview(standard, history.session, day), dice)
        after = history.after(standard, reply, day)
        assert after is not None
        after = after.begun_by(dice.getrandbits(FIRST_TURN_BITS))
        assert await sessions.save(Address("telegram", str(person.number)), history.session, after.session)
        history = after
    person.recall(history)


def _next(interview: Interview, dice: random.Random) -> Reply:
    offered = interview.screen().replies
    return dice.choice([reply for reply in offered if reply.trigger in ONWARD and reply.value != "quick"])
