"""The words with which an institution is told that a result ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Rating
from flows.dialogue import Phrase
from flows.interview.cases.result_notices import ending_line, notice_line
from flows.interview.cases.seen import SeenCase
from flows.review.case import Case, Recorded
from flows.review.decisions import Decision, DecisionKind
from flows.review.rules import ReviewRules
from flows.review.states import Seat
from flows.review.telling import ResultNotice
from tests.people.issued_results import ANSWERS, STANDARD, UNTIL, played

ISSUED = played().to_issue.case
FIRST = STANDARD.codes[0]


def seen(days_before: int, case: Case = ISSUED) -> SeenCase:
    """The issued case, this number of days before it is no longer valid."""
    return SeenCase(1, "North", "Yunhe", case, ReviewRules(), True, UNTIL - timedelta(days=days_before))


def said(line: Phrase | None) -> tuple[str, int | str, str]:
    """The key, the days, and the key of the cause."""
    assert line is not None
    args = dict(line.args)
    days, why = args.get("days", ""), args["why"]
    assert isinstance(days, int | str)
    assert isinstance(why, Phrase)
    return line.key, days, why.key


@pytest.mark.parametrize(("days", "told"), [(61, None), (60, 60), (1, 1), (0, None)])
def test_a_case_says_in_how_many_days_its_result_ends(days: int, told: int | None) -> None:
    line = ending_line(STANDARD, seen(days))
    assert (said(line) if line else None) == (("result-ends-soon", told, "result-ends-by-time") if told else None)


def test_the_number_of_days_is_the_association_s() -> None:
    ten = replace(seen(11), rules=ReviewRules(remind_calendar_days_before=10))
    assert ending_line(STANDARD, ten) is None
    assert ending_line(STANDARD, replace(ten, today=ten.today + timedelta(days=1))) is not None


@pytest.mark.parametrize(("rescinded", "superseded"), [("A wrong name", ""), ("", "another")])
def test_what_has_ended_early_does_not_end_soon(rescinded: str, superseded: str) -> None:
    assert ISSUED.result is not None
    ended = replace(ISSUED.result, rescinded=rescinded, superseded_by=superseded)
    assert ending_line(STANDARD, seen(10, replace(ISSUED, result=ended))) is None


def test_nothing_is_said_before_the_issue() -> None:
    assert ending_line(STANDARD, seen(10, replace(ISSUED, result=None))) is None
    with pytest.raises(ValueError, match="nothing was issued"):
        notice_line(STANDARD, seen(10, replace(ISSUED, result=None)), ResultNotice.ends_soon)


def test_evidence_that_ends_it_is_named() -> None:
    answers = {**ANSWERS, FIRST: Rating(3, evidence=Evidence("minutes", 3, last_used=date(2026, 3, 1)))}
    case = played(answers).to_issue.case
    confirmed = [Decision(each.subdomain, DecisionKind.confirmed, each.claimed) for each in case.items]
    case = replace(case, recorded=tuple(Recorded(Seat.first, 1, 1, decision) for decision in confirmed))
    assert case.result is not None
    ends = date(2027, 3, 1)
    soon = replace(seen(0, replace(case, result=replace(case.result, valid_until=ends))), today=date(2027, 2, 27))
    line = notice_line(STANDARD, soon, ResultNotice.ends_soon)
    assert said(line) == ("result-ends-soon", 2, "result-ends-by-evidence")
    assert FIRST in repr(line)


def test_a_message_that_is_read_late_says_that_it_has_ended() -> None:
    assert said(notice_line(STANDARD, seen(0), ResultNotice.ends_soon)) == ("result-has-ended", "", "result-ends-by-time")
