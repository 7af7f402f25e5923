"""Each step is measured by how many were shown it."""

from __future__ import annotations

from flows.campaign.funnel import FunnelStep, Journey, funnel, median_minutes


def test_a_skipped_step_gives_no_negative_drop() -> None:
    short = Journey(frozenset({"asked", "result"}), frozenset({"asked", "result"}), minutes=6)
    long = Journey(frozenset({"asked", "design", "result"}), frozenset({"asked", "design"}))
    assert funnel(["asked", "design", "result"], [short, long]) == (
        FunnelStep("asked", 2, 2),
        FunnelStep("design", 1, 1),
        FunnelStep("result", 1, 2),
    )


def test_what_is_reached_was_shown() -> None:
    assert funnel(["opened"], [Journey(frozenset(), frozenset({"opened"}))]) == (FunnelStep("opened", 1, 1),)


def test_minutes_are_those_of_finished_institutions() -> None:
    journeys = [Journey(frozenset(), frozenset(), minutes) for minutes in (4, None, 10, 30)]
    assert median_minutes(journeys) == 10
    assert median_minutes(journeys[1:2]) is None
