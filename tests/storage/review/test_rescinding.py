"""What the answers carry after a result was rescinded, if their institution has several results."""

from __future__ import annotations

import pytest

from flows.campaign.roles import Role
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.states import CaseEvent
from tests.people.reviews import ANN, CONFIRMED, EVERYTHING, LOWERED, ReviewTown, submission

WHY = "The minutes were of another institution"
LOWER_STILL = Decision("s-b", DecisionKind.lowered, 0, (Reason.no_evidence,))
OLDER, NEWER, NOTHING = (
    {"s-a": 3, "s-b": 1, "s-c": None},
    {"s-a": 3, "s-b": 0, "s-c": None},
    {"s-a": None, "s-b": None, "s-c": None},
)


async def carried(town: ReviewTown) -> dict[str, int | None]:
    session = await town.sessions.load(ANN) or pytest.fail("nothing stored")
    return {code: rating.verified for code, rating in session.ratings.items()}


async def issued(town: ReviewTown, lowered: Decision) -> int:
    """Let the same self-check be handed in once more, and its result be issued; the number of the case."""
    made = await town.cases.request(town.ben, "once more")
    await town.own.hand_in(ANN, made.token, lambda institution, _, __: submission(institution))
    await town.accepted(made.case)
    for decision in (CONFIRMED, lowered):
        await town.does(town.ben, made.case, CaseEvent.decide, decision)
    await town.does(town.ben, made.case, CaseEvent.finish_reading, EVERYTHING)
    await town.says(ANN, made.case, CaseEvent.agree)
    await town.issued(made.case)
    return made.case


async def test_to_rescind_an_older_result_leaves_the_newer_one_to_the_answers(town: ReviewTown) -> None:
    await town.finished(ANN)
    older = await issued(town, LOWERED)
    newer = await issued(town, LOWER_STILL)
    assert await town.issuing.rescind(town.ann, older, WHY) is not None
    assert await carried(town) == NEWER
    # The older one was superseded by it, so nothing counts any more.
    assert await town.issuing.rescind(town.ann, newer, WHY) is not None
    assert await carried(town) == NOTHING


async def test_a_result_of_another_association_counts_again_when_the_newer_one_is_rescinded(town: ReviewTown) -> None:
    await town.finished(ANN)
    await issued(town, LOWERED)
    south = ReviewTown(town.database)
    south.ann = await town.desk.first("South", "Dora")
    south.ben = await town.desk.colleague(south.ann, Role.reviewer, "Eve")
    newer = await issued(south, LOWER_STILL)
    assert await carried(town) == NEWER
    assert await south.issuing.rescind(south.ann, newer, WHY) is not None
    assert await carried(town) == OLDER
