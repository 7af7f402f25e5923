"""The association of the benchmarks is a campaign like others, with 27 answers for each institution."""

from __future__ import annotations

from benchmarks.association import fill
from bot.desk.days import today
from flows.campaign.states import State
from flows.campaign.work_list import WorkFilter
from tests.people.campaigners import campaign_desk

SIZE = 80


async def test_the_association_has_its_institutions_answers_and_states(sqlite_url: str) -> None:
    async with campaign_desk(sqlite_url) as desk:
        association = await fill(desk.database, SIZE)
        assert association.answers == SIZE * 27
        numbers = {}
        for state in State:
            page = await desk.work_lists.page(association.session, association.campaign, WorkFilter(state=state), today())
            assert page is not None
            numbers[state] = page.total
        reviews = numbers[State.submitted], numbers[State.asked_for_more]
        assert numbers == {
            State.withdrawn: 0,
            State.not_opened: 4,
            State.opened: 4,
            State.in_progress: 16,
            State.result: 56 - sum(reviews),
            State.submitted: reviews[0],
            State.asked_for_more: reviews[1],
            State.reviewed: 0,
        }
        # Those who show only counts are among those with a result.
        assert 0 < sum(reviews) < SIZE / 10
        found = await desk.funnels.of(association.session, association.campaign)
        assert found is not None
        assert {step.name: step.reached for step in found.funnel.steps if step.name in ("asked", "joined", "result")} == {
            "asked": SIZE,
            "joined": 72,
            "result": 56,
        }
