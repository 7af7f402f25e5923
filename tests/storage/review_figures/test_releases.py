"""Releases about reviews over real databases: which reviews count, when one is made, and what is kept for the next."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select

from flows.campaign.officers import Act
from flows.campaign.release import Missing, Table
from flows.campaign.roles import NotAllowed, Role
from flows.review.rules import ReviewRules
from flows.review_figures.measures import Kind, Measure
from flows.review_figures.release import ReviewRelease
from storage.association_tables import AssociationRow, AuditRow
from storage.database import Database, open_database
from storage.rating_tables import DoubleRatingRow
from storage.review.rules import Rules
from storage.review_figure_tables import CountedCaseRow, ReviewPeriodRow
from storage.review_figures.releases import ReviewReleases
from tests.people.issued_reviews import ISSUED_ON, LOOKED, LOWER, ReviewedSector
from tests.people.officers import DeskProcess

LOWERED, SEEN = Measure(Kind.subdomain, LOWER, 2), Measure(Kind.subdomain, LOOKED, 2)
TWENTY = tuple(f"Help {number:02}" for number in range(20))
LATER = ISSUED_ON + timedelta(days=1)
MORE = tuple(f"Other {number:02}" for number in range(12))


@asynccontextmanager
async def sector(url: str) -> AsyncIterator[tuple[ReviewedSector, DeskProcess, str]]:
    """An association, its desk and the session of its administrator."""
    async with open_database(url) as database:
        desk = DeskProcess(database)
        ann = await desk.first()
        yield ReviewedSector(database, await association_of(database)), desk, ann


def rated(association: int, case: int, number: int) -> DoubleRatingRow:
    """A case that reviewer 12 is to rate after its issue."""
    day = datetime(2026, 7, 1, tzinfo=UTC)
    return DoubleRatingRow(
        id=number + 1, association_id=association, case_id=case, quarter="2026-Q3", number=number + 1, drawn_at=day,
        seed="seed", candidates="[]", first_id=11, rater_id=12, due=day.date(),
    )  # fmt: skip


async def association_of(database: Database) -> int:
    async with database.reading() as db:
        return (await db.exec(select(AssociationRow.id))).one()


async def twenty(played: ReviewedSector, day: date | None = None) -> None:
    await played.issue(TWENTY[:8], lower=True, day=day)
    await played.issue(TWENTY[8:], day=day)


def released(outcome: object) -> ReviewRelease:
    assert isinstance(outcome, ReviewRelease), outcome
    return outcome


async def test_a_release_comes_with_twenty_and_the_next_with_ten_more(database_url: str) -> None:
    async with sector(database_url) as (played, desk, ann):
        assert await played.next_day() is None
        await played.issue(TWENTY[:8], lower=True)
        assert await played.next_day() == Missing(12, 0)
        await played.issue(TWENTY[8:])
        first = released(await played.next_day())
        assert (first.number, first.total, first.is_exact) == (1, 20, False)
        assert first.table(LOWERED) == Table(((0, 0), (1, 2)), (10, 10))
        # Everybody's first claim was confirmed: one class says nothing that may be said.
        assert first.table(SEEN) == Table()
        await played.issue(MORE[:4], lower=True)
        assert await played.next_day() == Missing(0, 6)
        await played.issue(MORE[4:])
        second = released(await played.next_day())
        assert (second.number, second.cohort.sizes) == (2, (20, 12))
        [period] = await ReviewReleases(desk.access).all(ann)
        assert [each.release for each in period.releases] == [first, second]
        assert (period.comes, period.missing, period.period.ends_on) == (True, None, date(2026, 12, 31))


@pytest.mark.long("the shorter tests of this file")
async def test_rescinded_reviews_and_institutions_that_are_gone_leave_the_figures(database_url: str) -> None:
    async with sector(database_url) as (played, _, __):
        await twenty(played)
        released(await played.next_day())
        await played.rescind(TWENTY[:2])
        await played.forget(TWENTY[8:10])
        assert await played.next_day() == Missing(4, 6)
        await played.issue(MORE)
        second = released(await played.next_day())
        assert second.cohort.sizes == (16, 12)


@pytest.mark.long("the shorter tests of this file")
async def test_an_institution_counts_once_by_its_latest_review(database_url: str) -> None:
    async with sector(database_url) as (played, _, __):
        await twenty(played)
        released(await played.next_day())
        await played.issue(TWENTY[:8], day=LATER)
        assert await played.next_day() == Missing(0, 2)
        await played.issue(MORE, lower=True)
        second = released(await played.next_day())
        assert second.cohort.sizes == (12, 20)
        assert second.cohort.size == 32


@pytest.mark.long("the shorter tests of this file")
async def test_what_is_kept_names_cases_and_goes_with_them(database_url: str) -> None:
    async with sector(database_url) as (played, _, __):
        await twenty(played)
        released(await played.next_day())
        async with played.database.reading() as db:
            kept = {row.case_id: (row.since, row.readers) for row in await db.exec(select(CountedCaseRow))}
        assert kept == dict.fromkeys(played.cases.values(), (1, "11"))


@pytest.mark.long("the shorter tests of this file")
async def test_a_review_that_somebody_else_knows_now_counts_as_new(database_url: str) -> None:
    """Who learned of it could subtract it from the releases before and after."""
    async with sector(database_url) as (played, _, __):
        await twenty(played)
        released(await played.next_day())
        async with played.database.writing() as db:
            for number, name in enumerate(TWENTY[:10]):
                db.add(rated(played.association, played.cases[name], number))
        await played.issue(MORE[:6], lower=True)
        await played.issue(MORE[6:])
        second = released(await played.next_day())
        assert second.cohort.sizes == (10, 22)
        assert {part.reader: sum(part.sizes) for part in second.cohort.unread} == {11: 0, 12: 22}


@pytest.mark.long("the first releases, and what one association sees of another")
async def test_a_year_ends_the_period_and_the_next_one_begins(database_url: str) -> None:
    async with sector(database_url) as (played, desk, ann):
        await twenty(played, date(2026, 11, 16))
        released(await played.made(date(2026, 11, 30)))
        await played.issue(MORE[:6], lower=True, day=date(2026, 12, 14))
        await played.issue(MORE[6:], day=date(2026, 12, 14))
        # Of the next year, so not of the one that ends.
        await played.issue(TWENTY[:3], day=date(2027, 1, 4))
        closing = released(await played.made(date(2027, 1, 5)))
        assert closing.cohort.sizes == (20, 12)
        [old] = await ReviewReleases(desk.access).all(ann)
        assert (old.comes, old.releases[-1].is_closing) == (False, True)
        assert await played.made(date(2027, 1, 6)) == Missing(17, 0)
        new, again = await ReviewReleases(desk.access).all(ann)
        assert (new.period.begins_on, new.period.ends_on, again) == (date(2027, 1, 1), None, old)


@pytest.mark.long("the shorter tests of this file")
async def test_a_period_without_a_release_goes_on_into_the_next_year(database_url: str) -> None:
    async with sector(database_url) as (played, _, __):
        await played.issue(TWENTY[:8], lower=True, day=date(2026, 11, 16))
        assert await played.made(date(2026, 12, 31)) == Missing(12, 0)
        await played.issue(TWENTY[8:], day=date(2027, 3, 1))
        assert released(await played.made(date(2027, 3, 2))).total == 20
        async with played.database.reading() as db:
            assert [row.begins_on for row in await db.exec(select(ReviewPeriodRow))] == [date(2026, 1, 1)]


@pytest.mark.long("the shorter tests of this file")
async def test_two_processes_make_one_release(database_url: str) -> None:
    async with sector(database_url) as (played, _, __):
        await twenty(played)
        day = date(2099, 1, 1)
        [period] = await played.maker.due(day)
        released(await played.maker.make(period, day))
        assert await played.maker.make(period, day) is None
        assert await played.maker.due(day) == ()


async def test_one_association_sees_nothing_of_another_and_only_some_roles_see_figures(database_url: str) -> None:
    async with sector(database_url) as (played, desk, ann):
        await twenty(played)
        released(await played.next_day())
        releases = ReviewReleases(desk.access)
        [period] = await releases.all(ann)
        other = await desk.first("Other association", "Olga")
        assert await releases.all(other) == ()
        assert await releases.export(other, period.id, 1) is None
        assert await releases.export(ann, period.id, 2) is None
        viewer = await desk.colleague(ann, Role.viewer, "Vera")
        assert await releases.export(viewer, period.id, 1) is not None
        for role in (Role.reviewer, Role.liaison):
            session = await desk.colleague(ann, role, f"A {role}")
            with pytest.raises(NotAllowed):
                await releases.all(session)
            with pytest.raises(NotAllowed):
                await releases.export(session, period.id, 1)
        async with played.database.reading() as db:
            logged = await db.exec(select(AuditRow).where(AuditRow.act == Act.exported))
            assert [(row.officer, row.detail) for row in logged] == [("Vera", "reviews")]


@pytest.mark.long("the first releases, and what one association sees of another")
async def test_an_association_can_let_the_first_release_wait_for_more(database_url: str) -> None:
    async with sector(database_url) as (played, desk, ann):
        await Rules(desk.access).change(ann, ReviewRules(figures_from=30))
        await twenty(played)
        assert await ReviewReleases(desk.access).first_at(ann) == 30
        assert await played.next_day() == Missing(10, 0)
        await played.issue(MORE)
        assert released(await played.next_day()).total == 30
