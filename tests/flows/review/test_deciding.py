"""What a reviewer may decide about a claim, and say about evidence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.dialogue import Phrase, phrase
from flows.review.deciding import TEXT_AT_MOST, is_thin
from flows.review.decisions import Decision, DecisionKind, EvidenceFinding, Reason
from flows.review.entries import Answered, EvidenceKind, Finding, Point
from flows.review.independence import CLOCK, Actor
from flows.review.refusals import CaseRefusal, NotNow, NotValid
from flows.review.rules import DEFAULT
from flows.review.states import CaseEvent, CaseState
from flows.review.submission import Share
from flows.standard.criteria import Criterion
from tests.flows.review.played import (
    FIRST,
    MEMBER,
    SECOND,
    THIRD,
    Play,
    case_in,
    confirmed,
    item,
    lowered,
    more_asked,
    scope,
    submission,
    supports,
)
from tests.people.shipped_words import shipped_wording

# What the second of four rungs looks like; `s-a` claims rung 4.
SECOND_RUNG, FOURTH_RUNG = Criterion("s-a", 2, "b"), Criterion("s-a", 4, "a")
OTHER = (Reason.other,)


@pytest.mark.parametrize(
    ("decision", "key"),
    [
        (confirmed("s-z", 1), "decision-unknown-item"),
        (confirmed("s-a", 5), "decision-not-as-claimed"),
        (confirmed("s-a", 3), "decision-not-as-claimed"),
        (Decision("s-a", DecisionKind.confirmed, None), "decision-not-as-claimed"),
        (replace(confirmed("s-a", 4), not_shown=(FOURTH_RUNG,)), "decision-criterion-of-rung"),
        (confirmed("s-a", 4, text=" "), "decision-thin"),
        (lowered("s-a", 4), "decision-not-lower"),
        (lowered("s-a", 5), "decision-not-lower"),
        (lowered("s-a", -1), "decision-not-lower"),
        (Decision("s-a", DecisionKind.lowered, None, OTHER, "Why."), "decision-not-lower"),
        (Decision("s-a", DecisionKind.lowered, 3), "decision-needs-reason"),
        (lowered("s-a", 3, Reason.other), "decision-needs-text"),
        (replace(lowered("s-a", 2), not_shown=(SECOND_RUNG,)), "decision-criterion-of-rung"),
        (replace(lowered("s-a", 2), not_shown=(Criterion("s-b", 4, "a"),)), "decision-foreign-criterion"),
        (replace(lowered("s-a", 2), text="x" * (TEXT_AT_MOST + 1)), "case-text-too-long"),
        (Decision("s-a", DecisionKind.more_asked, None), "decision-needs-reason"),
        (replace(more_asked("s-a"), rung=3), "decision-asking-has-no-rung"),
    ],
)
def test_decisions_that_the_rules_do_not_allow(decision: Decision, key: str) -> None:
    play = case_in(CaseState.in_review)
    with pytest.raises(NotValid) as caught:
        play.do(CaseEvent.decide, FIRST, decision)
    assert caught.value.why.key == key
    assert all(shipped_wording().say(caught.value.why, language) for language in ("zh", "en"))


@pytest.mark.parametrize(
    "decision",
    [
        confirmed("s-a", 4),
        replace(confirmed("s-a", 4), not_shown=(Criterion("s-a", 5, "a"),)),
        lowered("s-a", 0, Reason.no_evidence),
        replace(lowered("s-a", 3, Reason.criterion_not_shown), not_shown=(FOURTH_RUNG,)),
        Decision("s-a", DecisionKind.lowered, 3, OTHER, "The list is of another year."),
        more_asked("s-a"),
    ],
)
def test_decisions_that_the_rules_allow(decision: Decision) -> None:
    assert case_in(CaseState.in_review).decide(FIRST, decision).decision("s-a") == decision


def test_a_decision_can_be_changed_before_the_reading_is_finished() -> None:
    case = case_in(CaseState.in_review).decide(FIRST, confirmed("s-a", 4), lowered("s-a", 3))
    assert [(each.decision.kind, each.decision.rung) for each in case.recorded] == [(DecisionKind.lowered, 3)]


@pytest.mark.parametrize(
    ("code", "kinds", "finding", "thin"),
    [
        ("s-a", (), None, True),
        ("s-a", (EvidenceKind.document,), EvidenceFinding.supports, True),
        ("s-a", (EvidenceKind.record,), EvidenceFinding.supports, True),
        ("s-a", (EvidenceKind.document, EvidenceKind.record), EvidenceFinding.supports, False),
        ("s-a", (EvidenceKind.document, EvidenceKind.record), EvidenceFinding.out_of_date, True),
        ("s-b", (), None, True),
        ("s-b", (EvidenceKind.record,), EvidenceFinding.supports, False),
        ("s-b", (), EvidenceFinding.cannot_be_opened, True),
    ],
)
def test_how_much_evidence_a_claim_asks_for(
    code: str, kinds: tuple[EvidenceKind, ...], finding: EvidenceFinding | None, thin: bool
) -> None:
    play = case_in(CaseState.in_review)
    if finding:
        play.do(CaseEvent.examine, FIRST, Finding(code, 0, finding, kinds))
    assert is_thin(play.case, code, DEFAULT) is thin


def test_the_newest_finding_about_a_piece_counts() -> None:
    play = case_in(CaseState.in_review)
    play.do(CaseEvent.examine, FIRST, supports("s-a"))
    play.do(CaseEvent.examine, FIRST, Finding("s-a", 0, EvidenceFinding.unrelated))
    assert [each.finding for each in play.case.findings_of("s-a")] == [EvidenceFinding.unrelated]
    assert is_thin(play.case, "s-a", DEFAULT)


def test_rung_0_needs_no_evidence() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(0, 2, 1))
    assert not is_thin(play.case, "s-a", DEFAULT)


@pytest.mark.parametrize(
    ("finding", "key"),
    [
        (supports("s-a", piece=1), "finding-unknown-piece"),
        (supports("s-a", piece=-1), "finding-unknown-piece"),
        (supports("s-z"), "finding-unknown-piece"),
        (Finding("s-a", 0, EvidenceFinding.supports), "finding-needs-kind"),
    ],
)
def test_findings_that_are_refused(finding: Finding, key: str) -> None:
    with pytest.raises(NotValid) as caught:
        case_in(CaseState.in_review).do(CaseEvent.examine, FIRST, finding)
    assert caught.value.why.key == key


def test_nothing_is_found_about_evidence_that_was_not_shared() -> None:
    play = Play()
    play.do(CaseEvent.submit, MEMBER, submission(4, 2, 1, share=Share.answer))
    play.seat(FIRST)
    play.do(CaseEvent.accept, FIRST, scope())
    with pytest.raises(NotValid):
        play.do(CaseEvent.examine, FIRST, supports("s-a"))


def key_of(play: Play, decision: Decision) -> str:
    """Return the key of the sentence with which a decision of the first reader is refused."""
    with pytest.raises(CaseRefusal) as caught:
        play.do(CaseEvent.decide, FIRST, decision)
    return caught.value.why.key


@pytest.mark.parametrize("answers", [True, False])
def test_more_is_asked_once(answers: bool) -> None:
    play = case_in(CaseState.more_asked)
    if answers:
        play.do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 5),)))
    else:
        play.days_later(30).do(CaseEvent.go_on, CLOCK)
    assert key_of(play, more_asked("s-a")) == "decision-asked-before"
    with pytest.raises(NotValid):
        play.do(CaseEvent.ask_more, FIRST)
    with pytest.raises(NotNow):
        play.do(CaseEvent.finish_reading, FIRST, scope())
    # What was raised with new evidence is measured by the new claim.
    assert play.decide(FIRST, confirmed("s-a", 5 if answers else 4)).open_questions == ()


def test_an_item_outside_the_selection_does_not_stay_asked_either() -> None:
    play = case_in(CaseState.in_review)
    play.decide(FIRST, lowered("s-a", 2), confirmed("s-b", 2), more_asked("s-c"))
    with pytest.raises(NotNow):
        play.do(CaseEvent.finish_reading, FIRST, scope())


def test_another_item_can_be_asked_in_a_later_round() -> None:
    play = case_in(CaseState.more_asked)
    play.do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 3),)))
    play.decide(FIRST, more_asked("s-b"))
    case = play.do(CaseEvent.ask_more, FIRST)
    assert (case.waiting, case.asked) == (("s-b",), ("s-a", "s-b"))


@pytest.mark.parametrize("items", [(), ("s-b",), ("s-a", "s-b"), ("s-a", "s-a")])
def test_only_what_was_asked_can_be_answered(items: tuple[str, ...]) -> None:
    with pytest.raises(NotValid):
        case_in(CaseState.more_asked).do(CaseEvent.answer_more, MEMBER, Answered(tuple(item(code, 5) for code in items)))


def test_an_item_with_nothing_new_is_not_an_answer_and_uses_nothing_up() -> None:
    play = case_in(CaseState.more_asked)
    before = play.case.item("s-a")
    assert before is not None
    with pytest.raises(NotValid) as caught:
        play.do(CaseEvent.answer_more, MEMBER, Answered((before,)))
    assert caught.value.why == phrase("case-answer-unchanged", item=Phrase("s-a"))
    assert play.case.waiting == ("s-a",)
    assert play.do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 5),))).state is CaseState.in_review


def test_words_alone_are_an_answer() -> None:
    play = case_in(CaseState.more_asked)
    before = play.case.items
    case = play.do(CaseEvent.answer_more, MEMBER, Answered(words=(Point("s-a", "The minutes are kept on paper."),)))
    assert (case.state, case.waiting, case.items) == (CaseState.in_review, (), before)
    assert case.words_about("s-a") == "The minutes are kept on paper."
    assert case.words_about("s-b") == ""
    assert play.decide(FIRST, confirmed("s-a", 4)).open_questions == ()


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ((Point("s-a", " "),), "case-answer-needs-words"),
        ((Point("s-a", "x" * 1001),), "case-text-too-long"),
        ((Point("s-b", "Not asked"),), "case-answers-other-items"),
        ((Point("s-a", "One"), Point("s-a", "Two")), "case-answers-other-items"),
    ],
)
def test_words_are_about_what_was_asked_and_can_be_read(words: tuple[Point, ...], key: str) -> None:
    with pytest.raises(NotValid) as caught:
        case_in(CaseState.more_asked).do(CaseEvent.answer_more, MEMBER, Answered(words=words))
    assert caught.value.why.key == key


@pytest.mark.parametrize(("state", "reader"), [(CaseState.second_reading, SECOND), (CaseState.objected, THIRD)])
def test_later_readers_ask_nothing(state: CaseState, reader: Actor) -> None:
    play = case_in(state)
    play.seat(reader)
    with pytest.raises(NotValid) as caught:
        play.do(CaseEvent.decide, reader, more_asked("s-a"))
    assert caught.value.why.key == "decision-asks-too-late"


def test_an_objection_never_makes_an_item_worse_and_concerns_its_items_alone() -> None:
    play = case_in(CaseState.objected)
    play.seat(THIRD)
    for decision, key in (
        (lowered("s-a", 1), "decision-worse-after-objection"),
        (lowered("s-b", 1), "decision-not-objected"),
    ):
        with pytest.raises(NotValid) as caught:
            play.do(CaseEvent.decide, THIRD, decision)
        assert caught.value.why.key == key
    assert play.decide(THIRD, lowered("s-a", 3)).decision("s-a") == lowered("s-a", 3)
