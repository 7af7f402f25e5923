"""What an institution reads while a reviewer is being looked for."""

from __future__ import annotations

from datetime import date

import pytest

from flows.dialogue import Phrase, phrase
from flows.interview.cases.screens import case_card, case_line
from flows.interview.cases.seen import SeenCase, message_line, state_lines
from flows.review.case import Case
from flows.review.rules import DEFAULT
from flows.review.states import SEAT, CaseEvent, CaseState
from flows.review.telling import tells
from flows.screen import Paragraph
from flows.standard.loader import shipped
from tests.flows.review.played import FIRST, SECOND, THIRD, case_in


def seen(case: Case) -> SeenCase:
    return SeenCase(1, "North", "First Help", case, DEFAULT, True, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("state", "leaves", "becomes"),
    [
        (CaseState.submitted, FIRST, CaseState.submitted),
        (CaseState.in_review, FIRST, CaseState.in_review),
        (CaseState.second_reading, FIRST, CaseState.in_review),
        (CaseState.opinion, SECOND, CaseState.second_reading),
        (CaseState.ready, FIRST, CaseState.in_review),
    ],
)
def test_nothing_says_that_a_reviewer_reads_who_is_not_there(state: CaseState, leaves: object, becomes: CaseState) -> None:
    play = case_in(state)
    before = play.case
    after = play.do(CaseEvent.step_back, leaves)  # type: ignore[arg-type]
    assert (after.state, after.lacks_reader) == (becomes, True)
    looking = phrase(f"own-case-looking-{becomes}", gone=1)
    assert state_lines(seen(after))[0] == looking
    assert case_line(seen(after)) == phrase("own-case-line", association="North", state=phrase("own-case-short-looking"))
    card = case_card(shipped(), seen(after), "en", 1, has_page=True)
    assert Paragraph(looking) in card.blocks
    # Before anything is accepted nobody has read it, and there is nothing to tell.
    assert tells(before, after) is (state is not CaseState.submitted)
    assert message_line(seen(after)) == phrase("case-message-goes-on", association="North", state=looking)
    play.seat(THIRD)
    assert state_lines(seen(play.case))[0] == Phrase(f"own-case-{becomes}")


@pytest.mark.parametrize("state", [CaseState.second_reading, CaseState.objected])
def test_a_later_reading_does_not_go_on_before_somebody_is_assigned(state: CaseState) -> None:
    case = case_in(state).case
    assert case.lacks_reader
    assert state_lines(seen(case))[0] == phrase(f"own-case-looking-{state}", gone=0)


@pytest.mark.parametrize("state", [state for state in CaseState if state is not CaseState.requested])
def test_every_state_can_be_told(state: CaseState) -> None:
    said = message_line(seen(case_in(state).case))
    assert said.key in ("case-message-goes-on", f"case-message-{state}")


def test_while_more_is_asked_both_is_said() -> None:
    play = case_in(CaseState.more_asked)
    after = play.do(CaseEvent.step_back, FIRST)
    assert [line.key for line in state_lines(seen(after))][:3] == [
        "own-case-more_asked",
        "own-case-looking",
        "own-case-turn-institution",
    ]
    assert case_line(seen(after)).args[1] == ("state", phrase("own-case-short-more_asked"))


def test_only_a_reading_can_lack_its_reader() -> None:
    for state in CaseState:
        case = case_in(state).case
        assert not case.lacks_reader or state in SEAT
