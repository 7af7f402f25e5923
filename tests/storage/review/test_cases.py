"""Cases are stored as their log says, on either engine: what was handed in, decisions, and who may see and move them."""

from __future__ import annotations

import asyncio
import dataclasses
from dataclasses import replace
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from flows.assessment.rating import Rating
from flows.campaign.officers import Act
from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.entries import Answered, Assigned, Issue, Move, Objection, Point
from flows.review.independence import Actor, Declaration
from flows.review.log import replayed
from flows.review.refusals import NotNow, NotValid
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, ResultState, Seat
from flows.review.submission import Share, handed
from storage.review.institution_cases import HandingIn
from storage.review_tables import CaseRow, DecisionRow, ResultRow
from tests.people.reviews import (
    ANN,
    ANSWERS,
    BEN,
    CONFIRMED,
    EVERYTHING,
    FILE,
    LOWERED,
    ReviewTown,
    submission,
    supports,
)

ASKED = Decision("s-b", DecisionKind.more_asked, None, (Reason.criterion_not_shown,), "Which meeting was that?")


async def test_what_is_handed_in_is_read_back_as_it_was(town: ReviewTown) -> None:
    case = await town.handed_in()
    found = await town.cases.one(town.ben, case)
    assert found is not None
    assert found.case.state is CaseState.submitted
    assert found.case.submission == submission(found.case.institution or 0).submission
    assert found.line.institution == "First Help"
    assert await town.cases.sealed(town.ben, case) == b"sealed"


