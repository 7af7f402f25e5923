"""A reminder over Telegram: sent once, turned off by one tap however late, and never sent again if nobody knows whether it arrived."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import date

import pytest
from msgspec.structs import replace

from bot.deliveries.report import SendOutcome, SendReport
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.words.wording import Wording
from flows.assessment.plan import new_plan
from flows.assessment.rating import Rating
from flows.interview.reminders.rules import ReminderKind
from flows.interview.reminders.screens import reminder_of
from flows.interview.session import Session
from flows.screen import Screen
from flows.standard.loader import shipped
from tests.botapi import BotApi
from tests.people.chat import TOKEN, begun, data, my_data, name_of, run_through, say
from tests.people.shipped_words import sentence

STANDARD = shipped()
DAY = date(2027, 3, 1)


def reminder(language: str = "zh") -> Screen:
    ratings = {code: Rating(1) for code in STANDARD.codes}
    plan = new_plan(STANDARD, ratings, 2, date(2027, 1, 1))
    due = replace(plan, steps=tuple(replace(step, due=DAY, person="<b>Li</b>") for step in plan.steps))
    screen = reminder_of(
        STANDARD, Session(language, 5, "finished", 1, ratings=ratings, plan=due, reminders=True), ReminderKind.steps, DAY, DAY
    )
    assert screen is not None
    return screen


@pytest.fixture
async def sender(api: BotApi, wording: Wording) -> AsyncIterator[ReminderSender]:
    sender = ReminderSender(TOKEN, api.url, wording)
    yield sender
    await sender.close()


async def test_a_reminder_is_turned_off_by_one_tap_long_after(api: BotApi, sender: ReminderSender) -> None:
    person = await begun(api)
    await run_through(person, "1")
    await person.tap(data("plan", "2"))
    await person.tap(data("remind", "on"))
    assert (await sender.remind(str(person.id), reminder())).outcome is SendOutcome.arrived
    sent = next(message for message in reversed(person.messages) if message.buttons)
    assert "<b>Li</b>" in sent.text
    await say(api, person, "/result")
    await person.tap(data("remind", "off"), message=sent)
    assert not (await my_data(api, person, "respondent"))["reminders"]
    assert name_of(person)


async def test_what_is_known_of_a_message(api: BotApi, sender: ReminderSender) -> None:
    person = await begun(api)
    for code, words, report in (
        (429, "Too Many Requests: retry after 40", SendReport(SendOutcome.not_now, 40.0)),
        (502, "Bad Gateway", SendReport(SendOutcome.uncertain)),
    ):
        api.fail_next("sendMessage", code, words, **({"retry_after": 40} if code == 429 else {}))
        assert await sender.remind(str(person.id), reminder()) == report
    before = len(api.called("sendMessage"))
    api.drop_next("sendMessage")
    assert await sender.remind(str(person.id), reminder()) == SendReport(SendOutcome.uncertain)
    assert len(api.called("sendMessage")) <= before + 1
    api.block(person.id)
    assert await sender.remind(str(person.id), reminder()) == SendReport(SendOutcome.blocked)


async def test_nobody_listening_is_known_not_to_have_arrived(wording: Wording) -> None:
    sender = ReminderSender(TOKEN, "http://127.0.0.1:9", wording)
    assert await sender.remind("1", reminder()) == SendReport(SendOutcome.not_now)
    await sender.close()


async def test_plan_history_and_stop_are_answered(api: BotApi) -> None:
    person = await begun(api)
    for command in ("plan", "history", "stop"):
        await say(api, person, f"/{command}")
        assert person.buttons
    await run_through(person, "1")
    await say(api, person, "/history")
    assert sentence("stars", star=1) in person.screen
