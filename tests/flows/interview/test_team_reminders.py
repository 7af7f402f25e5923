"""A reminder of the institution's plan: what is due in it, and the way to it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from flows.assessment.plan import Plan, PlannedStep, StepState
from flows.assessment.rating import Rating
from flows.interview.colleagues.actions import NAME, TeamAction, team_value
from flows.interview.reminders.rules import ReminderKind
from flows.interview.reminders.screens import notice_of, reminder_of
from flows.interview.session import Session
from flows.standard.loader import shipped
from flows.triggers import Trigger

STANDARD = shipped()
DAY = date(2026, 12, 14)
STEP = PlannedStep(STANDARD.codes[0], 1, 2, DAY, "Dan")
PLAN = Plan(2, date(2026, 11, 28), (STEP, replace(STEP, subdomain=STANDARD.codes[1], due=date(2027, 1, 4))))
SESSION = Session("en", 5, "finished", 1, ratings={code: Rating(1) for code in STANDARD.codes}, reminders=True)


def test_it_names_the_steps_of_the_day_and_leads_to_the_plan() -> None:
    screen = reminder_of(STANDARD, SESSION, ReminderKind.team, DAY, DAY, PLAN)
    assert screen is not None
    assert [reply.value for reply in screen.replies] == ["plan", "off"]
    assert (screen.replies[0].view, screen.replies[0].trigger) == (NAME, Trigger.colleagues)
    assert screen.replies[0].value == team_value(TeamAction.plan)
    notice = notice_of(SESSION, ReminderKind.team, DAY, PLAN)
    assert notice is not None
    assert notice.key == "notice-team-due"


def test_nobody_is_reminded_of_what_is_not_there_or_done() -> None:
    done = replace(PLAN, steps=tuple(replace(step, state=StepState.done) for step in PLAN.steps))
    for plan in (None, done):
        assert reminder_of(STANDARD, SESSION, ReminderKind.team, DAY, DAY, plan) is None
        assert notice_of(SESSION, ReminderKind.team, DAY, plan) is None
    silent = replace(SESSION, reminders=False)
    assert reminder_of(STANDARD, silent, ReminderKind.team, DAY, DAY, PLAN) is None
    # A person's own plan and the institution's are two.
    assert reminder_of(STANDARD, SESSION, ReminderKind.steps, DAY, DAY, PLAN) is None
