"""The plan of an institution on both engines: who changes it, and that it stays when its coordinator leaves."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import date

import pytest_asyncio
from msgspec.structs import replace

from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.dialogue import Address
from storage.institutions.institution_plans import InstitutionPlans
from tests.both_engines import ON_BOTH
from tests.people.offices import ANN, BEN, CAT, DAN, STANDARD, Office, office

FIRST, SECOND = (PlannedStep(code, 1, 2, date(2026, 12, 14)) for code in STANDARD.codes[:2])
PLAN = Plan(2, date(2026, 11, 28), (FIRST, SECOND))


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Office]:
    async with office(database_url) as opened:
        await opened.three()
        yield opened


async def test_the_coordinator_changes_it_and_everybody_reads_it(at: Office) -> None:
    plans = InstitutionPlans(at.database)
    assert await plans.of(ANN) is None
    assert not await plans.change(BEN, lambda _: PLAN)
    assert await plans.change(ANN, lambda before: PLAN if before is None else None)
    for who in (ANN, BEN, CAT):
        assert await plans.of(who) == PLAN
    other = replace(PLAN, star=3, steps=(replace(SECOND, person="Dan", state=StepState.dropped, reason="Too dear"),))
    assert await plans.change(ANN, lambda _: other)
    assert await plans.of(CAT) == other
    assert await plans.change(ANN, lambda _: None)
    assert await plans.of(CAT) is None


async def test_it_stays_for_the_next_coordinator_and_goes_with_the_last_person(at: Office) -> None:
    plans = InstitutionPlans(at.database)
    assert await plans.change(ANN, lambda _: PLAN)
    await at.sessions.forget(ANN)
    assert await plans.of(BEN) == PLAN
    assert await plans.change(BEN, lambda before: before)
    for who in (BEN, CAT):
        assert await at.colleagues.leave(who)
        assert await plans.of(who) is None
    assert not await plans.change(CAT, lambda _: PLAN)


async def test_strangers_and_other_institutions_have_nothing_of_it(at: Office) -> None:
    plans = InstitutionPlans(at.database)
    assert await plans.change(ANN, lambda _: PLAN)
    await at.begun(DAN, "Second Help")
    assert await plans.of(DAN) is None
    assert await plans.of(Address("web", "nobody")) is None
    assert not await plans.change(Address("web", "nobody"), lambda _: None)
    assert await plans.change(DAN, lambda _: None)
    assert await plans.of(ANN) == PLAN


@ON_BOTH
async def test_two_changes_at_once_lose_nothing(at: Office) -> None:
    plans = InstitutionPlans(at.database)
    assert await plans.change(ANN, lambda _: PLAN)

    def doing(number: int) -> Plan:
        return replace(
            PLAN, steps=tuple(replace(s, state=StepState.doing) if n == number else s for n, s in enumerate(PLAN.steps))
        )

    async def begins(number: int) -> None:
        def change(before: Plan | None) -> Plan:
            assert before is not None
            steps = list(before.steps)
            steps[number] = doing(number).steps[number]
            return replace(before, steps=tuple(steps))

        assert await plans.change(ANN, change)

    await asyncio.gather(begins(0), begins(1))
    found = await plans.of(ANN)
    assert found is not None
    assert [step.state for step in found.steps] == [StepState.doing, StepState.doing]
