"""What the words before the last person goes say (`colleagues-leave-last`, `forget-last`), against what the storage does."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import SQLModel, select

from flows.assessment.plan import Plan, PlannedStep
from flows.assessment.rating import Rating
from flows.institution.colleagues import Post
from flows.institution.division import Division
from flows.review.names import NameStanding
from flows.review.states import CaseState, ResultState
from flows.standard.loader import shipped
from storage.institution_tables import (
    ColleagueLinkRow,
    InstitutionPlanRow,
    InstitutionRow,
    InstitutionStepRow,
    MemberRow,
    RoundRow,
    SettledRow,
)
from storage.institutions.colleagues import Colleagues, JoinResult
from storage.institutions.institution_plans import InstitutionPlans
from storage.institutions.rounds import Rounds
from storage.review.check_pages import CheckPages, KnownResult
from storage.review_tables import CaseItemRow, CaseRow, DecisionRow, ResultRow, SubmissionRow
from tests.both_engines import ON_BOTH
from tests.people.reviews import ANN, ANSWERS, BEN, SEALED, ReviewTown, submission

STANDARD = shipped()
CODE = STANDARD.codes[0]
PLAN = Plan(2, date(2026, 11, 1), (PlannedStep(CODE, 1, 2, date(2027, 2, 1), "Benny"),))
# Everything that is the institution's own.
OF_INSTITUTION: tuple[type[SQLModel], ...] = (
    InstitutionRow,
    MemberRow,
    ColleagueLinkRow,
    RoundRow,
    SettledRow,
    InstitutionPlanRow,
    InstitutionStepRow,
)
TYPED = ("what", "file_name", "file_place", "file_sha256", "not_applicable")


async def counted(town: ReviewTown) -> list[int]:
    async with town.database.reading() as db:
        return [len((await db.exec(select(table))).all()) for table in OF_INSTITUTION]


async def all_of(town: ReviewTown, table: type[SQLModel]) -> list[Any]:
    async with town.database.reading() as db:
        return list((await db.exec(select(table))).all())


async def with_everything(town: ReviewTown) -> tuple[str, int, int]:
    """Ann's institution with all that it can have: the number of a published result, its case, and a case that goes on."""
    done = await town.handed_in()
    await town.read_to_the_end(done)
    await town.issued(done)
    pages = CheckPages(town.database)
    assert await pages.publish(ANN, done, may_be_indexed=False)
    made = await town.cases.request(town.ben, "Again")
    assert await town.own.hand_in(ANN, made.token, lambda institution, _, __: submission(institution))
    assert await Colleagues(town.database).make_link(ANN) is not None
    assert await InstitutionPlans(town.database).change(ANN, lambda _: PLAN)
    rounds = Rounds(town.database, STANDARD)
    assert await rounds.begin(ANN, Division.everything)
    for domain in STANDARD.domains:
        assert await rounds.hand_in(ANN, domain.code, {code: Rating(2) for code in STANDARD.codes})
    (own,) = await pages.of(ANN)
    return own.check_number, done, made.case


@ON_BOTH
@pytest.mark.parametrize("forgets", [False, True], ids=["leaves", "forgets"])
async def test_what_goes_with_the_last_person_and_what_stays(town: ReviewTown, *, forgets: bool) -> None:
    number, done, again = await with_everything(town)
    assert all(await counted(town))
    claims = {(row.case_id, row.subdomain, row.level) for row in await all_of(town, CaseItemRow)}
    if forgets:
        await town.sessions.forget(ANN)
    else:
        assert await Colleagues(town.database).leave(ANN)
    # "It is deleted for good: its name, its links, what you settled together, and its plan."
    assert await counted(town) == [0] * len(OF_INSTITUTION)
    # "Of what it handed in, the sealed files, evidence and everything that its people typed are deleted."
    assert {row.sealed for row in await all_of(town, SubmissionRow)} == {b""}
    items = await all_of(town, CaseItemRow)
    assert {getattr(row, name) for row in items for name in TYPED} == {""}
    # "Public check pages close", at once.
    pages = CheckPages(town.database)
    assert await pages.published(number) is None
    # "Reviews that are not over end."
    assert await town.time.check() == 1
    cases = {row.id: row for row in await all_of(town, CaseRow)}
    assert {case: row.state for case, row in cases.items()} == {done: CaseState.issued, again: CaseState.withdrawn}
    # "The association keeps the institution's name, which rungs were claimed and reviewed, and the results that it issued."
    assert {row.institution for row in cases.values()} == {"First Help"}
    assert {(row.case_id, row.subdomain, row.level) for row in items} == claims
    (decided, *_) = await all_of(town, DecisionRow)
    assert decided.rung >= 0
    (result,) = await all_of(town, ResultRow)
    assert (result.sealed, result.check_number) == (b"issued", number)
    assert await town.cases.issued(town.ann, done) == b"issued"
    # A sealed file that somebody has stays with them: an issued file is still known.
    assert await pages.known(number, b"issued") == KnownResult(ResultState.valid, NameStanding.declared)
    # "Your own answers stay", unless everything is deleted.
    own = await town.sessions.load(ANN)
    kept = {code: (rating.level, rating.evidence) for code, rating in own.ratings.items()} if own is not None else None
    assert kept == (None if forgets else {code: (rating.level, rating.evidence) for code, rating in ANSWERS.items()})


async def test_with_somebody_left_the_institution_keeps_it_all(town: ReviewTown) -> None:
    """This is what `colleagues-leave-stays` and `forget-what` say."""
    number, _, _ = await with_everything(town)
    made = await Colleagues(town.database).make_link(ANN)
    assert made is not None
    await town.finished(BEN, "")
    assert await Colleagues(town.database).join(made.token, BEN, Post.service, "") is JoinResult.done
    before = await InstitutionPlans(town.database).of(BEN)
    await town.sessions.forget(ANN)
    assert before == PLAN == await InstitutionPlans(town.database).of(BEN)
    found = await Rounds(town.database, STANDARD).of(BEN)
    assert found is not None
    assert (found.votes, set(found.settled)) == ((), set(STANDARD.codes))
    assert {row.sealed for row in await all_of(town, SubmissionRow)} == {SEALED}
    assert {row.what for row in await all_of(town, CaseItemRow)} != {""}
    assert await CheckPages(town.database).published(number) is not None
    assert await town.time.check() == 0
