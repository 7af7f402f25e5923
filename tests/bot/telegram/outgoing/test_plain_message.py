"""What a campaign writes over Telegram: plain text, no link that we did not write, and a button that opens the interview."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.deliveries.report import SendOutcome, SendReport
from bot.telegram.outgoing.plain_message import without_links
from bot.telegram.outgoing.reminder_sender import ReminderSender
from bot.words.wording import Wording
from flows.campaign.broadcast import Broadcast
from flows.interview.reminders.campaign_messages import broadcast_of, campaign_reminder, preview_of
from tests.botapi import BotApi
from tests.people.chat import TOKEN, begun, data
from tests.people.shipped_words import sentence
from tests.people.written_to import PROMISED

MESSAGE = Broadcast("Room <b>7</b> & *more*_\n\n\u7b2c\u4e8c\u884c", "Evil.example & /stop", "Check <i>2026</i> @all")


@pytest.fixture
async def sender(api: BotApi, wording: Wording) -> AsyncIterator[ReminderSender]:
    sender = ReminderSender(TOKEN, api.url, wording)
    yield sender
    await sender.close()


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_it_is_read_as_it_was_typed_and_links_nowhere(api: BotApi, sender: ReminderSender, language: str) -> None:
    person = await begun(api)
    assert await sender.write(str(person.id), broadcast_of(MESSAGE, language)) == SendReport(SendOutcome.arrived)
    sent = api.called("sendMessage")[-1].params
    assert "parse_mode" not in sent
    assert sent["link_preview_options"] in ({"is_disabled": True}, '{"is_disabled":true}', '{"is_disabled": true}')
    assert MESSAGE.text in sent["text"]
    assert "Check <i>2026</i>" in sent["text"]
    for link in ("Evil.example", "/stop ", "@all"):
        assert link not in sent["text"]
    assert "★" not in sent["text"]


async def test_its_button_opens_the_interview_where_it_is(api: BotApi, sender: ReminderSender) -> None:
    person = await begun(api)
    asked = person.screen
    await sender.write(str(person.id), broadcast_of(MESSAGE, "en"))
    await person.tap(data("show", ""), message=person.messages[-1])
    assert person.screen == asked


async def test_a_tap_on_its_last_button_ends_all_messages(api: BotApi, sender: ReminderSender) -> None:
    person = await begun(api)
    await sender.write(str(person.id), campaign_reminder(PROMISED, "North", "en"))
    await person.tap(data("remind", "off"), message=person.messages[-1])
    assert sentence("notice-reminders-off") in person.messages[-1].text


async def test_a_preview_has_no_buttons(api: BotApi, sender: ReminderSender) -> None:
    person = await begun(api)
    await sender.write(str(person.id), preview_of(MESSAGE, "en"))
    assert person.messages[-1].buttons == ()
    assert MESSAGE.text in person.messages[-1].text


def test_a_joiner_is_put_into_what_an_app_would_link() -> None:
    assert without_links("room 7, page 1/3") == "room 7, page 1/3"
    assert "\u2060" in without_links("t.me/x")
    assert without_links("t.me/x").replace("\u2060", "") == "t.me/x"
