"""Everything that names an institution is deleted after the day that the campaign promised, once, whatever dies meanwhile."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import event, func
from sqlmodel import SQLModel, col, select

from flows.campaign.campaign import Frozen, Status, started, successor
from flows.campaign.officers import Act
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from storage.association_tables import AuditRow
from storage.broadcast_tables import BroadcastRow, CampaignMessageRow, MessageState
from storage.campaign_tables import InvitationRow, ParticipationRow, ReleaseRow, RosterRow
from storage.campaigns import deletion
from storage.campaigns.deletion import delete_names
from storage.clock import moment
from storage.database import Database
from storage.tables import BatchRow, DeliveryRow
from tests.people.campaigners import DRAFT, SHEET, TODAY, CampaignDesk, campaign_desk
from tests.people.written_to import EVERYONE, written

ANN = Address("web", "ann")
LAST_DAY = DRAFT.kept_until
AFTER = LAST_DAY + timedelta(days=1)
NAMING = (ParticipationRow, InvitationRow, RosterRow)


async def held(database: Database, campaign: int, tables: tuple[type[SQLModel], ...] = NAMING) -> list[int]:
    """How many rows of each table belong to a campaign."""
    async with database.reading() as db:
        counts = [select(func.count()).select_from(each).where(col(each.campaign_id) == campaign) for each in tables]  # type: ignore[attr-defined]
        return [(await db.exec(count)).one() for count in counts]


async def asked_and_answered(desk: CampaignDesk, session: str) -> tuple[int, int]:
    """Run a campaign with a roster, a channel and a respondent who was detached; the ids of campaign and institution."""
    campaign = await desk.running(session)
    institution = (await desk.imported(session, campaign))["First Help"]
    await desk.invitations.add_channel(session, campaign, "chat group")
    await desk.takes_part(session, campaign, institution, ANN)
    assert await desk.work_lists.detach(session, campaign, institution) == 1
    return campaign, institution


async def subjects(database: Database, act: Act) -> list[tuple[str, str]]:
    """Subject and detail of the lines of the log about an act."""
    async with database.reading() as db:
        rows = await db.exec(select(AuditRow).where(AuditRow.act == act).order_by(col(AuditRow.id)))
        return [(row.subject, row.detail) for row in rows]


async def test_names_go_after_the_last_day_and_figures_and_answers_stay(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign, institution = await asked_and_answered(desk, session)
        async with desk.database.writing() as db:
            db.add(ReleaseRow(campaign_id=campaign, number=1, made_at=await moment(db), is_closing=True, figures="{}"))
        assert await delete_names(desk.database, LAST_DAY) == 0
        assert await held(desk.database, campaign) == [1, 4, 3]
        assert await delete_names(desk.database, AFTER) == 1
        assert await held(desk.database, campaign) == [0, 0, 0]
        assert await held(desk.database, campaign, (ReleaseRow,)) == [1]
        assert await desk.interviews.load(ANN) is not None
        assert await desk.people.of(ANN) == ()
        gone = await desk.campaigns.one(session, campaign)
        assert gone is not None
        assert gone.deleted_on is not None
        assert (gone.status, gone.closed_on) == (Status.closed, DRAFT.closes_on)
        assert await subjects(desk.database, Act.names_deleted) == [(DRAFT.name, "3 / 1")]
        assert await subjects(desk.database, Act.detached) == [("", str(institution))]
        assert await delete_names(desk.database, AFTER) == 0


async def test_the_names_of_another_campaign_stay_also_in_the_log(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign, institution = await asked_and_answered(desk, session)
        later = successor(replace(DRAFT, started_on=TODAY), str(campaign), LAST_DAY - timedelta(days=40))
        other = await desk.campaigns.make(session, later)
        assert other is not None
        await desk.campaigns.change(session, other, lambda draft: started(draft, LAST_DAY - timedelta(days=40)))
        same = (await desk.imported(session, other))["First Help"]
        way = await desk.invitations.of_institution(session, other, same)
        assert way is not None
        assert await desk.people.join(ANN, way.token, Visibility.star, LAST_DAY - timedelta(days=40)) == "done"
        assert await desk.work_lists.detach(session, other, same) == 1
        assert await delete_names(desk.database, AFTER) == 1
        assert await held(desk.database, other) == [1, 3, 3]
        assert await subjects(desk.database, Act.detached) == [("", str(institution)), ("First Help", str(same))]


async def test_a_draft_loses_its_roster_too_and_can_only_be_copied(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.campaigns.make(session, DRAFT)
        assert campaign is not None
        await desk.imported(session, campaign)
        assert await delete_names(desk.database, AFTER) == 1
        assert await held(desk.database, campaign) == [0, 0, 0]
        with pytest.raises(Frozen):
            await desk.campaigns.change(session, campaign, lambda draft: started(draft, TODAY))
        assert await desk.roster.update_by(session, campaign, SHEET) is None
        gone = await desk.campaigns.one(session, campaign)
        assert gone is not None
        assert successor(gone, str(campaign), AFTER).status is Status.draft


async def test_two_processes_delete_once(database_url: str) -> None:
    async with campaign_desk(database_url) as desk, campaign_desk(database_url) as second:
        session = await desk.first()
        campaigns = [(await asked_and_answered(desk, session))[0]]
        for name in ("Second", "Third"):
            number = await desk.campaigns.make(session, replace(DRAFT, name=name))
            assert number is not None
            await desk.imported(session, number)
            campaigns.append(number)
        done = await asyncio.gather(delete_names(desk.database, AFTER), delete_names(second.database, AFTER))
        assert sum(done) == 3
        assert len(await subjects(desk.database, Act.names_deleted)) == 3
        assert [await held(desk.database, each) for each in campaigns] == [[0, 0, 0]] * 3


class Dies(BaseException):
    """The end of a process."""


@pytest.mark.parametrize("dies_at", range(12))
async def test_what_a_process_that_died_has_left_is_deleted_by_the_next_and_logged_once(
    database_url: str, dies_at: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deletion, "AT_ONCE", 2)
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign, institution = await asked_and_answered(desk, session)
        left = iter(range(dies_at))

        def dies(*call: object) -> None:
            if str(call[2]).startswith(("UPDATE", "DELETE", "INSERT")) and next(left, None) is None:
                raise Dies

        event.listen(desk.database.engine.sync_engine, "before_cursor_execute", dies)
        try:
            with pytest.raises(Dies):
                await delete_names(desk.database, AFTER)
        finally:
            event.remove(desk.database.engine.sync_engine, "before_cursor_execute", dies)
        stored = await desk.campaigns.one(session, campaign)
        assert stored is not None
        if stored.deleted_on is None:
            assert await held(desk.database, campaign) == [1, 4, 3]
            assert await subjects(desk.database, Act.detached) == [("First Help", str(institution))]
        await delete_names(desk.database, AFTER)
        assert await held(desk.database, campaign) == [0, 0, 0]
        assert await subjects(desk.database, Act.names_deleted) == [(DRAFT.name, "3 / 1")]
        assert await subjects(desk.database, Act.detached) == [("", str(institution))]


async def test_what_was_written_and_to_whom_goes_too(database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deletion, "AT_ONCE", 2)
    async with written(database_url, 3) as at:
        assert await at.broadcasts.make(at.session, at.campaign, "A draft.", EVERYONE)
        number = await at.broadcasts.make(at.session, at.campaign, "The office helps you.", EVERYONE)
        assert number is not None
        await at.sent(number)
        async with at.desk.database.writing() as db:
            message = CampaignMessageRow(
                campaign_id=at.campaign,
                respondent_id=await at.number(at.people[0]),
                about=str(number),
                state=MessageState.sent,
                is_counted=True,
                at=await moment(db),
            )
            db.add(message)
        await delete_names(at.desk.database, AFTER)
        assert await held(at.desk.database, at.campaign, (BroadcastRow, CampaignMessageRow)) == [0, 0]
        async with at.desk.database.reading() as db:
            assert list(await db.exec(select(DeliveryRow.id))) == []
            assert list(await db.exec(select(BatchRow.id))) == []
