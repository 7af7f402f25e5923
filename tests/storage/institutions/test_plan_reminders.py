"""Reminders of an institution's plan: they go to the person who coordinates it now, on the day, if that person wants reminders."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from functools import partial

import pytest_asyncio
from msgspec.structs import replace

from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.dialogue import Address
from flows.interview.reminders.rules import ReminderKind
from storage.institutions.institution_plans import InstitutionPlans
from storage.respondents.reminders import Reminders
from tests.people.offices import ANN, BEN, CAT, STANDARD, Office, office

DAY = date(2026, 12, 14)
# 9:30 in the morning of that day in Shanghai.
MORNING = datetime(2026, 12, 14, 1, 30, tzinfo=UTC)
STEP = PlannedStep(STANDARD.codes[0], 1, 2, DAY)
PLAN = Plan(2, date(2026, 11, 28), (STEP,))


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        await opened.three()
        assert await InstitutionPlans(opened.database).change(ANN, lambda _: PLAN)
        for who in (ANN, BEN):
            before = await opened.load(who)
            assert await opened.sessions.save(who, before, replace(before, turn=before.turn + 1, reminders=True))
        yield opened


async def reminded(at: Office) -> list[tuple[Address | None, ReminderKind, date]]:
    reminders = Reminders(at.database, lambda: MORNING)
    return [(await reminders.who(due.respondent), due.kind, due.day) for due in await reminders.due()]


async def test_the_coordinator_is_reminded_and_then_the_next_one(at: Office) -> None:
    assert await reminded(at) == [(ANN, ReminderKind.team, DAY)]
    await at.sessions.forget(ANN)
    assert await reminded(at) == [(BEN, ReminderKind.team, DAY)]
    assert await at.colleagues.hand_on(BEN, 3)
    assert await reminded(at) == []  # Cat wants none
    assert await at.team(CAT)


async def test_what_is_done_or_dropped_reminds_nobody(at: Office) -> None:
    for state in (StepState.done, StepState.dropped):
        assert await InstitutionPlans(at.database).change(ANN, partial(in_state, state))
        assert await reminded(at) == []


def in_state(state: StepState, _before: Plan | None) -> Plan:
    return replace(PLAN, steps=(replace(STEP, state=state, reason="why"),))
