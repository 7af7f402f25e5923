"""The work list says how far the review of an institution is: a state, whose turn it is, until when, and nothing more."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from msgspec.structs import asdict, replace

from flows.campaign.campaign import showing_less
from flows.campaign.roles import Role
from flows.campaign.states import Awaited, State
from flows.campaign.visibility import Visibility
from flows.campaign.work_list import WorkFilter, WorkRow
from flows.days import day_of
from flows.dialogue import Address
from flows.institution.colleagues import Post
from flows.review.decisions import Decision, DecisionKind, Reason
from flows.review.independence import Declaration
from flows.review.states import CaseEvent
from storage.institutions.colleagues import Colleagues, JoinResult
from tests.people.campaigners import DRAFT, STRANGER, CampaignDesk
from tests.people.reviews import ANN, BEN, CONFIRMED, EVERYTHING, LOWERED, ReviewTown, review_town

TODAY = day_of(datetime.now(UTC))
ASKED = Decision("s-b", DecisionKind.more_asked, None, (Reason.criterion_not_shown,), "Which meeting was that?")
RUNNING = replace(DRAFT, closes_on=TODAY + timedelta(days=30), kept_until=TODAY + timedelta(days=200))


@dataclass
class Reviewing:
    """A campaign of an association that reviews. Ann takes part for First Help, and has handed in."""

    town: ReviewTown
    desk: CampaignDesk
    campaign: int
    rows: dict[str, int]
    case: int

    async def row(self, name: str = "First Help", officer: str = "") -> WorkRow:
        page = await self.desk.work_lists.page(officer or self.town.ann, self.campaign, WorkFilter(), TODAY)
        assert page is not None
        return next(each for each in page.rows if each.name == name)

    async def joins(self, who: Address, name: str, level: Visibility) -> None:
        way = await self.desk.way_of(self.town.ann, self.campaign, self.rows[name])
        await self.desk.people.join(who, way.token, level, TODAY)

    async def asks_for_more(self) -> None:
        await self.town.accepted(self.case)
        await self.town.does(self.town.ben, self.case, CaseEvent.decide, CONFIRMED)
        await self.town.does(self.town.ben, self.case, CaseEvent.decide, ASKED)
        await self.town.does(self.town.ben, self.case, CaseEvent.ask_more)


@pytest_asyncio.fixture
async def at(database_url: str) -> AsyncIterator[Reviewing]:
    async with review_town(database_url) as town:
        desk = CampaignDesk(town.database)
        campaign = await desk.running(town.ann, RUNNING, TODAY)
        found = Reviewing(town, desk, campaign, await desk.imported(town.ann, campaign), await town.handed_in(ANN))
        await found.joins(ANN, "First Help", Visibility.status)
        yield found


async def test_each_state_with_whose_turn_it_is_and_until_when(at: Reviewing) -> None:
    row = await at.row()
    assert (row.progress.state, row.awaited) == (State.submitted, Awaited.association)
    assert row.due is not None
    await at.asks_for_more()
    row = await at.row()
    assert (row.progress.state, row.awaited) == (State.asked_for_more, Awaited.institution)
    found = await at.desk.work_lists.page(at.town.ann, at.campaign, WorkFilter(state=State.asked_for_more), TODAY)
    assert found is not None
    assert [each.name for each in found.rows] == ["First Help"]


async def test_an_opinion_and_an_issue_tell_nothing_of_what_was_decided(at: Reviewing) -> None:
    await at.town.accepted(at.case)
    for decision in (CONFIRMED, LOWERED):
        await at.town.does(at.town.ben, at.case, CaseEvent.decide, decision)
    await at.town.does(at.town.ben, at.case, CaseEvent.finish_reading, EVERYTHING)
    row = await at.row()
    assert (row.progress.state, row.awaited) == (State.submitted, Awaited.institution)
    await at.town.says(ANN, at.case, CaseEvent.agree)
    assert (await at.row()).awaited is Awaited.association
    await at.town.issued(at.case)
    row = await at.row()
    assert (row.progress.state, row.awaited, row.due) == (State.reviewed, None, None)
    told = set(asdict(row)) - {"key", "name", "district", "channel", "progress", "since", "joined", "written_to", "objecting"}
    assert told == {"awaited", "due"}


@pytest.mark.parametrize("how", ["withdrawn", "refused"])
async def test_a_case_that_is_over_without_a_result_leaves_the_self_check(at: Reviewing, how: str) -> None:
    if how == "withdrawn":
        await at.town.says(ANN, at.case, CaseEvent.withdraw)
    else:
        await at.town.does(at.town.ben, at.case, CaseEvent.declare, Declaration())
        await at.town.does(at.town.ben, at.case, CaseEvent.refuse, reason="Not for us")
    row = await at.row()
    assert (row.progress.state, row.awaited) == (State.result, None)


async def test_who_shows_only_counts_shows_no_review(at: Reviewing) -> None:
    assert await at.desk.people.show_less(ANN, at.campaign, Visibility.counts)
    row = await at.row()
    assert (row.progress.state, row.awaited, row.due) == (State.result, None, None)


async def test_a_campaign_that_asks_for_counts_shows_no_review(at: Reviewing) -> None:
    assert await at.desk.campaigns.change(at.town.ann, at.campaign, lambda now: showing_less(now, Visibility.counts))
    row = await at.row()
    assert (row.progress.state, row.awaited) == (State.result, None)


@pytest.mark.parametrize("how", ["withdrew", "detached", "forgotten"])
async def test_who_answers_for_the_row_no_more_shows_no_review(at: Reviewing, how: str) -> None:
    if how == "withdrew":
        await at.desk.people.withdraw(ANN, at.campaign)
    elif how == "detached":
        await at.desk.work_lists.detach(at.town.ann, at.campaign, at.rows["First Help"])
    else:
        await at.town.sessions.forget(ANN)
    row = await at.row()
    assert row.progress.state < State.result
    assert (row.awaited, row.due) == (None, None)


async def test_a_colleague_who_shows_how_far_they_are_shows_the_review_of_their_institution(at: Reviewing) -> None:
    assert await at.town.sessions.save(BEN, STRANGER, replace(STRANGER, turn=500, stage="asking", assessment=1))
    colleagues = Colleagues(at.town.database)
    link = await colleagues.make_link(ANN)
    assert link is not None
    assert await colleagues.join(link.token, BEN, Post.service, "") is JoinResult.done
    await at.desk.people.show_less(ANN, at.campaign, Visibility.counts)
    assert (await at.row()).progress.state is State.result
    await at.joins(BEN, "First Help", Visibility.status)
    row = await at.row()
    assert (row.progress.state, row.joined) == (State.submitted, 2)


async def test_another_association_and_another_district_see_nothing_of_it(at: Reviewing) -> None:
    other = await at.desk.first("South")
    campaign = await at.desk.running(other, RUNNING, TODAY)
    rows = await at.desk.imported(other, campaign)
    way = await at.desk.way_of(other, campaign, rows["First Help"])
    await at.desk.people.join(ANN, way.token, Visibility.answers, TODAY)
    page = await at.desk.work_lists.page(other, campaign, WorkFilter(), TODAY)
    assert page is not None
    assert {(row.name, row.awaited) for row in page.rows if row.progress.state is State.result} == {("First Help", None)}
    liaison = await at.desk.colleague(at.town.ann, Role.liaison, "Dee", districts=("South",))
    page = await at.desk.work_lists.page(liaison, at.campaign, WorkFilter(), TODAY)
    assert page is not None
    assert [row.name for row in page.rows] == ["Third Help"]


async def test_the_export_and_the_page_of_an_institution_say_the_same(at: Reviewing) -> None:
    seen = await at.desk.institutions.look(at.town.ann, at.campaign, at.rows["First Help"])
    assert seen is not None
    exported = await at.desk.row_exports.rows(at.town.ann, at.campaign, WorkFilter(), TODAY)
    assert exported is not None
    row = await at.row()
    assert seen.row == row == next(each.row for each in exported.rows if each.row.name == "First Help")
