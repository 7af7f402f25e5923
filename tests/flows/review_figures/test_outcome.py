"""What single reviews give to the figures, as a table: one story each, written as an assessor would tell it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Answered, Issue, Objection, Point
from flows.review.states import CaseEvent
from flows.review_figures.measures import Kind, Measure, class_in
from flows.review_figures.outcome import Again, Ending, Outcome, outcome_of
from tests.flows.review.played import (
    ADMINISTRATOR,
    FIRST,
    FOURTH,
    MEMBER,
    SECOND,
    THIRD,
    Play,
    confirmed,
    item,
    lowered,
    more_asked,
    scope,
    submission,
    weekdays,
)

Story = Callable[[Play], object]
ASKED = (more_asked("s-a"),)


def handed_in(play: Play) -> None:
    """On Monday at 3, 2 and 1; reviewer 11 accepts it."""
    play.do(CaseEvent.submit, MEMBER, submission(3, 2, 1))
    play.seat(FIRST)
    play.do(CaseEvent.accept, FIRST, scope())


def agreed_and_issued(play: Play) -> None:
    play.do(CaseEvent.agree, MEMBER)
    issued(play)


def issued(play: Play) -> None:
    play.do(CaseEvent.issue, ADMINISTRATOR, Issue(scope(), date(2027, 11, 12)))


def finished(play: Play) -> None:
    play.do(CaseEvent.finish_reading, FIRST, scope())


def all_true(play: Play) -> None:
    play.days_later(4).decide(FIRST, confirmed("s-a", 3), confirmed("s-b", 2))
    finished(play)
    agreed_and_issued(play.days_later(3))


def one_lowered(play: Play) -> None:
    play.decide(FIRST, lowered("s-a", 2, Reason.out_of_date), confirmed("s-b", 2))
    finished(play)
    agreed_and_issued(play)


def asked_and_the_institution_claims_less(play: Play) -> None:
    play.decide(FIRST, *ASKED, confirmed("s-b", 2))
    play.do(CaseEvent.ask_more, FIRST)
    play.days_later(7).do(CaseEvent.answer_more, MEMBER, Answered((item("s-a", 2),)))
    play.decide(FIRST, confirmed("s-a", 2))
    finished(play)
    agreed_and_issued(play)


def a_question_that_was_never_sent(play: Play) -> None:
    play.decide(FIRST, *ASKED, confirmed("s-a", 3), confirmed("s-b", 2))
    finished(play)
    agreed_and_issued(play)


def a_reviewer_who_leaves(play: Play) -> None:
    play.decide(FIRST, *ASKED)
    play.do(CaseEvent.step_back, FIRST)
    play.seat(FOURTH)
    play.decide(FOURTH, confirmed("s-a", 3), confirmed("s-b", 2))
    play.do(CaseEvent.finish_reading, FOURTH, scope())
    agreed_and_issued(play)


def a_second_person_differs(play: Play) -> None:
    play.decide(FIRST, confirmed("s-a", 3), confirmed("s-b", 2))
    play.do(CaseEvent.finish_reading, FIRST, scope(star=4))
    play.seat(SECOND)
    play.decide(SECOND, lowered("s-a", 1, Reason.unrelated), confirmed("s-b", 2))
    play.do(CaseEvent.finish_second_reading, SECOND, scope(star=4))
    agreed_and_issued(play)


def an_objection_that_changes_it(play: Play) -> None:
    play.decide(FIRST, lowered("s-a", 2, Reason.no_evidence), confirmed("s-b", 2))
    finished(play)
    play.do(CaseEvent.object, MEMBER, Objection((Point("s-a", "The minutes were overlooked."),)))
    play.seat(THIRD)
    play.decide(THIRD, confirmed("s-a", 3))
    play.do(CaseEvent.settle_objection, THIRD)
    issued(play)


def an_objection_in_vain(play: Play) -> None:
    play.decide(FIRST, lowered("s-a", 2, Reason.no_evidence), confirmed("s-b", 2))
    finished(play)
    play.do(CaseEvent.object, MEMBER, Objection((Point("s-a", "The minutes were overlooked."),)))
    play.seat(THIRD)
    play.decide(THIRD, lowered("s-a", 2, Reason.no_evidence))
    play.do(CaseEvent.settle_objection, THIRD)
    issued(play)


TABLE = """
story                                 | s-a        | s-b        | s-c           | days | sent back | reasons      | second  | objection | readers
all_true                              | as_claimed | as_claimed | not_looked_at | 5    | 0         |              | none    | none      | 11
one_lowered                           | lower      | as_claimed | not_looked_at | 0    | 0         | out_of_date  | none    | none      | 11
asked_and_the_institution_claims_less | lower      | as_claimed | not_looked_at | 5    | 1         | no_evidence  | none    | none      | 11
a_question_that_was_never_sent        | as_claimed | as_claimed | not_looked_at | 0    | 0         |              | none    | none      | 11
a_reviewer_who_leaves                 | as_claimed | as_claimed | not_looked_at | 0    | 0         |              | none    | none      | 11 14
a_second_person_differs               | lower      | as_claimed | not_looked_at | 0    | 0         | unrelated    | changed | none      | 11 12
an_objection_that_changes_it          | as_claimed | as_claimed | not_looked_at | 0    | 0         |              | none    | changed   | 11 13
an_objection_in_vain                  | lower      | as_claimed | not_looked_at | 0    | 0         | no_evidence  | none    | same      | 11 13
""".strip().splitlines()  # fmt: skip
STORIES: dict[str, Story] = {
    each.__name__: each
    for each in (
        all_true, one_lowered, asked_and_the_institution_claims_less, a_question_that_was_never_sent, a_reviewer_who_leaves,
        a_second_person_differs, an_objection_that_changes_it, an_objection_in_vain,
    )
}  # fmt: skip


def line_of(story: str, found: Outcome) -> list[str]:
    return [
        story,
        *(found.endings[code].name for code in ("s-a", "s-b", "s-c")),
        str(found.days),
        str(found.asked),
        " ".join(sorted(found.reasons)),
        found.second.name,
        found.objection.name,
        " ".join(map(str, sorted(found.readers))),
    ]


@pytest.mark.parametrize("line", TABLE[1:], ids=[line.split()[0] for line in TABLE[1:]])
def test_what_a_review_gives(line: str) -> None:
    expected = [cell.strip() for cell in line.split("|")]
    play = Play()
    handed_in(play)
    STORIES[expected[0]](play)
    assert line_of(expected[0], outcome_of(play.entries, weekdays)) == expected


def test_a_review_without_a_result_gives_nothing() -> None:
    play = Play()
    handed_in(play)
    play.do(CaseEvent.withdraw, MEMBER)
    with pytest.raises(ValueError, match="only an issued review"):
        outcome_of(play.entries, weekdays)


@pytest.mark.parametrize(
    ("days", "asked", "classes"),
    [(0, 0, (0, 0)), (10, 1, (0, 1)), (11, 2, (1, 1)), (15, 3, (1, 2)), (30, 9, (4, 2)), (31, 0, (5, 0)), (999, 27, (5, 2))],
)
def test_days_and_items_sent_back_fall_into_classes(days: int, asked: int, classes: tuple[int, int]) -> None:
    given = Outcome({"s-a": Ending.lower}, days, asked, frozenset(), Again.none, Again.none, frozenset())
    assert (class_in(Measure(Kind.days, "", 5), given), class_in(Measure(Kind.asked, "", 2), given)) == classes


def test_texts_are_in_no_figure() -> None:
    """Only kinds of reasons are read, and no word that somebody typed."""
    play = Play()
    handed_in(play)
    typed = Decision("s-a", DecisionKind.lowered, 2, (Reason.other,), "Mister Wang said that they have none")
    play.decide(FIRST, typed, confirmed("s-b", 2))
    finished(play)
    agreed_and_issued(play)
    assert "Wang" not in repr(outcome_of(play.entries, weekdays))
