"""What a live funnel may count, and where institutions are said to stop."""

from __future__ import annotations

from msgspec.structs import replace

from flows.assessment.question_order import Mode, Section
from flows.campaign.funnel import FunnelStep
from flows.campaign.journeys import (
    MANY,
    MINUTES_FROM,
    AskedInstitution,
    CampaignFunnel,
    Member,
    came_by,
    campaign_funnel,
    funnel_sections,
)
from flows.campaign.visibility import Visibility
from flows.standard.loader import shipped
from tests.people.campaigners import DRAFT

FIRST, SECOND = Section("first", ("a", "b")), Section("second", ("c",))
PARTS = (FIRST, SECOND)


def member(*answered: str, shown: Visibility = Visibility.status, minutes: int | None = None, follows: bool = True) -> Member:
    return Member(shown, follows, bool(answered), frozenset(answered), minutes)


def institution(*members: Member) -> AskedInstitution:
    return AskedInstitution("North", True, members)


def funnel(*institutions: AskedInstitution, is_whole: bool = True) -> CampaignFunnel:
    return campaign_funnel(institutions, PARTS, has_roster=True, is_whole=is_whole)


def step(found: CampaignFunnel, name: str) -> tuple[int, int]:
    """How many reached a step, of how many."""
    return next((each.reached, each.shown) for each in found.steps if each.name == name)


def test_each_step_is_measured_by_those_who_came_to_it() -> None:
    found = funnel(
        AskedInstitution("North", False),
        AskedInstitution("North", True),
        institution(member()),
        institution(member("a")),
        institution(member("a", "b")),
        institution(member("a", "b", "c", minutes=9)),
    )
    assert found.steps == (
        FunnelStep("asked", 6, 6),
        FunnelStep("opened", 5, 6),
        FunnelStep("joined", 4, 5),
        FunnelStep("answered", 3, 4),
        FunnelStep("first", 2, 3),
        FunnelStep("second", 1, 2),
        FunnelStep("result", 1, 3),
    )


def test_an_institution_with_a_result_is_stuck_nowhere() -> None:
    found = funnel(
        institution(member("a"), member("a", "b", "c", minutes=9)), institution(member("a", minutes=3, follows=False))
    )
    assert (step(found, "first"), step(found, "second"), step(found, "result")) == ((1, 1), (1, 1), (2, 2))


def test_who_shows_only_counts_is_counted_between_only_among_many_and_never_in_a_part() -> None:
    shy = institution(member("a", shown=Visibility.counts))
    few = funnel(*[shy] * (MANY - 1), institution(member("a", "b")))
    assert (step(few, "answered"), step(few, "first"), few.unseen) == ((MANY, MANY), (1, 1), MANY - 1)
    many = funnel(*[shy] * MANY)
    assert (step(many, "first"), many.unseen) == ((0, MANY), 0)
    part = funnel(*[shy] * MANY, is_whole=False)
    assert (step(part, "answered"), step(part, "first"), part.unseen) == ((MANY, MANY), (0, 0), MANY)


def test_minutes_are_told_from_some_results_on() -> None:
    quick = [institution(member("a", minutes=10 + n)) for n in range(MINUTES_FROM)]
    assert funnel(*quick).minutes == 12
    assert funnel(*quick[1:]).minutes is None


def test_a_quick_run_has_no_sections_because_they_would_tell_its_star() -> None:
    assert funnel_sections(replace(DRAFT, mode=Mode.quick), shipped()) == ()
    assert len(funnel_sections(replace(DRAFT, mode=Mode.full), shipped())) == 5


def test_who_has_withdrawn_counts_up_to_the_opened_link() -> None:
    found = funnel(institution(replace(member("a"), has_withdrawn=True)))
    assert (step(found, "opened"), step(found, "joined"), found.withdrawn) == ((1, 1), (0, 1), 1)


def test_a_channel_counts_the_people_who_came_by_it() -> None:
    both = institution(replace(member("a"), channel="Group"), member("a", minutes=9))
    assert came_by([both, institution(member())], "Group") == (institution(replace(member("a"), channel="Group")),)
