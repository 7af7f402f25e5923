"""Who got no answer presses the same button again: nothing is stored twice, and nothing is thrown away."""

from __future__ import annotations

import asyncio

import pytest

from flows.review.case import Case
from flows.review.entries import Assigned, Detail
from flows.review.independence import Declaration
from flows.review.states import CaseEvent
from tests.people.reviews import CONFIRMED, LOWERED, ReviewTown, supports


async def stored(town: ReviewTown, case: int) -> Case:
    found = await town.cases.one(town.ann, case)
    assert found is not None
    return found.case


@pytest.mark.parametrize(
    ("event", "detail"),
    [
        (CaseEvent.declare, Declaration()),
        (CaseEvent.examine, supports("s-a")),
        (CaseEvent.decide, CONFIRMED),
    ],
)
async def test_what_is_pressed_again_is_in_the_log_once(town: ReviewTown, event: CaseEvent, detail: Detail) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    once = await town.does(town.ben, case, event, detail)
    assert await town.does(town.ben, case, event, detail) == once
    assert await stored(town, case) == once


async def test_two_presses_at_the_same_moment_are_in_the_log_once(town: ReviewTown) -> None:
    case = await town.handed_in()
    accepted = await town.accepted(case)
    await asyncio.gather(*(town.does(town.ben, case, CaseEvent.decide, CONFIRMED) for _ in range(3)))
    assert (await stored(town, case)).version == accepted.version + 1


async def test_to_assign_who_reads_already_keeps_what_they_decided(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    decided = await town.does(town.ben, case, CaseEvent.decide, LOWERED)
    assert decided.first is not None
    ben = await town.cases.reader(town.ann, decided.first.actor.person)
    assert ben is not None
    assert await town.does(town.ann, case, CaseEvent.assign, Assigned(ben)) == decided
    assert (await stored(town, case)).decision(LOWERED.subdomain) == LOWERED
