"""Reminders in the chat: the time zone, one tap that ends them, and what they say."""

from __future__ import annotations

from datetime import date

import pytest

from flows.dialogue import Command, Refusal
from flows.interview.interview import Interview
from flows.interview.reminders.rules import ReminderKind
from flows.interview.reminders.screens import notice_of, reminder_of
from tests.flows.interview.planned import STANDARD, planned
from tests.flows.player import TODAY, Player


def test_the_time_zone_is_chosen_by_a_button_and_stop_ends_all() -> None:
    player = planned(remind="on")
    player.tap("open", "reminders")
    player.tap("open", "zones")
    assert player.tap("live", "6").name == "reminding"
    assert player.session.timezone == "Europe/Berlin"
    assert player.tap("remind", "on").name == "planning"
    screen = player.command("stop")
    assert (player.session.reminders, screen.notice and screen.notice.key) == (False, "notice-reminders-off")


def test_a_reminder_is_turned_off_by_one_tap_on_any_later_turn_and_in_any_stage() -> None:
    player = planned(remind="on")
    session = player.session
    assert session.plan is not None
    day = session.plan.steps[0].due
    screen = reminder_of(STANDARD, session, ReminderKind.steps, day, day)
    assert screen is not None
    off = next(reply for reply in screen.replies if reply.trigger == "remind")
    show = next(reply for reply in screen.replies if reply.value == "plan")
    player.tap("leave")
    player.tap("review")
    assert player.reply(show).name == "planning"
    assert player.reply(off).name == "reviewing"
    assert not player.session.reminders
    player.reply(off)
    assert reminder_of(STANDARD, player.session, ReminderKind.steps, day, day) is None
    stranger = Interview(STANDARD, Player(STANDARD).session, TODAY)
    with pytest.raises(Refusal):
        stranger.hear(off)
    assert stranger.hear(Command("stop")).name == "welcome"


def test_a_reminder_says_what_is_due_and_falls_silent_when_nothing_is() -> None:
    player = planned(remind="on")
    assert player.session.plan is not None
    day = player.session.plan.steps[0].due
    assert notice_of(player.session, ReminderKind.steps, day) is not None
    player.tap("open", "task.1")
    player.tap("due", "1.+7")
    assert reminder_of(STANDARD, player.session, ReminderKind.steps, day, day) is None
    assert notice_of(player.session, ReminderKind.steps, day) is None
    assert notice_of(player.session, ReminderKind.recheck, day) is not None
    player.command("restart")
    player.tap("restart")
    assert reminder_of(STANDARD, player.session, ReminderKind.recheck, date(2027, 2, 1), date(2027, 2, 1)) is None
