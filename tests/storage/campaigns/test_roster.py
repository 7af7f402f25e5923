"""A roster is imported whole or not at all, and every institution gets a way in."""

from __future__ import annotations

import asyncio

import pytest
from msgspec.structs import replace

from flows.campaign.campaign import closed
from flows.campaign.officers import Act
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.roster.preview import RosterRow
from tests.people.campaigners import DRAFT, SHEET, TODAY, campaign_desk


async def test_an_import_adds_then_changes_and_deletes_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        first = await desk.imported(session, campaign)
        assert sorted(first) == ["First Help", "Second Help", "Third Help"]
        moved = (replace(SHEET[0], district="South"), RosterRow(3, "New Help", "East"))
        second = await desk.imported(session, campaign, moved)
        assert second.keys() == first.keys() | {"New Help"}
        assert second["First Help"] == first["First Help"]
        assert await desk.roster.size(session, campaign) == 4
        held = await desk.roster.update_by(session, campaign, moved)
        assert held is not None
        assert (held.added, held.changed, held.unchanged, len(held.missing)) == ((), (), 2, 2)
        assert (await desk.acts(session))[-2:] == [Act.roster_imported] * 2


async def test_an_import_that_would_do_something_else_than_was_shown_stores_nothing(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        shown = await desk.roster.update_by(session, campaign, SHEET)
        assert shown is not None
        await desk.imported(session, campaign, SHEET[:1])
        assert not await desk.roster.take(session, campaign, SHEET, shown)
        assert await desk.roster.size(session, campaign) == 1


async def test_two_imports_at_the_same_moment_store_one(database_url: str) -> None:
    async with campaign_desk(database_url) as ours, campaign_desk(database_url) as theirs:
        session = await ours.first()
        campaign = await ours.running(session)
        shown = await ours.roster.update_by(session, campaign, SHEET)
        assert shown is not None
        taken = await asyncio.gather(*(desk.roster.take(session, campaign, SHEET, shown) for desk in (ours, theirs)))
        assert sorted(taken) == [False, True]
        assert await ours.roster.size(session, campaign) == len(SHEET)


async def test_a_closed_campaign_and_that_of_another_association_take_no_roster(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ours, theirs = await desk.first("North"), await desk.first("South")
        campaign = await desk.running(ours)
        shown = await desk.roster.update_by(ours, campaign, SHEET)
        assert shown is not None
        assert await desk.roster.update_by(theirs, campaign, SHEET) is None
        assert not await desk.roster.take(theirs, campaign, SHEET, shown)
        await desk.campaigns.change(ours, campaign, lambda running: closed(running, TODAY))
        assert await desk.roster.update_by(ours, campaign, SHEET) is None
        assert not await desk.roster.take(ours, campaign, SHEET, shown)
        assert await desk.roster.size(ours, campaign) == 0
        assert await desk.roster.size(theirs, campaign) == 0


async def test_only_administrators_import(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.campaigns.make(session, DRAFT)
        assert campaign is not None
        liaison = await desk.colleague(session, Role.liaison, "Ben", districts=("North",))
        with pytest.raises(NotAllowed):
            await desk.roster.update_by(liaison, campaign, SHEET)


@pytest.mark.long("the shorter tests of this file")
async def test_five_thousand_institutions_are_imported_at_once(database_url: str) -> None:
    rows = tuple(RosterRow(number, f"Help {number}", f"District {number % 9}") for number in range(2, 5_002))
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        assert len(await desk.imported(session, campaign, rows)) == 5_000
