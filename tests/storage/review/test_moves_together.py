"""Several moves of one form are stored together or not at all, on either engine."""

from __future__ import annotations

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind
from flows.review.entries import Finding, Move
from flows.review.moving import Moved
from flows.review.refusals import NotValid
from flows.review.states import CaseEvent
from storage.review.log import append
from storage.review.officer_cases import MakeMove
from storage.review_tables import CaseRow
from tests.people.reviews import CONFIRMED, ReviewTown, supports


async def test_several_moves_are_stored_together_or_not_at_all(town: ReviewTown) -> None:
    case = await town.handed_in()
    accepted = await town.accepted(case)

    def made(event: CaseEvent, detail: Finding | Decision) -> MakeMove:
        return lambda _, by, at, __: Move(event, by, at, detail)

    found, raised = made(CaseEvent.examine, supports("s-a")), Decision("s-a", DecisionKind.confirmed, 4)
    with pytest.raises(NotValid):
        await town.cases.move(town.ben, case, found, made(CaseEvent.decide, raised))
    opened = await town.cases.one(town.ben, case)
    assert opened is not None
    assert opened.case == accepted
    # The decision is checked with the finding before it: without that the evidence would be thin.
    bare = Decision("s-a", DecisionKind.confirmed, 3)
    moved = await town.cases.move(town.ben, case, found, made(CaseEvent.decide, bare))
    assert moved is not None
    assert (moved.version, moved.decision("s-a")) == (accepted.version + 2, bare)
    opened = await town.cases.one(town.ben, case)
    assert opened is not None
    assert opened.case == moved


async def test_if_the_storage_fails_between_a_finding_and_its_decision_neither_is_there(
    town: ReviewTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = await town.handed_in()
    accepted = await town.accepted(case)

    async def fails(db: AsyncSession, row: CaseRow, before: Case, moved: Moved) -> None:
        if moved.entry.move.event is CaseEvent.decide:
            raise ValueError("gone in between")
        await append(db, row, before, moved)

    monkeypatch.setattr("storage.review.officer_cases.append", fails)
    with pytest.raises(ValueError, match="in between"):
        await town.cases.move(
            town.ben,
            case,
            lambda _, by, at, __: Move(CaseEvent.examine, by, at, supports("s-a")),
            lambda _, by, at, __: Move(CaseEvent.decide, by, at, CONFIRMED),
        )
    found = await town.cases.one(town.ben, case)
    assert found is not None
    assert found.case == accepted
