"""The work list: how far each institution is, as far as the officer may see it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.states import State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow, work_list
from flows.days import begin_of, day_of
from flows.dialogue import Address
from flows.interview.session import Past
from flows.stages import Stage
from flows.standard.loader import shipped
from storage.campaign_tables import RosterRow
from tests.people.campaign_towns import drawn, stored
from tests.people.campaigners import BEGUN, DRAFT, CampaignDesk, campaign_desk

STANDARD = shipped()
ANN, BEN, CAI = (Address("web", name) for name in ("ann", "ben", "cai"))
NOW = datetime.now(UTC)
TODAY = day_of(NOW)
ALL = WorkFilter()
FULL = replace(DRAFT, mode=Mode.full)


async def listed(desk: CampaignDesk, session: str, campaign: int, chosen: WorkFilter = ALL) -> list[tuple[str, State, int]]:
    page = await desk.work_lists.page(session, campaign, chosen, TODAY)
    assert page is not None
    assert page.total == len(page.rows)
    return sorted((row.name, row.progress.state, row.progress.domain) for row in page.rows)


async def answers(desk: CampaignDesk, who: Address, count: int, *, finished: bool = False) -> None:
    """Answer the first questions, and finish if told to."""
    session = BEGUN
    for code in STANDARD.codes[:count]:
        after = replace(session.answered(code, Rating(3)), turn=session.turn + 1)
        assert await desk.interviews.save(who, session, after)
        session = after
    if finished:
        past = (Past(1, date(2026, 11, 29), session.ratings),)
        assert await desk.interviews.save(
            who, session, replace(session, turn=session.turn + 1, stage=Stage.finished, past=past)
        )


async def test_an_institution_goes_from_not_opened_to_its_result(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        ids = await desk.imported(session, campaign)
        way = await desk.invitations.of_institution(session, campaign, ids["Second Help"])
        assert way is not None
        await desk.people.opened(way.token)
        await desk.takes_part(session, campaign, ids["Third Help"], ANN)
        assert await listed(desk, session, campaign) == [
            ("First Help", State.not_opened, 0),
            ("Second Help", State.opened, 0),
            ("Third Help", State.in_progress, 1),
        ]
        await answers(desk, ANN, 8)
        assert (await listed(desk, session, campaign))[2] == ("Third Help", State.in_progress, 2)
        await desk.takes_part(session, campaign, ids["First Help"], BEN)
        await answers(desk, BEN, 27, finished=True)
        assert (await listed(desk, session, campaign))[0] == ("First Help", State.result, 0)


@pytest.mark.parametrize(("level", "domain"), [(Visibility.counts, 0), (Visibility.status, 2)])
async def test_a_respondent_who_agreed_to_counts_alone_shows_no_domain(
    database_url: str, level: Visibility, domain: int
) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN, level)
        await answers(desk, ANN, 8)
        assert (await listed(desk, session, campaign))[0] == ("First Help", State.in_progress, domain)


async def test_a_quick_run_shows_no_domain_because_how_far_it_goes_tells_the_star(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, DRAFT)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        await answers(desk, ANN, 8)
        assert (await listed(desk, session, campaign))[0] == ("First Help", State.in_progress, 0)


async def test_the_best_of_several_respondents_counts_and_all_are_counted(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        ids = await desk.imported(session, campaign)
        for who in (ANN, BEN, CAI):
            await desk.takes_part(session, campaign, ids["First Help"], who)
        await answers(desk, ANN, 1)
        await answers(desk, BEN, 27, finished=True)
        await desk.people.withdraw(CAI, campaign)
        page = await desk.work_lists.page(session, campaign, WorkFilter(state=State.result), TODAY)
        assert page is not None
        assert [(row.name, row.joined) for row in page.rows] == [("First Help", 2)]
        await desk.people.withdraw(BEN, campaign)
        await desk.people.withdraw(ANN, campaign)
        assert (await listed(desk, session, campaign))[0] == ("First Help", State.withdrawn, 0)


async def test_detached_respondents_do_not_answer_for_an_institution(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        assert await desk.work_lists.detach(session, campaign, ids["First Help"]) == 1
        assert await desk.work_lists.detach(session, campaign, ids["First Help"]) == 0
        assert (await listed(desk, session, campaign))[0] == ("First Help", State.opened, 0)
        assert await desk.interviews.load(ANN) is not None


async def test_filters_and_pages_show_those_who_have_waited_longest_first(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        ids = await desk.imported(session, campaign)
        await desk.takes_part(session, campaign, ids["First Help"], ANN)
        assert await listed(desk, session, campaign, WorkFilter(district="North")) == [
            ("First Help", State.in_progress, 1),
            ("Second Help", State.not_opened, 0),
        ]
        assert await listed(desk, session, campaign, WorkFilter(state=State.not_opened, district="South")) == [
            ("Third Help", State.not_opened, 0)
        ]
        assert await listed(desk, session, campaign, WorkFilter(channel="paper")) == []
        assert await listed(desk, session, campaign, WorkFilter(stuck_days=1)) == []
        later = await desk.work_lists.page(session, campaign, WorkFilter(stuck_days=7), TODAY + timedelta(days=7))
        assert later is not None
        assert [(row.name, row.waiting_days(TODAY + timedelta(days=7))) for row in later.rows] == [
            ("Second Help", 7),
            ("Third Help", 7),
            ("First Help", 7),
        ]
        second = await desk.work_lists.page(session, campaign, WorkFilter(), TODAY, offset=2, at_most=2)
        assert second is not None
        assert ([row.name for row in second.rows], second.total) == (["First Help"], 3)


@pytest.mark.parametrize(
    ("begins", "day"),
    [(timedelta(), 0), (timedelta(hours=23, minutes=59), 0), (timedelta(minutes=-1), -1), (timedelta(days=1), 1)],
)
async def test_days_without_a_move_are_counted_in_china(database_url: str, begins: timedelta, day: int) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        await desk.imported(session, campaign)
        async with desk.database.writing() as db:
            await db.exec(update(RosterRow).values(added_at=begin_of(TODAY) + begins))
        moved = TODAY + timedelta(days=day)
        for days in range(1, 4):
            for now, count in ((moved + timedelta(days=days - 1), 0), (moved + timedelta(days=days), 3)):
                page = await desk.work_lists.page(session, campaign, WorkFilter(stuck_days=days), now)
                assert page is not None
                assert len(page.rows) == count
                assert {row.since for row in page.rows} <= {moved}


async def test_a_liaison_sees_their_districts_only_and_a_viewer_no_institution(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        await desk.imported(session, campaign)
        assert await desk.work_lists.districts(session, campaign) == (("North", 2, 0), ("South", 1, 0))
        liaison = await desk.colleague(session, Role.liaison, "Ben", districts=("North",))
        assert [name for name, *_ in await listed(desk, liaison, campaign)] == ["First Help", "Second Help"]
        assert await listed(desk, liaison, campaign, WorkFilter(district="South")) == []
        assert await desk.work_lists.districts(liaison, campaign) == (("North", 2, 0),)
        viewer = await desk.colleague(session, Role.viewer, "Cai")
        for refused in (
            desk.work_lists.page(viewer, campaign, WorkFilter(), TODAY),
            desk.work_lists.districts(viewer, campaign),
        ):
            with pytest.raises(NotAllowed):
                await refused


async def test_another_association_sees_no_list(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ours, theirs = await desk.first("North"), await desk.first("South")
        campaign = await desk.running(ours, replace(DRAFT, name="Ours"))
        ids = await desk.imported(ours, campaign)
        assert await desk.work_lists.page(theirs, campaign, WorkFilter(), TODAY) is None
        assert await desk.work_lists.districts(theirs, campaign) == ()
        assert await desk.work_lists.detach(theirs, campaign, ids["First Help"]) == 0


async def test_every_page_and_filter_is_that_of_the_rule_and_districts_are_counted(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign, _ = await stored(desk, session, DRAFT, drawn(7), has_roster=True)
        day = TODAY + timedelta(days=30)
        everybody = await desk.work_lists.page(session, campaign, ALL, day, at_most=1_000)
        assert everybody is not None
        assert {row.progress.state for row in everybody.rows} == set(State)
        for chosen in (
            ALL,
            WorkFilter(district="North"),
            *(WorkFilter(state=state) for state in State),
            WorkFilter(stuck_days=7),
            WorkFilter(district="South", to_remind=True),
        ):
            wanted = work_list(everybody.rows, chosen, day)
            found = list[WorkRow]()
            for offset in range(0, len(wanted) + 20, 20):
                page = await desk.work_lists.page(session, campaign, chosen, day, offset, 20)
                assert page is not None
                assert page.total == len(wanted)
                assert page.districts == everybody.districts == await desk.work_lists.districts(session, campaign)
                found += page.rows
            assert sorted(found, key=lambda row: row.key) == sorted(wanted, key=lambda row: row.key)
            assert [row.since for row in found] == sorted(row.since for row in wanted)