async def test_a_whole_case_is_read_back_as_its_log_makes_it(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    await town.does(town.ben, case, CaseEvent.examine, supports("s-a"))
    await town.does(town.ben, case, CaseEvent.decide, ASKED)
    await town.does(town.ben, case, CaseEvent.decide, CONFIRMED)
    await town.does(town.ben, case, CaseEvent.ask_more)
    answer = Answered((handed("s-b", Rating(3), Share.note),), (Point("s-b", "Raised in May"),))
    await town.says(ANN, case, CaseEvent.answer_more, answer)
    await town.does(town.ben, case, CaseEvent.decide, LOWERED)
    await town.does(town.ben, case, CaseEvent.finish_reading, EVERYTHING)
    await town.says(ANN, case, CaseEvent.object, Objection((Point("s-b", "We sent the list"),)))
    await town.does(town.ann, case, CaseEvent.assign, await _reader(town, "Cat"))
    await town.does(town.cat, case, CaseEvent.declare, Declaration())
    settled = Decision("s-b", DecisionKind.confirmed, 3, text="The list shows it")
    await town.does(town.cat, case, CaseEvent.decide, settled)
    moved = await town.does(town.cat, case, CaseEvent.settle_objection)
    found = await town.cases.one(town.ann, case)
    assert found is not None
    assert found.case == moved
    assert found.case == replayed(line.entry for line in await town.cases.log(town.ann, case))
    assert found.case.state is CaseState.ready
    assert found.case.decision("s-b") == settled
    assert (found.line.first, found.line.objecting) == ("Ben", "Cat")


async def test_an_issued_result_reaches_the_answers_and_leaves_them_when_it_is_rescinded(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.read_to_the_end(case)
    issued = await town.issued(case)
    assert issued.result is not None
    answers = (await town.sessions.load(ANN) or pytest.fail("nothing stored")).ratings
    assert {code: rating.verified for code, rating in answers.items()} == {"s-a": 3, "s-b": 1, "s-c": None}
    rescinded = await town.issuing.rescind(town.ann, case, "The minutes were of another institution")
    assert rescinded is not None
    assert rescinded.result_state(issued.result.issued_on) is ResultState.rescinded
    answers = (await town.sessions.load(ANN) or pytest.fail("nothing stored")).ratings
    assert {rating.verified for rating in answers.values()} == {None}
    async with town.database.reading() as db:
        assert (await db.exec(select(ResultRow.sealed).where(ResultRow.case_id == case))).one() == b"issued"


async def test_a_new_result_takes_the_place_of_the_older_one(town: ReviewTown) -> None:
    first = await town.handed_in()
    await town.read_to_the_end(first)
    await town.issued(first)
    made = await town.cases.request(town.ben, "again")
    await town.own.hand_in(ANN, made.token, lambda institution, _, __: submission(institution))
    await town.read_to_the_end(made.case)
    await town.issued(made.case)
    older = await town.cases.one(town.ann, first)
    assert older is not None
    assert older.case.result is not None
    assert older.case.result.superseded_by == str(made.case)


async def test_nothing_is_issued_twice(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.read_to_the_end(case)
    both = await asyncio.gather(town.issued(case), town.issued(case), return_exceptions=True)
    assert sorted(type(each).__name__ for each in both) == ["Case", "NotNow"]


async def test_if_the_seal_fails_nothing_is_issued(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.read_to_the_end(case)

    def broken(_: object) -> bytes:
        raise ValueError("no key")

    with pytest.raises(ValueError, match="no key"):
        await town.issuing.issue(town.ann, case, _issue, broken)
    found = await town.cases.one(town.ann, case)
    assert found is not None
    assert found.case.state is CaseState.ready


async def test_a_link_works_once(town: ReviewTown) -> None:
    await town.finished(ANN)
    await town.finished(BEN, "Second Help")
    made = await town.cases.request(town.ben, "First Help")
    assert await town.own.requested(made.token) == await town.own.requested(made.code.lower())
    both = await asyncio.gather(
        *(town.own.hand_in(who, made.token, lambda institution, _, __: submission(institution)) for who in (ANN, BEN)),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in both) == ["Case", "NotNow"]
    assert await town.own.requested(made.token) is None
    assert await town.own.hand_in(ANN, "no-such-link", lambda institution, _, __: submission(institution)) is None


async def test_a_submission_that_cannot_be_made_uses_up_no_link(town: ReviewTown) -> None:
    await town.finished(ANN)
    made = await town.cases.request(town.ben, "First Help")

    def broken(_institution: int, _name: str, _answers: object) -> object:
        raise NotValid(phrase("case-text-too-long"))

    with pytest.raises(NotValid):
        await town.own.hand_in(ANN, made.token, broken)  # type: ignore[arg-type]
    assert await town.own.requested(made.token) is not None


async def test_a_file_that_no_evidence_names_any_more_is_not_handed_in(town: ReviewTown) -> None:
    await town.finished(ANN)
    made = await town.cases.request(town.ben, "First Help")

    def gone(institution: int, _name: str, _answers: object) -> HandingIn:
        return dataclasses.replace(submission(institution), files=frozenset({FILE.place, "web:" + "c" * 32}))

    with pytest.raises(NotNow) as refused:
        await town.own.hand_in(ANN, made.token, gone)
    assert refused.value.why.key == "handin-files-changed"
    assert await town.own.requested(made.token) is not None


async def test_nobody_without_a_named_institution_hands_in(town: ReviewTown) -> None:
    await town.finished(ANN, "")
    made = await town.cases.request(town.ben, "First Help")
    with pytest.raises(NotNow) as refused:
        await town.own.hand_in(ANN, made.token, lambda institution, _, __: submission(institution))
    assert refused.value.why.key == "case-name-institution-first"


async def test_two_reviewers_at_once_lose_no_decision(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    codes = [Decision(code, DecisionKind.lowered, 1, (Reason.no_evidence,)) for code in ANSWERS]
    await asyncio.gather(*(town.does(town.ben, case, CaseEvent.decide, each) for each in codes))
    found = await town.cases.one(town.ben, case)
    assert found is not None
    assert {each.subdomain for each in found.case.decisions} == set(ANSWERS)


async def test_a_reader_is_replaced_or_decides_but_not_both(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    cat = await _reader(town, "Cat")
    both = await asyncio.gather(
        town.does(town.ann, case, CaseEvent.assign, cat),
        town.does(town.ben, case, CaseEvent.decide, CONFIRMED),
        return_exceptions=True,
    )
    assert not isinstance(both[0], BaseException)
    found = await town.cases.one(town.cat, case)
    assert found is not None
    assert found.case.decisions == ()


async def test_time_that_is_over_moves_a_case_on(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    await town.does(town.ben, case, CaseEvent.decide, ASKED)
    await town.does(town.ben, case, CaseEvent.ask_more)
    assert await town.time.check() == 0
    await town.days_pass(11)
    assert sum(await asyncio.gather(town.time.check(), town.time.check())) == 1
    found = await town.cases.one(town.ben, case)
    assert found is not None
    assert found.case.state is CaseState.in_review
    assert found.case.waiting == ()


async def test_a_request_that_nobody_uses_lapses(town: ReviewTown) -> None:
    made = await town.cases.request(town.ben, "First Help")
    await town.days_pass(40)
    assert await town.time.check() == 1
    assert await town.own.requested(made.token) is None


async def test_an_association_changes_its_numbers(town: ReviewTown) -> None:
    rules = await town.rules.of(town.ben)
    await town.rules.change(town.ann, replace(rules, accept_days=1))
    assert (await town.rules.of(town.ben)).accept_days == 1
    other = await town.desk.first("South", "Dora")
    assert await town.rules.of(other) == rules
    assert (await town.desk.acts(town.ann))[-1] is Act.review_rule_changed


@pytest.mark.parametrize(
    ("kind", "rung", "reasons"),
    [
        ("lowered", 1, ""),
        ("lowered", 3, "no_evidence"),
        ("lowered", None, "no_evidence"),
        ("confirmed", 2, ""),
        ("more_asked", 1, "x"),
    ],
)
async def test_the_database_refuses_a_decision_without_reason_or_that_raises(
    town: ReviewTown, kind: str, rung: int | None, reasons: str
) -> None:
    case = await town.handed_in()
    row = DecisionRow(
        case_id=case,
        number=9,
        seat=Seat.first,
        person=1,
        subdomain="s-a",
        kind=kind,
        claimed=3,
        rung=rung,
        reasons=reasons,
        text="",
        not_shown="",
    )
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            db.add(row)


async def test_the_database_refuses_a_reader_in_two_seats(town: ReviewTown) -> None:
    case = await town.handed_in()
    with pytest.raises(IntegrityError):
        async with town.database.writing() as db:
            await db.exec(text("UPDATE review_cases SET second_id = first_id"))  # type: ignore[call-overload]
    async with town.database.reading() as db:
        assert (await db.exec(select(CaseRow.second_id).where(CaseRow.id == case))).one() is None


def _issue(_case: Case, by: Actor, at: datetime, _rules: ReviewRules) -> Move:
    return Move(CaseEvent.issue, by, at, Issue(EVERYTHING, date(2099, 1, 1)))


async def _reader(town: ReviewTown, name: str) -> Assigned:
    actor = await town.cases.reader(town.ann, await town.desk.number(town.ann, name))
    assert actor is not None
    return Assigned(actor)
