"""A name on a result is confirmed or its page taken down by the association alone; reports change nothing public, on either engine."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed
from flows.review.names import OPEN_AT_MOST, NameDoubt, NameStanding
from flows.review.refusals import NotNow, NotTheirs
from flows.review.telling import ResultNotice
from storage.association_tables import AuditRow
from storage.result_tables import NameReportRow
from storage.review.case_messages import CaseMessages
from storage.review.check_pages import CheckPages
from storage.review.name_reports import NameReports, Reported
from storage.review.names import Names
from tests.people.reviews import ANN, ReviewTown, review_town

WHY = "The register knows another institution by this name"


class Judged:
    """A published result, and what judges its name."""

    def __init__(self, town: ReviewTown) -> None:
        self.town = town
        self.names, self.pages, self.reports = Names(town.desk.access), CheckPages(town.database), NameReports(town.database)
        self.case, self.number = 0, ""

    async def issued(self) -> None:
        """Issue a result, tell its institution so, and publish its page."""
        town = self.town
        self.case = await town.handed_in()
        await town.read_to_the_end(self.case)
        await town.issued(self.case)
        messages = CaseMessages(town.database)
        told = await messages.waiting(ANN)
        assert told is not None
        await messages.seen(told)
        (own,) = await self.pages.of(ANN)
        self.number = own.check_number
        assert await self.pages.publish(ANN, self.case, may_be_indexed=False)

    async def standing(self) -> NameStanding | None:
        """What the public page says of the name; None if there is no page."""
        page = await self.pages.published(self.number)
        return page.name if page is not None else None

    async def acts(self) -> list[str]:
        """What the audit log says of names, the oldest first."""
        about = ("name_confirmed", "name_unconfirmed", "page_taken_down", "page_put_back", "reports_set_aside")
        async with self.town.database.reading() as db:
            found = await db.exec(select(AuditRow.act).order_by(AuditRow.id))  # type: ignore[arg-type]
            return [act for act in found if act in about]


@pytest_asyncio.fixture
async def judged(database_url: str) -> AsyncIterator[Judged]:
    async with review_town(database_url) as town:
        judged = Judged(town)
        await judged.issued()
        yield judged


async def test_a_name_is_confirmed_and_the_confirmation_taken_back(judged: Judged) -> None:
    ann, case = judged.town.ann, judged.case
    assert await judged.standing() is NameStanding.declared
    assert await judged.names.confirm(ann, case)
    assert await judged.standing() is NameStanding.confirmed
    assert await judged.names.unconfirm(ann, case)
    assert await judged.standing() is NameStanding.declared
    with pytest.raises(NotNow):
        await judged.names.unconfirm(ann, case)
    assert await judged.acts() == [Act.name_confirmed, Act.name_unconfirmed]


async def test_a_report_changes_nothing_public_and_reaches_the_desk(judged: Judged) -> None:
    assert await judged.reports.report(judged.number, NameDoubt.another, "555-0100") is Reported.stored
    assert await judged.standing() is NameStanding.declared
    (reported,) = await judged.names.reported(judged.town.ann)
    assert (reported.case, reported.name, reported.reports) == (judged.case, "First Help", 1)
    name = await judged.names.one(judged.town.ann, judged.case)
    assert name is not None
    assert [(each.doubt, each.contact) for each in name.reports] == [(NameDoubt.another, "555-0100")]
    assert await judged.names.set_aside(judged.town.ann, judged.case)
    assert await judged.names.reported(judged.town.ann) == ()
    async with judged.town.database.reading() as db:
        (row,) = await db.exec(select(NameReportRow))
        assert (row.state, row.contact) == ("set_aside", "")
    with pytest.raises(NotNow):
        await judged.names.set_aside(judged.town.ann, judged.case)
    assert await judged.acts() == [Act.reports_set_aside]


async def test_no_more_reports_are_kept_than_anybody_can_use(judged: Judged) -> None:
    given = [judged.reports.report(judged.number, NameDoubt.other, "") for _ in range(OPEN_AT_MOST + 3)]
    found = await asyncio.gather(*given)
    assert (found.count(Reported.stored), found.count(Reported.enough)) == (OPEN_AT_MOST, 3)


@pytest.mark.parametrize("number", ["", "x" * 500, "another"])
async def test_what_is_not_public_cannot_be_reported(judged: Judged, number: str) -> None:
    assert await judged.reports.report(number, NameDoubt.other, "") is None
    await judged.pages.withdraw(ANN, judged.case)
    assert await judged.reports.report(judged.number, NameDoubt.other, "") is None


async def test_a_page_that_is_taken_down_is_gone_and_its_institution_is_told_why(judged: Judged) -> None:
    ann, case = judged.town.ann, judged.case
    await judged.names.confirm(ann, case)
    await judged.reports.report(judged.number, NameDoubt.not_us, "555-0100")
    assert await judged.names.take_down(ann, case, WHY)
    assert await judged.standing() is None
    known = await judged.pages.known(judged.number, b"issued")
    assert known is not None
    assert known.name is NameStanding.false
    messages = CaseMessages(judged.town.database)
    waiting = await messages.waiting(ANN)
    assert waiting is not None
    assert (waiting.notice, waiting.own.taken_down) == (ResultNotice.taken_down, WHY)
    (own,) = await judged.pages.of(ANN)
    assert (own.is_published, own.taken_down) == (False, WHY)
    for again in (judged.pages.publish(ANN, case, may_be_indexed=True), judged.names.confirm(ann, case)):
        with pytest.raises(NotNow):
            await again
    with pytest.raises(NotNow):
        await judged.names.take_down(ann, case, WHY)
    async with judged.town.database.reading() as db:
        assert [row.contact for row in await db.exec(select(NameReportRow))] == [""]
    assert await judged.acts() == [Act.name_confirmed, Act.page_taken_down]


async def test_it_can_be_published_again_once_the_association_allows_it(judged: Judged) -> None:
    ann, case = judged.town.ann, judged.case
    await judged.names.take_down(ann, case, WHY)
    assert await judged.names.put_back(ann, case)
    assert await judged.standing() is None
    assert await CaseMessages(judged.town.database).waiting(ANN) is None
    assert await judged.pages.publish(ANN, case, may_be_indexed=False)
    assert await judged.standing() is NameStanding.declared
    with pytest.raises(NotNow):
        await judged.names.put_back(ann, case)
    # It is told again if it happens again.
    await judged.names.take_down(ann, case, WHY)
    waiting = await CaseMessages(judged.town.database).waiting(ANN)
    assert waiting is not None
    assert waiting.entry == 2


async def test_a_reason_is_needed(judged: Judged) -> None:
    for nothing in ("", "  ", "…"):
        with pytest.raises(NotNow):
            await judged.names.take_down(judged.town.ann, judged.case, nothing)
    assert await judged.standing() is NameStanding.declared


async def test_reviewers_and_those_of_the_institution_judge_nothing(judged: Judged) -> None:
    case, town = judged.case, judged.town
    for act in (judged.names.confirm, judged.names.unconfirm, judged.names.put_back, judged.names.set_aside):
        with pytest.raises(NotAllowed):
            await act(town.ben, case)
        assert not await act(town.ann, case + 1)
    with pytest.raises(NotAllowed):
        await judged.names.one(town.ben, case)
    async with town.database.writing() as db:
        connection = await db.connection()
        await connection.execute(text("UPDATE officers SET telegram = '900' WHERE role = 'administrator'"))
        await connection.execute(
            text(f"UPDATE respondents SET face = 'telegram', address = '900' WHERE address = '{ANN.address}'")
        )
    with pytest.raises(NotTheirs):
        await judged.names.confirm(town.ann, case)


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE review_results SET taken_down_at = issued_on, taken_down_why = 'x'",
        "UPDATE review_results SET published_at = NULL, taken_down_at = issued_on",
        "UPDATE review_results SET taken_down_why = 'x'",
        "UPDATE name_reports SET state = 'set_aside'",
        "UPDATE name_reports SET reason = 'mood'",
    ],
)
async def test_the_database_refuses_what_cannot_be(judged: Judged, wrong: str) -> None:
    await judged.reports.report(judged.number, NameDoubt.other, "555-0100")
    with pytest.raises(IntegrityError):
        async with judged.town.database.writing() as db:
            await (await db.connection()).execute(text(wrong))


async def test_reports_go_with_the_institution(judged: Judged) -> None:
    await judged.reports.report(judged.number, NameDoubt.other, "555-0100")
    await judged.town.sessions.forget(ANN)
    async with judged.town.database.reading() as db:
        assert list(await db.exec(select(NameReportRow))) == []
