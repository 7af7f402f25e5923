"""The funnel: the numbers of the statement are those of the rule, on any campaign, for each officer."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.campaign.campaign import Campaign
from flows.campaign.journeys import MANY, came_by, campaign_funnel, funnel_sections
from flows.campaign.roles import NotAllowed, Role
from flows.campaign.visibility import Visibility
from storage.campaigns.funnels import FunnelPage, Part
from storage.review.officer_cases import OfficerCases
from tests.people.campaign_towns import CAMPAIGNS, INSTITUTIONS, RUNS, STANDARD, Institution, Town, drawn, stored
from tests.people.campaigners import DRAFT, CampaignDesk, campaign_desk
from tests.people.reviews import every_day


def check(page: FunnelPage, town: Town, part: Part, districts: Sequence[str] | None) -> None:
    """The page says what the rule says, for an officer who sees these districts (None: all)."""
    seen = [one for one in town.asked if districts is None or one.district in districts]
    if not town.has_roster and districts is not None:
        seen = []
    seen = [one for one in seen if part.district in ("", one.district)]
    chosen = came_by(seen, part.channel) if part.channel else tuple(seen)
    sections = funnel_sections(town.campaign, STANDARD)
    has_asked = town.has_roster and not part.channel
    has_reviews = town.campaign.visibility >= Visibility.status
    assert page.has_reviews == has_reviews
    assert page.funnel == campaign_funnel(
        chosen, sections, has_roster=has_asked, is_whole=part.is_whole, has_reviews=has_reviews
    )
    assert page.outside == (town.outside if districts is None and part.is_whole else 0)
    by_district = {name: [one for one in chosen if one.district == name] for name in {one.district for one in chosen}}
    names = {member.channel for one in chosen for member in one.joined}
    by_channel = {name: came_by(chosen, name) for name in names}
    for found, wanted, asked, goes_on in (
        (page.districts, by_district, has_asked, has_reviews),
        (page.channels, by_channel, False, False),
    ):
        assert {each.name: each.steps for each in found} == {
            name: campaign_funnel(ones, (), has_roster=asked, is_whole=False, has_reviews=goes_on).steps
            for name, ones in wanted.items()
        }


async def played(
    desk: CampaignDesk, officers: dict[str, str], draft: Campaign, institutions: Sequence[Institution], has_roster: bool
) -> None:
    """Store a campaign, and compare each officer's page of each part of it with the rule."""
    number, town = await stored(desk, officers["all"], draft, institutions, has_roster)
    for part in (Part(), Part("North"), Part(channel="Group"), Part("South", "Poster")):
        for who, districts in (("all", None), ("North", ("North",))):
            page = await desk.funnels.of(officers[who], number, part)
            assert page is not None
            check(page, town, part, districts)


async def officers_of(desk: CampaignDesk) -> dict[str, str]:
    session = await desk.first()
    await OfficerCases(desk.access, every_day).request(session, "Somebody")
    return {"all": session, "North": await desk.colleague(session, Role.liaison, "Ben", districts=("North",))}


@pytest.mark.parametrize("examples", [8, pytest.param(40, marks=pytest.mark.long("eight examples"))])
@pytest.mark.long("the shorter tests of this file")
def test_the_statement_counts_what_the_rule_counts(sqlite_url: str, examples: int) -> None:
    with asyncio.Runner() as runner:
        context = campaign_desk(sqlite_url)
        desk = runner.run(context.__aenter__())
        officers = runner.run(officers_of(desk))

        @settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(CAMPAIGNS, st.lists(INSTITUTIONS, min_size=1, max_size=6), st.sampled_from((1, 1, MANY)), st.booleans())
        def holds(draft: Campaign, institutions: list[Institution], times: int, has_roster: bool) -> None:
            runner.run(played(desk, officers, draft, institutions * times, has_roster))

        try:
            holds()
        finally:
            runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize(
    "levels",
    [
        pytest.param((Visibility.answers,), id="answers"),
        pytest.param(
            (Visibility.counts, Visibility.answers), marks=pytest.mark.long("campaigns that show answers"), id="both-levels"
        ),
    ],
)
@pytest.mark.parametrize("has_roster", [True, pytest.param(False, marks=pytest.mark.long("with a roster"))])
async def test_both_databases_count_what_the_rule_counts(
    database_url: str, has_roster: bool, levels: tuple[Visibility, ...]
) -> None:
    async with campaign_desk(database_url) as desk:
        officers = await officers_of(desk)
        for seed, (mode, target) in enumerate(RUNS):
            for level in levels:
                draft = replace(DRAFT, mode=mode, target=target, visibility=level)
                await played(desk, officers, draft, drawn(seed), has_roster)


async def test_only_who_sees_rows_of_this_association_sees_the_funnel(sqlite_url: str) -> None:
    async with campaign_desk(sqlite_url) as desk:
        ours, theirs = await desk.first("North"), await desk.first("South")
        campaign = await desk.running(ours)
        assert await desk.funnels.of(theirs, campaign) is None
        for role in (Role.viewer, Role.reviewer):
            with pytest.raises(NotAllowed):
                await desk.funnels.of(await desk.colleague(ours, role, role.title()), campaign)


async def test_an_association_that_does_not_review_has_no_steps_after_the_result(sqlite_url: str) -> None:
    async with campaign_desk(sqlite_url) as desk:
        session = await desk.first()
        campaign = await desk.running(session)
        page = await desk.funnels.of(session, campaign)
        assert page is not None
        assert (page.has_reviews, page.funnel.steps[-1].name) == (False, "result")
        await OfficerCases(desk.access, every_day).request(session, "Somebody")
        page = await desk.funnels.of(session, campaign)
        assert page is not None
        assert [step.name for step in page.funnel.steps[-2:]] == ["submitted", "reviewed"]
