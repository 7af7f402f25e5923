"""Whatever somebody taps and types, another process reads what this one remembers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from flows.dialogue import Address, Command, Reply, Typed, Utterance
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.standard.model import Standard
from storage.assessments import Assessments
from storage.database import open_database

WHO = Address("telegram", "7000000001")
STEPS = 200
# Mostly onward, so that runs are finished and plans made; and out of them in the middle.
GLADLY = {"rate": 6.0, "confirm": 8.0, "go_on": 8.0, "begin": 8.0, "plan": 8.0, "done": 3.0, "recheck": 0.4, "restart": 0.4}
NEVER = frozenset({"forget", "document"})
LINES = ("由上级单位统一负责", "2026-10-01 至 2026-11-01", "3+", "王芳")


@pytest.mark.parametrize("seed", [3])
async def test_what_is_remembered_is_what_is_stored(database_url: str, seed: int) -> None:
    dice, standard = random.Random(seed), shipped()
    async with open_database(database_url) as database:
        ours = Assessments(database, standard.edition)
        session, at = Session("zh", 0), datetime(2026, 11, 2, 20, tzinfo=UTC)
        for number in range(1, STEPS):
            at += timedelta(hours=dice.choice((0, 0, 0, 5)))
            interview = Interview(standard, session, _day(session, at))
            interview.hear(_utterance(dice, standard, interview, number))
            if interview.session == session:
                continue
            assert await ours.save(WHO, session, interview.session, at)
            session = interview.session
            assert await Assessments(database, standard.edition).load(WHO) == session, number


def _utterance(dice: random.Random, standard: Standard, interview: Interview, number: int) -> Utterance:
    if interview.stage in ("excusing", "dropping", "assigning", "proving", "dating", "naming") and dice.random() < 0.7:
        return Typed(dice.choice(LINES), number)
    offered = [reply for reply in _offered(interview) if reply.trigger not in NEVER]
    if not offered or dice.random() < 0.02:
        return Command(dice.choice(("stop", "quick", "full")))
    return dice.choices(offered, [GLADLY.get(reply.trigger, 0.5) for reply in offered])[0]


def _offered(interview: Interview) -> Iterator[Reply]:
    """The replies of the stage's screen, and of every view that it opens, which only show something themselves."""
    for row in interview.screen().rows:
        for choice in row:
            if choice.reply.trigger != "open":
                yield choice.reply
                continue
            view = interview.view(choice.reply.value)
            assert view is not None
            yield from (each.reply for line in view.rows for each in line if each.reply.trigger not in ("open", "show"))


def _day(session: Session, at: datetime) -> date:
    return at.astimezone(ZoneInfo(session.timezone)).date()
