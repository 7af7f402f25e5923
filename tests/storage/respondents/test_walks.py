"""After random taps and typed lines, another process reads exactly the session that this one remembers."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.dialogue import Address, Command, Refusal, Typed, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.loader import shipped
from storage.database import open_database
from storage.respondents.sessions import StoredSessions
from tests.both_engines import ENGINES, NewDatabase
from tests.faults.preferences import choice, line

WHO = Address("telegram", "7000000001")
# Steps enough for the first walk to find a beginning that is not stored, and for the second to find such a day.
SEEDS, STEPS = (10, pytest.param(116, marks=pytest.mark.long("a walk of another seed"))), 260
MOVING = ("stop", "quick", "full")


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, new_database: NewDatabase) -> str:
    """The address of an empty database at head: a walk on PostgreSQL is long."""
    return new_database(request.param)


@pytest.mark.parametrize("seed", SEEDS)
async def test_the_remembered_session_equals_the_stored_one(database_url: str, seed: int) -> None:
    dice, standard = random.Random(seed), shipped()
    async with open_database(database_url) as database:
        ours = StoredSessions(database, standard.edition)
        session, at = Session("zh", 0), datetime(2026, 11, 2, 20, tzinfo=UTC)
        shown = Interview(standard, session, _day(session, at)).screen()
        for number in range(1, STEPS):
            at += timedelta(hours=dice.choice((0, 0, 0, 5)))
            interview = Interview(standard, session, _day(session, at))
            try:
                shown = interview.hear(_utterance(dice, shown, interview, number))
            except Refusal:  # an old button
                shown = interview.screen()
            if interview.session == session:
                continue
            assert await ours.save(WHO, session, interview.session, at)
            session = interview.session
            assert await StoredSessions(database, standard.edition).load(WHO) == session, number


def _utterance(dice: random.Random, shown: Screen, interview: Interview, number: int) -> Utterance:
    typed = line(dice, interview.stage, interview.today)
    if typed is not None and dice.random() < 0.7:
        return Typed(typed, number)
    if dice.random() < 0.02:
        return Command(dice.choice(MOVING), number=number)
    return choice(dice, shown.replies)


def _day(session: Session, at: datetime) -> date:
    return at.astimezone(ZoneInfo(session.timezone)).date()
