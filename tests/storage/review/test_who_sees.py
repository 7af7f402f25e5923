"""Who sees a case and opens its files: the association's people with a seat in it, and the institution's own."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from msgspec.structs import replace
from sqlmodel import col, select

from flows.assessment.rating import Rating
from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed, Role
from flows.interview.session import Session
from flows.review.case import Case
from flows.review.entries import Issue, Move
from flows.review.independence import Actor, Declaration
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState
from storage.respondents.attachments import Attachments
from storage.review_tables import CaseItemRow
from tests.people.reviews import ANN, BEN, EVERYTHING, FILE, ReviewTown


async def test_officers_see_the_cases_of_their_association_only(town: ReviewTown) -> None:
    case = await town.handed_in()
    other = await town.desk.first("South", "Dora")
    assert await town.cases.one(other, case) is None
    assert await town.cases.log(other, case) == ()
    assert await town.cases.move(other, case, _issue) is None
    assert await town.issuing.issue(other, case, _issue, lambda _: b"") is None
    # A reviewer of the same association who neither asked for it nor reads it.
    assert await town.cases.one(town.cat, case) is None
    assert await town.cases.lines(town.cat) == ()
    assert [line.id for line in await town.cases.lines(town.ann)] == [case]


async def test_another_institution_gets_nothing(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.finished(BEN, "Second Help")
    assert await town.own.of(BEN) == ()
    assert await town.own.move(BEN, case, _issue) is None
    assert [own.line.id for own in await town.own.of(ANN)] == [case]


async def test_moves_are_logged_but_for_single_decisions(town: ReviewTown) -> None:
    await town.read_to_the_end(await town.handed_in())
    acts = [act for act in await town.desk.acts(town.ann) if act.startswith("case")]
    assert acts == [Act.case_requested, Act.case_moved, Act.case_moved, Act.case_moved]


async def test_a_person_who_forgets_leaves_no_evidence_in_a_case(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    await town.sessions.forget(ANN)
    assert await town.cases.one(town.ben, case) is None
    async with town.database.reading() as db:
        assert set(await db.exec(select(CaseItemRow.what).where(col(CaseItemRow.case_id) == case))) == {""}
    assert await town.time.check() == 1
    found = await town.cases.one(town.ben, case)
    assert found is not None
    assert found.case.state is CaseState.withdrawn
    assert await town.cases.sealed(town.ben, case) == b""


async def test_a_reader_who_declared_opens_the_files_and_is_logged_once_a_day(town: ReviewTown) -> None:
    case = await town.handed_in()
    assert await town.opening.file(town.ben, case, "s-a", 0) is None
    await town.does(town.ben, case, CaseEvent.declare, Declaration())
    for _ in range(2):
        assert await town.opening.file(town.ben, case, "s-a", 0) == FILE
        await town.opening.opened(town.ben, case)
    assert (await town.desk.acts(town.ann)).count(Act.case_file_opened) == 1
    assert (await town.desk.acts(town.ann)).count(Act.case_opened) == 1


async def test_nobody_else_opens_the_files(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    for subdomain, piece in (("s-b", 0), ("s-a", 1), ("s-a", -1), ("nothing", 0)):
        assert await town.opening.file(town.ben, case, subdomain, piece) is None
    assert await town.opening.file(town.cat, case, "s-a", 0) is None
    with pytest.raises(NotAllowed):
        await town.opening.file(town.ann, case, "s-a", 0)
    other = await town.desk.colleague(await town.desk.first("South", "Dora"), Role.reviewer, "Eve")
    assert await town.opening.file(other, case, "s-a", 0) is None


async def test_withdrawing_ends_the_access_to_files(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.accepted(case)
    await town.says(ANN, case, CaseEvent.withdraw)
    assert await town.opening.file(town.ben, case, "s-a", 0) is None


async def test_a_file_stays_while_a_case_needs_it(town: ReviewTown) -> None:
    case = await town.handed_in()
    await town.sessions.save(ANN, *await _without_evidence(town))
    files = Attachments(town.database)
    assert await files.kept([FILE.place]) == {FILE.place}
    await town.says(ANN, case, CaseEvent.withdraw)
    assert await files.kept([FILE.place]) == frozenset()


async def _without_evidence(town: ReviewTown) -> tuple[Session, Session]:
    before = await town.sessions.load(ANN)
    assert before is not None
    return before, replace(before, turn=before.turn + 1, ratings={**before.ratings, "s-a": Rating(3)})


def _issue(_case: Case, by: Actor, at: datetime, _rules: ReviewRules) -> Move:
    return Move(CaseEvent.issue, by, at, Issue(EVERYTHING, date(2099, 1, 1)))
