"""Two windows at once: one of two decisions about an item is stored, and the other is refused as a whole."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine

from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import EvidenceKind, Finding, Move
from flows.review.marks import mark_of
from flows.review.states import CaseEvent
from storage.review.officer_cases import MakeMove
from tests.both_engines import ON_BOTH
from tests.people.reviews import review_town


def _make(event: CaseEvent, detail: Decision | Finding) -> MakeMove:
    return lambda _, by, at, __: Move(event, by, at, detail)


@ON_BOTH
async def test_of_two_windows_that_decide_at_once_one_is_recorded_and_the_other_is_told(database_url: str) -> None:
    async with review_town(database_url) as town:
        case = await town.handed_in()
        await town.accepted(case)
        now = await town.cases.one(town.ben, case)
        assert now is not None
        seen = mark_of(now.case, CaseEvent.decide, now.actor.person, "s-a")

        def decides(rung: int) -> Coroutine[object, object, Case | None]:
            kind = tuple(EvidenceKind)[rung]
            finding = Finding("s-a", 0, EvidenceFinding.supports, (kind,))
            decision = Decision("s-a", DecisionKind.lowered, rung, (Reason.lower_rung,), f"To {rung}")
            makes = (_make(CaseEvent.examine, finding), _make(CaseEvent.decide, decision))
            return town.cases.move(town.ben, case, *makes, seen=seen)

        both = await asyncio.gather(decides(0), decides(1), return_exceptions=True)
        assert sorted(type(each).__name__ for each in both) == ["Case", "Overtaken"]
        won = next(rung for rung, each in enumerate(both) if not isinstance(each, BaseException))
        after = await town.cases.one(town.ben, case)
        assert after is not None
        assert [each.decision.text for each in after.case.recorded] == [f"To {won}"]
        assert [each.finding.kinds for each in after.case.findings] == [(tuple(EvidenceKind)[won],)]
        # The same form again changes nothing, and says nothing.
        assert await decides(won) == after.case
