"""The life of a campaign: what keeps it from starting, and what can still change afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from msgspec.structs import replace

from flows.assessment.question_order import Mode
from flows.campaign.campaign import (
    Campaign,
    CampaignProblem,
    Frozen,
    Phase,
    Status,
    closed,
    edited,
    extended,
    problems,
    showing_less,
    started,
    successor,
    without_names,
)
from flows.campaign.visibility import Visibility
from tests.people.campaigners import DRAFT, TODAY

RUNNING = started(DRAFT, TODAY)
CLOSED = closed(RUNNING, date(2026, 12, 20))


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"name": "——"}, CampaignProblem.name_missing),
        ({"name": "n" * 81}, CampaignProblem.name_too_long),
        ({"welcome": "w" * 401}, CampaignProblem.welcome_too_long),
        ({"contact": ""}, CampaignProblem.contact_missing),
        ({"contact": "c" * 201}, CampaignProblem.contact_too_long),
        ({"mode": Mode.target}, CampaignProblem.target_missing),
        ({"mode": Mode.target, "target": 6}, CampaignProblem.target_missing),
        ({"target": 3}, CampaignProblem.target_without_run),
        ({"closes_on": TODAY - timedelta(days=1)}, CampaignProblem.closes_in_the_past),
        (
            {"closes_on": TODAY + timedelta(days=367), "kept_until": TODAY + timedelta(days=400)},
            CampaignProblem.closes_too_late,
        ),
        ({"kept_until": date(2026, 12, 30)}, CampaignProblem.kept_too_short),
        ({"kept_until": date(2030, 1, 3)}, CampaignProblem.kept_too_long),
    ],
)
def test_a_draft_with_a_problem_cannot_be_started(change: dict[str, object], problem: CampaignProblem) -> None:
    draft = replace(DRAFT, **change)
    assert problems(draft, TODAY) == (problem,)
    with pytest.raises(ValueError, match=problem):
        started(draft, TODAY)


def test_all_problems_are_found_at_once_in_the_order_of_the_form() -> None:
    draft = replace(DRAFT, name="", contact="", closes_on=date(2020, 1, 1))
    assert problems(draft, TODAY) == (
        CampaignProblem.name_missing,
        CampaignProblem.contact_missing,
        CampaignProblem.closes_in_the_past,
        CampaignProblem.kept_too_long,
    )


def test_a_campaign_is_a_draft_then_runs_then_is_closed() -> None:
    assert [each.status for each in (DRAFT, RUNNING, CLOSED)] == [Status.draft, Status.running, Status.closed]
    for change, campaign in ((started, RUNNING), (started, CLOSED), (closed, DRAFT), (closed, CLOSED)):
        with pytest.raises(Frozen):
            change(campaign, TODAY)


def test_people_can_take_part_on_the_closing_day_and_not_after_it() -> None:
    assert not RUNNING.is_over(RUNNING.closes_on)
    assert RUNNING.is_over(RUNNING.closes_on + timedelta(days=1))
    assert CLOSED.is_over(TODAY)
    assert not DRAFT.is_over(date(2030, 1, 1))


def test_a_started_campaign_keeps_what_people_agreed_to() -> None:
    assert edited(DRAFT, replace(DRAFT, name="Another name")).name == "Another name"
    for campaign in (RUNNING, CLOSED):
        with pytest.raises(Frozen):
            edited(campaign, DRAFT)


def test_a_draft_cannot_start_itself_or_cite_another_campaign_by_its_form() -> None:
    forged = replace(DRAFT, started_on=TODAY, closed_on=TODAY, successor_of="k9")
    assert edited(DRAFT, forged) == DRAFT


def test_a_running_campaign_can_only_show_less() -> None:
    assert showing_less(RUNNING, Visibility.counts).visibility is Visibility.counts
    assert showing_less(DRAFT, Visibility.answers).visibility is Visibility.answers
    with pytest.raises(ValueError, match="only show less"):
        showing_less(RUNNING, Visibility.answers)


@pytest.mark.parametrize("closes_on", [TODAY, date(2027, 1, 31), RUNNING.kept_until])
def test_the_closing_day_of_a_running_campaign_can_move(closes_on: date) -> None:
    moved = extended(RUNNING, closes_on, TODAY)
    assert (moved.closes_on, moved.kept_until) == (closes_on, RUNNING.kept_until)


@pytest.mark.parametrize("closes_on", [TODAY - timedelta(days=1), RUNNING.kept_until + timedelta(days=1)])
def test_the_closing_day_moves_neither_into_the_past_nor_beyond_the_day_of_deletion(closes_on: date) -> None:
    with pytest.raises(ValueError, match="closing day"):
        extended(RUNNING, closes_on, TODAY)


def test_only_a_running_campaign_has_a_closing_day_to_move() -> None:
    for campaign in (DRAFT, CLOSED):
        with pytest.raises(Frozen):
            extended(campaign, date(2027, 1, 31), TODAY)


def test_a_campaign_past_its_closing_day_is_over_for_good() -> None:
    last, after = RUNNING.closes_on, RUNNING.closes_on + timedelta(days=1)
    assert [RUNNING.phase(day) for day in (TODAY, last, after)] == [Phase.running, Phase.running, Phase.over]
    assert (DRAFT.phase(TODAY), CLOSED.phase(TODAY)) == (Phase.draft, Phase.closed)
    assert CLOSED.phase(CLOSED.kept_until + timedelta(days=1)) is Phase.nameless
    assert showing_less(RUNNING, Visibility.counts).visibility is Visibility.counts
    with pytest.raises(Frozen):
        extended(RUNNING, after, after)
    with pytest.raises(Frozen):
        closed(RUNNING, after)


def test_data_are_due_for_deletion_after_the_day_that_people_agreed_to() -> None:
    assert not CLOSED.is_due_for_deletion(CLOSED.kept_until)
    assert CLOSED.is_due_for_deletion(CLOSED.kept_until + timedelta(days=1))
    assert not DRAFT.is_due_for_deletion(DRAFT.kept_until)
    # Nobody agreed to anything, but its roster names institutions.
    assert DRAFT.is_due_for_deletion(DRAFT.kept_until + timedelta(days=1))
    assert [CLOSED.days_kept(CLOSED.kept_until + timedelta(days=days)) for days in (-2, 0, 2)] == [2, 0, 0]


@pytest.mark.parametrize("campaign", [DRAFT, RUNNING, CLOSED])
def test_a_campaign_without_names_is_closed_and_changes_no_more(campaign: Campaign) -> None:
    after = campaign.kept_until + timedelta(days=1)
    assert campaign.names_nobody(after)
    gone = without_names(campaign, after)
    assert (gone.status, gone.deleted_on) == (Status.closed, after)
    assert gone.closed_on == (campaign.closed_on or campaign.closes_on)
    assert gone.names_nobody(TODAY)
    changes: tuple[Callable[[], Campaign], ...] = (
        lambda: without_names(gone, after),
        lambda: started(gone, TODAY),
        lambda: closed(gone, TODAY),
        lambda: edited(gone, DRAFT),
        lambda: showing_less(gone, Visibility.counts),
        lambda: extended(gone, TODAY, TODAY),
        lambda: without_names(campaign, campaign.kept_until),
    )
    for change in changes:
        with pytest.raises(Frozen):
            change()
    assert successor(gone, "k1", TODAY).status is Status.draft


def test_a_successor_asks_the_same_again_and_cites_the_one_before() -> None:
    again = successor(CLOSED, "k1", date(2027, 11, 1))
    assert again.status is Status.draft
    assert (again.successor_of, again.name, again.mode) == ("k1", CLOSED.name, CLOSED.mode)
    assert again.closes_on - date(2027, 11, 1) == CLOSED.closes_on - TODAY
    assert again.kept_until - again.closes_on == CLOSED.kept_until - CLOSED.closes_on
    assert problems(again, date(2027, 11, 1)) == ()
