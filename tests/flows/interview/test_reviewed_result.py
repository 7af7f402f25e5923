"""What a person sees after a review: on the result, in the list of answers, in the history and in the plan."""

from __future__ import annotations

from datetime import date

import msgspec

from flows.assessment.rating import Rating
from flows.dialogue import Phrase
from flows.screen import Screen, Trend
from flows.standard.loader import shipped
from tests.flows.interview.planned import keys
from tests.flows.player import Player

STANDARD = shipped()
CODE = STANDARD.ticked(1)[0].code
LATER = date(2027, 2, 8)


def reviewed() -> Player:
    """A finished self-check on rung 3, of which a reviewer confirmed one answer and lowered another."""
    player = Player(STANDARD)
    player.tap("consent")
    player.tap("begin", "full")
    player.answer_all(dict.fromkeys(STANDARD.codes, "3"))
    assert not any(key.startswith("verified") for key in keys(player.screen))
    player.review({CODE: 1, STANDARD.codes[-1]: 3})
    return player


def said(screen: Screen, key: str) -> list[Phrase]:
    """All phrases of a key, wherever they are on the screen."""
    found: list[Phrase] = []

    def walk(value: object) -> None:
        if isinstance(value, Phrase) and value.key == key:
            found.append(value)
        if isinstance(value, msgspec.Struct):
            for name in value.__struct_fields__:
                walk(getattr(value, name))
        elif isinstance(value, dict):
            for item in value.values():
                walk(item)
        elif isinstance(value, tuple | list):
            for item in value:
                walk(item)

    walk(screen)
    return found


def test_the_result_names_both_stars_and_what_was_lowered() -> None:
    player = reviewed()
    assert len(said(player.screen, "verified-line")) == 1
    (means,) = said(player.screen, "verified-means")
    assert means.args == (("count", 2), ("left", len(STANDARD.codes) - 2))
    (line,) = said(player.screen, "verified-lowered-line")
    assert line.args[1:] == (("claimed", 3), ("verified", 1))


def test_the_list_of_answers_marks_those_that_were_reviewed() -> None:
    player = reviewed()
    player.tap("review")
    assert sorted(str(mark.args[-1][1]) for mark in said(player.screen, "verified-mark")) == ["no", "yes"]


def test_the_history_names_the_verified_star_of_each_self_check() -> None:
    player = reviewed()
    assert said(player.command("history"), "history-line-verified")
    player.today = LATER
    player.command("start")
    player.tap("open", "recheck")
    player.tap("recheck")
    for _ in STANDARD.domains:
        player.tap("confirm")
    assert not said(player.screen, "verified-line")
    (trend,) = [block for block in player.command("history").blocks if isinstance(block, Trend)]
    assert [(point.reviewed is not None, point.value) for point in trend.points] == [(True, 3), (False, 3)]
    assert trend.points[0].reviewed is not None
    assert trend.points[0].reviewed < 3
    assert len(said(player.screen, "history-trend-mark")) == 1
    assert said(player.tap("open", "changed.1.2"), "changed-verified")


def test_a_lowered_claim_is_planned_until_its_rung_is_claimed_again() -> None:
    player = reviewed()
    player.tap("open", "more")
    player.tap("open", "goals")
    player.tap("plan", "3")
    assert player.session.plan is not None
    (step,) = player.session.plan.steps
    assert (step.subdomain, step.from_rung, step.to_rung) == (CODE, 1, 3)
    player.command("plan")
    assert said(player.tap("open", "task.1"), "verified-of-step")
    player.tap("open", "done.1")
    player.tap("rate", "3")
    assert player.session.ratings[CODE] == Rating(3)
    assert player.session.plan is not None
    assert player.session.plan.steps[0].state == "done"
