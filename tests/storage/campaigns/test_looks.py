"""Each look of an officer at a named institution is in the log of the association, and known to the institution."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flows.campaign.officers import Act
from flows.campaign.roles import Right, Role
from storage.campaign_tables import RosterRow
from storage.campaigns.looks import Looks, looks_at, note_exported_looks, note_look
from tests.people.campaigners import CampaignDesk, campaign_desk

LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


async def look(desk: CampaignDesk, session: str, institution: int) -> datetime:
    """Look at one institution as an officer; the moment."""
    async with desk.access.writing(session, Right.see_rows) as acting:
        note_look(acting, await acting.db.get_one(RosterRow, institution))
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


async def test_an_export_is_a_look_at_each_institution_in_it(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        ids = await desk.imported(session, campaign)
        async with desk.access.writing(session, Right.export_rows) as acting:
            await note_exported_looks(acting, campaign, (ids["First Help"], ids["Third Help"]))
            await note_exported_looks(acting, campaign, ())
        found = {name: await known(desk, number) for name, number in ids.items()}
        assert {name: looks.count if looks else 0 for name, looks in found.items()} == {
            "First Help": 1,
            "Second Help": 0,
            "Third Help": 1,
        }
