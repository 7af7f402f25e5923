"""The steps of a plan move with their criteria: what begins one, what its last tick asks for, and what some would give."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from flows.assessment.plan import StepState, new_plan
from flows.assessment.question_order import Mode
from flows.assessment.rating import Rating
from flows.dialogue import Refusal, Reply
from flows.interview.interview import Interview
from flows.interview.points.screens import set_of
from flows.interview.screen_index import screen_of
from flows.interview.session import Past, Session
from flows.stages import Stage
from flows.triggers import Trigger
from flows.views import View
from tests.flows.interview.planned import STANDARD, finished, keys, offered, said, states
from tests.flows.player import TODAY, Player

THREES = dict.fromkeys(STANDARD.codes, "3")
RISK = STANDARD.subdomain("risk-management")
NUMBER = STANDARD.codes.index(RISK.code)
TO_THREE = [one for one in RISK.all_criteria if one.rung <= 3]


def one_step() -> Player:
    """Somebody with a plan of one step: risk management, from rung 2 to rung 3."""
    player = finished(THREES | {RISK.code: "2"})
    player.tap("plan", "3")
    player.tap("remind", "off")
    return player


def ticks(player: Player, count: int) -> None:
    """Record the first criteria of the subdomain, from whatever stage, as a page does."""
    bits = f"{set_of(RISK, frozenset(TO_THREE[:count])):x}"
    player.reply(Reply(player.session.turn, f"{View.points}.{NUMBER}.3.{bits}", Trigger.tick, bits))


def test_from_the_plan_the_last_tick_asks_for_evidence_and_comes_back() -> None:
    player = one_step()
    ticks(player, len(TO_THREE) - 1)
    assert (player.screen.name, said(player.screen), states(player)) == ("planning", "plan-part", [StepState.doing])
    ticks(player, len(TO_THREE))
    assert (player.screen.name, states(player)) == ("naming_evidence", [StepState.done])
    assert player.tap("leave").name == "planning"


@pytest.mark.parametrize("stage", ["finished", "paused"])
def test_from_a_question_the_last_tick_asks_for_evidence_too(stage: str) -> None:
    player = one_step()
    player.tap("leave")
    if stage == "paused":
        player.tap("review")
        player.tap("pause")
    ticks(player, len(TO_THREE) - 1)
    assert (player.screen.name, said(player.screen), states(player)) == ("finished", "plan-step-begun", [StepState.doing])
    ticks(player, len(TO_THREE))
    assert (player.screen.name, said(player.screen)) == ("naming_evidence", "plan-step-done")
    assert player.type("register").name == Stage.dating_evidence
    assert player.tap("date", "0").name == "finished"
    evidence = player.session.ratings[RISK.code].evidence
    assert evidence is not None
    assert evidence.rung == 3


@pytest.mark.parametrize(
    ("mode", "answered", "follows"),
    [
        ("full", 2, "asking"),
        ("full", RISK.domain, "checkpoint"),
        ("quick", 26, "deciding"),
    ],
)
def test_after_the_evidence_comes_what_would_have_followed_the_answer(mode: str, answered: int | str, follows: str) -> None:
    """The same answer with and without the plan leads to the same stage, with the evidence in between."""
    codes = (
        STANDARD.codes[:answered] if isinstance(answered, int) else [sub.code for sub in STANDARD.domain(answered).subdomains]
    )
    known = {code: Rating(0) for code in codes if code != RISK.code}
    begun = Session("zh", 100, Stage.asking, 1).running(Mode(mode), 0).with_ratings(known)
    plan = new_plan(STANDARD, {code: Rating(3) for code in STANDARD.codes} | {RISK.code: Rating(2)}, 3, TODAY)
    bits = f"{set_of(RISK, frozenset(TO_THREE)):x}"
    reply = Reply(100, f"{View.points}.{NUMBER}.3.{bits}", Trigger.tick, bits)
    without, planned = Interview(STANDARD, begun, TODAY), Interview(STANDARD, begun.with_plan(plan), TODAY)
    assert without.hear(reply).name == follows
    assert planned.hear(reply).name == "naming_evidence"
    after = Interview(STANDARD, planned.session, TODAY)
    after.hear(Reply(planned.session.turn, "", Trigger.leave, ""))
    assert (after.stage, after.session.current(STANDARD)) == (without.stage, without.session.current(STANDARD))


def test_a_sentence_outside_the_plan_does_not_interrupt_the_questions() -> None:
    player = one_step()
    player.tap("leave")
    player.reply(Reply(player.session.turn, f"{View.question}.{NUMBER}", Trigger.rate, "3"))
    assert (player.screen.name, states(player)) == ("finished", [StepState.done])


def test_what_if_some_criteria_were_met_stores_nothing_and_refuses_what_it_does_not_offer() -> None:
    player = one_step()
    before = player.session
    player.tap("open", "task.1")
    player.tap("open", "met.1.0")
    lacking = [one for one in TO_THREE if one.rung == 3]
    assert len(player.screen.checks) == len(lacking)
    everything = f"met.1.{set_of(RISK, frozenset(lacking)):x}"
    assert all(check.is_checked for check in player.tap("open", everything).checks)
    assert "if-met-gives" in keys(player.screen)
    assert player.session == before
    for view in ("met", "met.0.0", "met.2.0", "met.1", "met.1.x", "met.1.00", "met.1.ffffffff", "met.1.-1"):
        with pytest.raises(Refusal):
            player.reply(Reply(before.turn, "plan", "open", view))
    ticks(player, len(TO_THREE))
    player.tap("leave")
    assert ("open", "met.1.0") not in offered(player.tap("open", "task.1"))


def test_an_answer_of_an_older_edition_is_shown_with_its_own_level() -> None:
    """Its ticks that are unknown now are ignored, its level stays, and no screen fails."""
    old = {code: Rating(2, under_way=True, ticked="3xyz") for code in STANDARD.codes}
    whole = {
        sub.code: Rating(2, under_way=True, ticked=f"3{''.join(one.letter for one in sub.criteria_of(3))}")
        for sub in STANDARD.subdomains
    }
    session = Session("zh", 100, Stage.planning, 2, ratings=whole, past=(Past(1, TODAY, old), Past(2, TODAY, whole)))
    session = session.with_plan(new_plan(STANDARD, whole, 3, TODAY))
    views = (
        "",
        "plan",
        "task.1",
        "met.1.0",
        "if.0.0",
        "if.0.1",
        f"{View.points}.{NUMBER}.3",
        "changed.1.2",
        "steps.0",
        "result",
    )
    for ratings in (old, whole):
        shown = {view: screen_of(STANDARD, replace(session, ratings=ratings), view, TODAY) for view in views}
        assert {view for view, screen in shown.items() if screen is None} <= {"met.1.0"}
        assert {rating.level for rating in ratings.values()} == {2}
