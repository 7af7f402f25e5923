"""What a question at its own address offers can be carried out, at whatever stage the interview is."""

from __future__ import annotations

from datetime import date

import pytest

from flows.assessment.rating import Rating
from flows.interview.interview import Interview
from flows.interview.session import Session
from flows.interview.stage_groups import ANSWERABLE
from flows.screen import Screen
from flows.stages import Stage
from flows.standard.loader import shipped

STANDARD = shipped()
TODAY = date(2026, 11, 29)
CODE = STANDARD.codes[1]
# All but the last question are answered.
RATINGS = {code: Rating(3) for code in STANDARD.codes[:-1]}
# These stages are about one step, one answer or a re-check, so they need more than ratings.
OTHERS = frozenset(
    {
        Stage.at_step,
        Stage.assigning,
        Stage.dropping,
        Stage.assigning_team,
        Stage.dropping_team,
        Stage.naming_evidence,
        Stage.dating_evidence,
        Stage.confirming,
    }
)


def at(stage: Stage) -> Session:
    return Session("en", 9, stage, 1, ratings=RATINGS)


def question(session: Session, view: str) -> Screen | None:
    return Interview(STANDARD, session, TODAY).view(view)


@pytest.mark.parametrize("view", ["q.1", "points.1.4", "recorded.1"])
@pytest.mark.parametrize("stage", [stage for stage in ANSWERABLE if stage not in OTHERS])
def test_every_reply_that_a_question_offers_can_be_carried_out(stage: Stage, view: str) -> None:
    shown = question(at(stage), view)
    assert shown is not None
    assert shown.replies
    for reply in shown.replies:
        assert Interview(STANDARD, at(stage), TODAY).hear(reply).blocks
