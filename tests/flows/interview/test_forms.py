"""Forms: what a screen offers in fields is checked as a tapped choice is, and comes back with its reasons if it is wrong."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from flows.assessment.plan import PlannedStep
from flows.dialogue import Filled, Refusal
from tests.flows.interview.planned import STANDARD, planned
from tests.flows.player import TODAY, Player


def dating(level: str = "3") -> Player:
    """One answer of this rung has evidence whose days are asked."""
    player = Player(STANDARD)
    player.tap("consent", "full")
    code = player.session.current(STANDARD)
    assert code is not None
    player.tap("rate", level)
    player.tap("evidence", code)
    assert player.type("Register, number 7").name == "dating"
    return player


def filled(player: Player, **values: str) -> Filled:
    """The form of the screen with these values in place of its own."""
    form = player.screen.form
    assert form is not None
    fields = tuple((field.name, values.get(field.name, field.value)) for field in form.fields)
    return Filled(form.turn, form.view, form.trigger, form.value, fields)


def errors(player: Player) -> dict[str, str]:
    """The keys of what is wrong, by the fields' names."""
    form = player.screen.form
    assert form is not None
    return {field.name: field.error.key for field in form.fields if field.error is not None}


def step_of(player: Player) -> PlannedStep:
    assert player.session.plan is not None
    return player.session.plan.steps[0]


def test_a_day_in_force_alone_does_not_make_evidence_out_of_date() -> None:
    player = dating()
    screen = player.hear(filled(player, in_force="2025-12-01"))
    assert (screen.name, screen.notice and screen.notice.key) == ("asking", "notice-evidence-counts")
    evidence = next(rating.evidence for rating in player.session.ratings.values())
    assert evidence is not None
    assert (evidence.in_force, evidence.last_used, evidence.counts_from) == (date(2025, 12, 1), None, TODAY)


@pytest.mark.parametrize(
    ("level", "since", "is_asked"), [("3", "2025-11-02", True), ("5", "2025-11-02", False), ("5", "2024-11-02", True)]
)
def test_the_last_use_is_asked_if_the_evidence_came_into_force_longer_ago_than_it_counts(
    level: str, since: str, is_asked: bool
) -> None:
    player = dating(level)
    before = player.session
    player.hear(filled(player, in_force=since))
    assert (player.screen.name == "dating") is is_asked
    if is_asked:
        assert errors(player) == {"last_used": "notice-date-used"}
        assert player.session == before
        assert player.hear(filled(player, last_used="2026-10-30")).name == "asking"


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"in_force": "2026-02-30"}, {"in_force": "notice-day-none"}),
        ({"in_force": "12026-01-01"}, {"in_force": "notice-day-none"}),
        ({"in_force": "yesterday"}, {"in_force": "notice-day-none"}),
        ({"in_force": "2026-W10-1"}, {"in_force": "notice-day-none"}),
        ({"last_used": "0001-01-01"}, {"last_used": "notice-day-none"}),
        ({"last_used": "2026-11-03"}, {"last_used": "notice-day-future"}),
        ({"in_force": "2026-05-01", "last_used": "2026-04-30"}, {"last_used": "notice-date-before"}),
        (
            {"in_force": "2026-02-30", "last_used": "2027-01-01"},
            {"in_force": "notice-day-none", "last_used": "notice-day-future"},
        ),
        ({}, {"in_force": "notice-date-needed"}),
    ],
)
def test_a_wrong_day_is_named_beside_its_field_and_what_was_typed_stays(values: dict[str, str], wrong: dict[str, str]) -> None:
    player = dating()
    before = player.session
    screen = player.hear(filled(player, **values))
    assert (screen.name, screen.notice and screen.notice.key) == ("dating", "notice-form")
    assert errors(player) == wrong
    assert screen.form is not None
    assert {field.name: field.value for field in screen.form.fields if field.value} == values
    assert player.session == before


def test_a_step_gets_any_day_from_today_and_a_person_in_one_form() -> None:
    player = planned()
    player.tap("open", "task.1")
    screen = player.hear(filled(player, due="2027-01-20", person=" Director\u202e Wang "))
    assert screen.name == "building"
    assert (step_of(player).due, step_of(player).person) == (date(2027, 1, 20), "Director Wang")
    assert player.hear(filled(player, person="")).name == "building"
    assert step_of(player).person == ""


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"due": ""}, {"due": "notice-day-needed"}),
        ({"due": "2026-02-30"}, {"due": "notice-day-none"}),
        ({"due": "12026-01-01"}, {"due": "notice-day-none"}),
        ({"due": "9999-12-31"}, {"due": "notice-due-far"}),
        ({"due": "2026-11-01", "person": "…"}, {"due": "notice-due-past", "person": "notice-person-empty"}),
        ({"person": "n" * 61}, {"person": "notice-person-long"}),
    ],
)
def test_a_wrong_field_of_a_step_changes_nothing(values: dict[str, str], wrong: dict[str, str]) -> None:
    player = planned()
    player.tap("open", "task.1")
    before = player.session
    player.hear(filled(player, **values))
    assert errors(player) == wrong
    assert player.session == before


def test_an_overdue_step_can_get_a_person_and_keep_its_day() -> None:
    player = planned()
    due = step_of(player).due
    player.today = due + timedelta(days=3)
    player.tap("open", "task.1")
    assert player.hear(filled(player, person="Li")).name == "building"
    assert (step_of(player).due, step_of(player).person) == (due, "Li")


def test_a_form_that_is_not_offered_is_refused() -> None:
    player = planned()
    player.tap("open", "task.1")
    offered = filled(player, person="Li")
    forged = [
        Filled(offered.turn - 1, offered.view, offered.trigger, offered.value, offered.values),
        Filled(offered.turn, "task.2", offered.trigger, offered.value, offered.values),
        Filled(offered.turn, "task.99", offered.trigger, offered.value, offered.values),
        Filled(offered.turn, "help", offered.trigger, offered.value, offered.values),
        Filled(offered.turn, offered.view, "forget", offered.value, offered.values),
        Filled(offered.turn, offered.view, offered.trigger, "2", offered.values),
        Filled(offered.turn, offered.view, offered.trigger, offered.value, offered.values[:1]),
        Filled(offered.turn, offered.view, offered.trigger, offered.value, (*offered.values, ("state", "done"))),
        Filled(offered.turn, offered.view, offered.trigger, offered.value, offered.values[::-1]),
    ]
    before = player.session
    for form in forged:
        with pytest.raises(Refusal):
            player.hear(form)
        assert player.session == before


def test_a_form_that_is_sent_twice_counts_once() -> None:
    player = planned()
    player.tap("open", "task.1")
    form = filled(player, person="Li")
    player.hear(form)
    before = player.session
    with pytest.raises(Refusal):
        player.hear(form)
    assert player.session == before
