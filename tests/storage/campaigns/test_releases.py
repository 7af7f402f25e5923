"""Releases over real databases: who is counted, when one is made, and what is kept for the next."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from msgspec.structs import replace

from flows.assessment.question_order import Mode, sections
from flows.campaign.campaign import Campaign, closed
from flows.campaign.release import Missing, Release, Table
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.roster.preview import RosterRow
from flows.campaign.visibility import Visibility
from flows.dialogue import Address
from flows.standard.loader import shipped
from storage.campaigns.release_making import ReleaseMaker
from storage.campaigns.releases import NextRelease
from tests.people.campaigners import DRAFT, TODAY, CampaignDesk, campaign_desk, later
from tests.people.releases import TWO, release, store_release

STANDARD = shipped()
FULL = replace(DRAFT, mode=Mode.full)
SHEET = tuple(RosterRow(line, f"Help {line:02}", "North" if line % 2 else "South") for line in range(2, 42))
TWO_STARS, THREE_STARS = (dict.fromkeys(STANDARD.codes, rung) for rung in (2, 3))


class Played:
    """A running campaign with a roster of 40, its maker of releases, and the day."""

    def __init__(self, desk: CampaignDesk, session: str, campaign: int, ids: Mapping[str, int]) -> None:
        self.desk, self.session, self.campaign, self.ids = desk, session, campaign, ids
        self.maker = ReleaseMaker(desk.database, STANDARD)
        self.day = 0

    @staticmethod
    async def begun(desk: CampaignDesk, draft: Campaign = FULL) -> Played:
        session = await desk.first()
        campaign = await desk.running(session, draft)
        return Played(desk, session, campaign, await desk.imported(session, campaign, SHEET))

    async def answer(self, lines: range, rungs: Mapping[str, int], level: Visibility = Visibility.counts) -> None:
        for line in lines:
            await self.desk.takes_part(self.session, self.campaign, self.ids[f"Help {line:02}"], person(line), level)
            await self.desk.finishes(person(line), rungs)

    async def next_day(self) -> Release | Missing | None:
        self.day += 1
        return await self.maker.make(self.campaign, later(self.day))


def person(line: int) -> Address:
    return Address("web", f"person-{line}")


async def test_the_first_release_waits_for_twenty_and_is_made_once_a_day(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 12), TWO_STARS)
        assert await desk.releases.next(played.session, played.campaign) == NextRelease(True, None)
        assert await played.next_day() == Missing(10, 0)
        assert await desk.releases.next(played.session, played.campaign) == NextRelease(True, Missing(10, 0))
        await played.answer(range(12, 22), THREE_STARS)
        assert await played.maker.make(played.campaign, later(played.day)) is None
        assert await played.maker.due(later(played.day)) == ()
        assert await played.maker.due(later(played.day + 1)) == (played.campaign,)
        release = await played.next_day()
        assert isinstance(release, Release)
        assert (release.number, release.total, release.is_exact) == (1, 20, False)
        assert (release.stars.spans, release.stars.counts) == (((0, 2), (3, 5)), (10, 10))
        published = await desk.releases.of(played.session, played.campaign)
        assert published is not None
        assert [each.release for each in published] == [release]


@pytest.mark.long("the shorter tests of this file")
async def test_the_next_release_waits_for_ten_that_are_new_changed_or_withdrawn(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 12), TWO_STARS)
        await played.answer(range(12, 22), THREE_STARS)
        assert isinstance(await played.next_day(), Release)
        assert await played.next_day() == Missing(0, 10)
        await played.answer(range(22, 26), THREE_STARS)
        await desk.people.withdraw(person(2), played.campaign)
        assert await played.next_day() == Missing(0, 5)
        await played.answer(range(26, 36), TWO_STARS)
        second = await played.next_day()
        assert isinstance(second, Release)
        assert second.number == 2
        assert second.cohort.sizes.everybody == (19, 14)


@pytest.mark.long("the shorter tests of this file")
async def test_an_officer_who_may_see_more_of_counted_answers_makes_them_new(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 12), TWO_STARS)
        await played.answer(range(12, 22), THREE_STARS)
        assert isinstance(await played.next_day(), Release)
        way = await desk.invitations.of_institution(played.session, played.campaign, played.ids["Help 02"])
        assert way is not None
        await desk.people.join(person(2), way.token, Visibility.star, TODAY)
        await desk.people.show_less(person(2), played.campaign, Visibility.counts)
        assert await played.next_day() == Missing(0, 9)


@pytest.mark.long("the shorter tests of this file")
async def test_a_closed_campaign_gets_one_last_release_and_no_other(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 14), TWO_STARS)
        await played.answer(range(14, 26), THREE_STARS)
        assert await desk.campaigns.change(played.session, played.campaign, lambda campaign: closed(campaign, TODAY))
        release = await played.maker.make(played.campaign, TODAY)
        assert isinstance(release, Release)
        assert (release.total, release.is_exact, release.stars.counts) == (24, True, (12, 12))
        assert await played.next_day() is None
        assert await desk.releases.next(played.session, played.campaign) == NextRelease(False, None)


async def test_a_campaign_past_its_closing_day_closes_its_figures_too(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 6), TWO_STARS)
        the_day_after = date(2027, 1, 1)
        assert await played.maker.due(the_day_after) == (played.campaign,)
        assert await played.maker.make(played.campaign, the_day_after) == Missing(16, 0)
        assert await desk.releases.next(played.session, played.campaign) == NextRelease(False, Missing(16, 0))
        assert await played.maker.due(date(2027, 1, 2)) == ()


@pytest.mark.long("the shorter tests of this file")
async def test_each_institution_counts_once_by_its_best_attempt(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        await played.answer(range(2, 12), TWO_STARS)
        await played.answer(range(12, 22), THREE_STARS)
        for name, rungs in (("colleague", THREE_STARS), ("other", TWO_STARS)):
            who = Address("web", name)
            await desk.takes_part(played.session, played.campaign, played.ids["Help 02"], who, Visibility.counts)
            await desk.finishes(who, rungs)
        await desk.takes_part(played.session, played.campaign, played.ids["Help 30"], Address("web", "detached"))
        await desk.finishes(Address("web", "detached"), THREE_STARS)
        await desk.work_lists.detach(played.session, played.campaign, played.ids["Help 30"])
        assert await desk.campaigns.change(played.session, played.campaign, lambda campaign: closed(campaign, TODAY))
        release = await played.maker.make(played.campaign, TODAY)
        assert isinstance(release, Release)
        assert release.stars.counts == (9, 11)


async def test_answers_that_lack_what_the_campaign_asks_do_not_count(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        quick = dict.fromkeys(sections(STANDARD, Mode.quick)[0].codes, 1)
        await played.answer(range(2, 12), quick)
        assert await played.next_day() == Missing(20, 0)


@pytest.mark.long("the shorter tests of this file")
async def test_without_a_roster_each_respondent_counts_and_classes_hold_ten(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session, FULL)
        way = await desk.invitations.add_channel(session, campaign, "Fair")
        assert way is not None
        for line in range(20):
            await desk.joins(way.token, person(line), Visibility.counts)
            await desk.finishes(person(line), TWO_STARS if line < 10 else THREE_STARS)
        release = await ReleaseMaker(desk.database, STANDARD).make(campaign, later(1))
        assert isinstance(release, Release)
        assert (release.at_least, release.stars.counts, release.districts) == (10, (10, 10), ())


async def test_all_releases_of_an_association_come_with_their_campaigns(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        ann, stranger = await desk.first(), await desk.first("Other", "Sue")
        first, second = await desk.running(ann, FULL), await desk.running(ann, replace(FULL, name="Second"))
        theirs = await desk.running(stranger, FULL)
        shown = [release(Table(TWO, (10, 10)), [], number=number) for number in (1, 2)]
        for campaign, each in ((first, shown[0]), (first, shown[1]), (second, shown[0]), (theirs, shown[0])):
            await store_release(desk.database, campaign, each)
        found = await desk.releases.all(ann)
        assert [(each.stored.id, each.published.release.number) for each in found] == [(second, 1), (first, 2), (first, 1)]
        assert [each.stored.campaign.name for each in found] == ["Second", FULL.name, FULL.name]
        assert [each.stored.id for each in await desk.releases.all(stranger)] == [theirs]


async def test_who_may_not_see_figures_sees_none(database_url: str) -> None:
    async with campaign_desk(database_url) as desk:
        played = await Played.begun(desk)
        liaison = await desk.colleague(played.session, Role.liaison, "Ben", districts=("North",))
        with pytest.raises(NotAllowed):
            await desk.releases.of(liaison, played.campaign)
        with pytest.raises(NotAllowed):
            await desk.releases.all(liaison)
        stranger = await desk.first("Other")
        assert await desk.releases.of(stranger, played.campaign) is None
        assert await desk.releases.next(stranger, played.campaign) is None
