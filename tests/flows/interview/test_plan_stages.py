"""The plan in the chat: made by one tap, worked through, looked at from anywhere, and never in the way of the run."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.assessment.plan import StepState
from flows.assessment.rating import Lens
from flows.assessment.scorecard import star_range
from flows.dialogue import Refusal, Reply
from tests.flows.interview.planned import STANDARD, TWOS, finished, keys, offered, planned, states
from tests.flows.player import TODAY, Player


def test_one_tap_under_the_result_makes_a_plan_and_asks_once_about_reminders() -> None:
    player = finished()
    assert player.tap("plan", "2").name == "reminding"
    assert player.tap("remind", "on").name == "planning"
    assert player.session.reminders
    plan = player.session.plan
    assert plan is not None
    assert [step.subdomain for step in plan.steps] == ["service-level", "risk-management", "knowledge-management"]
    player.tap("open", "goals")
    assert player.tap("plan", "3").name == "planning"


def test_a_whole_plan_until_its_star_is_reached() -> None:
    player = planned()
    for number, code in enumerate(("service-level", "risk-management", "knowledge-management"), 1):
        player.tap("open", f"task.{number}")
        player.tap("open", f"done.{number}")
        assert player.tap("done", str(number)).name == "asking"
        assert player.session.current(STANDARD) == code
        screen = player.tap("rate", "2")
        assert (screen.name, screen.notice and screen.notice.key) == ("planning", "plan-step-done")
    assert states(player) == [StepState.done] * 3
    assert "plan-reached" in keys(player.screen)
    assert star_range(STANDARD, player.session.ratings, Lens.claimed).low == 2
    assert player.tap("leave").name == "finished"
    assert player.session.past[-1].ratings == player.session.ratings


def test_an_answer_below_the_rung_leaves_the_step_open_and_says_so() -> None:
    player = planned()
    player.tap("open", "task.3")
    player.tap("open", "done.3")
    player.tap("done", "3")
    screen = player.tap("rate", "1+")
    assert screen.notice is not None
    assert screen.notice.key == "plan-part"
    assert states(player)[2] is StepState.doing
    player.tap("open", "task.3")
    player.tap("open", "done.3")
    player.tap("done", "3")
    assert player.tap("keep").name == "planning"


def test_a_step_is_done_when_its_rung_is_reached_elsewhere_and_open_again_when_it_is_lost() -> None:
    player = planned()
    for mark, state in (("4", StepState.done), ("1", StepState.doing)):
        player.tap("leave")
        player.tap("review")
        player.tap("open", "answers.strategy")
        by_way = ("open", f"answer.{STANDARD.codes.index('risk-management')}")
        if by_way in offered(player.screen):
            player.tap(*by_way)
        player.tap("jump", "risk-management")
        player.tap("rate", mark)
        player.tap("close")
        assert states(player)[1] is state
        player.tap("open", "plan")
        player.tap("open", "task.1")
        player.tap("due", "1.+7")
        player.tap("to_plan")


def test_state_and_due_date_are_changed_where_they_are_shown() -> None:
    player = planned()
    assert player.session.plan is not None
    due = player.session.plan.steps[0].due
    player.tap("open", "task.1")
    assert player.tap("state", "1.doing").name == "building"
    for sign in ("+7", "+7", "-7"):
        player.tap("due", f"1.{sign}")
    player.tap("due", "1.+m")
    moved = player.session.plan.steps[0].due
    assert (moved.year, moved.month, moved.day) == (2026, (due + timedelta(weeks=1)).month + 1, (due + timedelta(weeks=1)).day)
    assert player.tap("state", "1.to_do").name == "building"
    assert player.tap("to_plan").name == "planning"


def test_a_step_is_not_moved_into_the_past() -> None:
    player = planned()
    player.tap("open", "task.1")
    for _ in range(60):
        if ("due", "1.-7") not in offered(player.screen):
            break
        player.tap("due", "1.-7")
    assert player.session.plan is not None
    assert TODAY <= player.session.plan.steps[0].due < TODAY + timedelta(weeks=1)


@pytest.mark.parametrize(
    ("typed", "notice"),
    [
        ("名" * 200, "notice-person-long"),
        ("👩‍💼🎉", "notice-person-empty"),
        ("…", "notice-person-empty"),
        ("", "notice-person-empty"),
    ],
)
def test_a_name_that_is_none_is_answered_calmly(typed: str, notice: str) -> None:
    player = planned()
    player.tap("open", "task.1")
    player.tap("assign", "1")
    before = player.session
    screen = player.type(typed)
    assert (screen.name, screen.notice and screen.notice.key) == ("assigning", notice)
    assert player.session == before


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王主任", "王主任"),
        ("<b>Li</b> & Co", "<b>Li</b> & Co"),
        (" 名\u202e 字\n", "名 字"),
        ("名" * 60, "名" * 60),
        ("🌟李姐", "🌟李姐"),
    ],
)
def test_a_name_is_kept_as_text(typed: str, kept: str) -> None:
    player = planned()
    player.tap("open", "task.1")
    player.tap("assign", "1")
    assert player.type(typed).name == "building"
    assert player.session.plan is not None
    assert player.session.plan.steps[0].person == kept
    player.tap("assign", "1")
    assert player.tap("person").name == "building"
    assert player.session.plan.steps[0].person == ""


def test_a_step_is_dropped_for_a_reason_and_taken_up_again() -> None:
    player = planned()
    player.tap("open", "task.2")
    player.tap("drop", "2")
    assert player.type("!!!").notice is not None
    assert player.type("w" * 201).notice is not None
    assert player.type("No funds this year").name == "planning"
    assert {"plan-held", "plan-short"} <= keys(player.screen)
    assert player.session.plan is not None
    assert player.session.plan.progress == (0, 2)
    player.tap("open", "task.2")
    player.tap("state", "2.to_do")
    assert player.session.plan.progress == (0, 3)
    assert player.session.plan.steps[1].reason == ""
    assert "plan-star" in keys(player.command("plan"))
    player.tap("open", "task.2")
    player.tap("drop", "2")
    assert player.tap("cancel").name == "building"


def test_what_if_ticks_steps_and_stores_nothing() -> None:
    player = planned()
    before = player.session
    player.tap("open", "if.0.0")
    player.tap("open", "if.0.1")
    player.tap("open", "if.0.3")
    screen = player.tap("open", "if.0.7")
    then = next(block.text for block in screen.blocks if hasattr(block, "text") and block.text.key == "if-star")
    assert "2" in repr(dict(then.args)["then"])
    assert player.session == before
    for view in (
        "if.0.8",
        "if.0.07",
        "if.0.x",
        "if.9.0",
        "if.0",
        "if",
        "if.-1.0",
        "task.0",
        "task.4",
        "task.x",
        "plan.9",
        "plan.x",
    ):
        with pytest.raises(Refusal):
            player.reply(Reply(before.turn, "plan", "open", view))


def test_the_plan_is_looked_at_from_the_middle_of_a_question() -> None:
    player = planned()
    player.command("restart")
    assert "plan-stays" in keys(player.screen)
    player.tap("restart")
    player.tap("begin", "full")
    before = player.session
    assert player.command("plan").name == "planning"
    player.tap("open", "task.1")
    player.tap("open", "plan")
    assert player.session == before
    assert player.tap("show").name == "asking"
    player.command("plan")
    player.tap("open", "task.1")
    player.tap("due", "1.+7")
    player.tap("to_plan")
    assert player.tap("leave").name == "choosing"


def test_a_new_assessment_keeps_the_plan_and_what_it_has_done() -> None:
    player = planned()
    player.tap("open", "task.1")
    player.tap("open", "done.1")
    player.tap("done", "1")
    player.tap("rate", "2")
    player.command("restart")
    player.tap("restart")
    player.tap("begin", "full")
    assert states(player)[0] is StepState.done
    player.answer_all(TWOS | {"service-level": "0"})
    assert states(player) == [StepState.doing, StepState.done, StepState.done]


def test_one_tap_adds_what_the_star_still_needs() -> None:
    player = planned()
    player.tap("leave")
    player.tap("review")
    player.tap("open", "answers.strategy")
    player.tap("open", "answer.1")
    player.tap("jump", "demand-management")
    player.tap("rate", "0")
    player.tap("close")
    player.tap("open", "plan")
    assert "plan-lacking" in keys(player.screen)
    assert player.tap("widen").name == "planning"
    assert player.session.plan is not None
    assert [step.subdomain for step in player.session.plan.steps][-1] == "demand-management"


def test_without_a_plan_the_command_says_how_to_make_one() -> None:
    player = Player(STANDARD)
    assert player.command("plan").name == "welcome"
    player.tap("consent")
    assert player.command("plan").name == "plan"
    assert "plan-none" in keys(player.screen)
    assert offered(player.screen) == {("show", "")}
    player = finished()
    player.command("plan")
    assert ("plan", "2") in offered(player.screen)


def test_at_five_stars_there_is_nothing_to_plan() -> None:
    player = finished(dict.fromkeys(STANDARD.codes, "5"))
    assert not any(trigger == "plan" for trigger, _ in offered(player.screen))
    player.command("plan")
    assert offered(player.screen) == {("show", "")}


def test_old_buttons_of_the_plan_are_refused() -> None:
    player = planned()
    old = [*player.screen.replies]
    player.tap("open", "task.1")
    old += player.screen.replies
    player.tap("state", "1.doing")
    before = player.session
    for reply in old:
        with pytest.raises(Refusal):
            player.reply(reply)
    with pytest.raises(Refusal):
        player.reply(Reply(before.turn, "task.2", "due", "2.+99"))
    assert player.session == before


def test_a_step_leads_to_the_evidence_of_its_answer_and_back_to_the_plan() -> None:
    player = planned()
    assert player.session.plan is not None
    numbers = {step.subdomain: number for number, step in enumerate(player.session.plan.steps, 1)}
    player.tap("leave")
    player.tap("open", "plan")
    player.tap("open", f"task.{numbers['service-level']}")
    assert player.tap("evidence", "service-level.plan").name == "naming_evidence"
    player.type("Service rules")
    assert player.tap("date", "1").name == "planning"
    evidence = player.session.ratings["service-level"].evidence
    assert evidence is not None
    assert (evidence.what, evidence.rung) == ("Service rules", 1)


def test_a_step_from_rung_0_offers_no_evidence() -> None:
    player = planned()
    assert player.session.plan is not None
    numbers = {step.subdomain: number for number, step in enumerate(player.session.plan.steps, 1)}
    step = player.tap("open", f"task.{numbers['knowledge-management']}")
    assert not any(trigger == "evidence" for trigger, _ in offered(step))
