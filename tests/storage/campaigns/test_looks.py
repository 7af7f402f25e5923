"""Each look of an officer at a named institution is in the log of the association, and known to the institution."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlmodel import select

from flows.campaign.officers import Act
from flows.campaign.roles import Right, Role
from storage.campaign_tables import CampaignRow, LookRow, RosterRow
from storage.campaigns.looks import Looks, looks_at, note_exported_looks, note_look
from tests.people.campaigners import CampaignDesk, campaign_desk

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def look(desk: CampaignDesk, session: str, institution: int) -> datetime:
    """Look at one institution as an officer; the moment."""
    async with desk.access.writing(session, Right.see_rows) as acting:
        await note_look(acting, await acting.db.get_one(RosterRow, institution))
        return acting.now


async def known(desk: CampaignDesk, institution: int, since: datetime = LONG_AGO) -> Looks | None:
    async with desk.database.reading() as db:
        return await looks_at(db, institution, since)


async def test_a_look_is_logged_and_counted_for_that_institution_alone(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        liaison = await desk.colleague(session, Role.liaison, "Ben", districts=("North",))
        await look(desk, session, ids["First Help"])
        last = await look(desk, liaison, ids["First Help"])
        assert await known(desk, ids["First Help"]) == Looks(2, last, "Ben")
        assert await known(desk, ids["First Help"], last + timedelta(seconds=1)) is None
        assert await known(desk, ids["Second Help"]) is None
        lines = (await desk.log.page(session)).lines
        looked = [(line.officer, line.subject, line.detail) for line in lines if line.act is Act.looked]
        assert looked[0] == ("Ben", "First Help", str(ids["First Help"]))
        assert len(looked) == 2


async def test_many_looks_of_an_officer_on_a_day_count_once_and_the_last_is_told(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institution = (await desk.imported(session, campaign))["First Help"]
        first = await look(desk, session, institution)
        # Somebody who joins between two looks of a day reads about the second.
        for _ in range(9):
            last = await look(desk, session, institution)
        assert first < last
        assert await known(desk, institution, last) == Looks(1, last, "Ann")
        assert await known(desk, institution) == Looks(1, last, "Ann")
        assert (await desk.acts(session)).count(Act.looked) == 1
        async with desk.database.writing() as db:
            row = (await db.exec(select(LookRow))).one()
            assert row.day is not None
            row.day, row.at = row.day - timedelta(days=1), row.at - timedelta(days=1)
        last = await look(desk, session, institution)
        assert await known(desk, institution) == Looks(2, last, "Ann")
        assert (await desk.acts(session)).count(Act.looked) == 2


async def test_looks_from_before_they_were_put_together_count_one_each(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institution = (await desk.imported(session, campaign))["First Help"]
        async with desk.database.writing() as db:
            db.add_all(LookRow(campaign_id=campaign, roster_id=institution, officer="Ann", at=LONG_AGO) for _ in range(3))
        last = await look(desk, session, institution)
        assert await known(desk, institution) == Looks(4, last, "Ann")


async def test_nobody_looks_at_an_institution_whose_names_are_deleted(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        institution = (await desk.imported(session, campaign))["First Help"]
        assert await desk.institutions.look(session, campaign, institution) is not None
        async with desk.database.writing() as db:
            row = await db.get_one(CampaignRow, campaign)
            row.deleted_at = row.made_at
            db.add(row)
        lines = len(await desk.acts(session))
        assert await desk.institutions.look(session, campaign, institution) is None
        assert await desk.work_lists.detach(session, campaign, institution) == 0
        assert len(await desk.acts(session)) == lines


async def test_an_export_is_a_look_at_each_institution_in_it(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        async with desk.access.writing(session, Right.export_rows) as acting:
            await note_look(acting, await acting.db.get_one(RosterRow, ids["First Help"]))
            await note_exported_looks(acting, campaign, (ids["First Help"], ids["Third Help"]))
            await note_exported_looks(acting, campaign, ())
        found = {name: await known(desk, number) for name, number in ids.items()}
        assert {name: looks.count if looks else 0 for name, looks in found.items()} == {
            "First Help": 1,
            "Second Help": 0,
            "Third Help": 1,
        }
