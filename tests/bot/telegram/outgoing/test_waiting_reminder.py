"""A reminder that waits for the next visit is used up only by a card that really came to the person."""

from __future__ import annotations

import pytest

from bot.conversation.cases import Cases
from bot.conversation.conversation import Conversation
from bot.deliveries.report import SendOutcome
from bot.documents.renderer import Renderer
from bot.telegram.face import TelegramFace
from bot.telegram.outgoing import retry_policy as patience
from bot.words.wording import Wording
from tests.botapi import BotApi
from tests.botapi.injection import Nonsense
from tests.people.chat import TOKEN, my_data, say
from tests.people.reminded import DAY, RESPONDENT, STANDARD, house


async def test_only_a_card_that_came_uses_a_reminder_up(
    sqlite_url: str, wording: Wording, renderer: Renderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST_WAIT_S", 0.001)
    async with house(sqlite_url) as at, BotApi(token=TOKEN) as api:
        await at.plan(RESPONDENT, DAY)
        at.chat.outcome = SendOutcome.uncertain
        await at.given()
        cases = Cases(at.database, at.sessions, STANDARD)
        conversation = Conversation(STANDARD, at.sessions, at.clock, reminding=at.reminding, cases=cases)
        async with TelegramFace(TOKEN, api.url, conversation, wording, renderer).polling():
            person = api.person(int(RESPONDENT.address))
            api.block(person.id)
            await person.send("/result")
            await api.idle()
            api.unblock(person.id)
            api.spoil_next("sendMessage", Nonsense.html, times=patience.TAP.tries)
            await person.send("/result")
            await api.idle()
            assert [row["state"] for row in await my_data(api, person, "reminders")] == ["waiting"]
            await say(api, person, "/result")
            told = person.screen
            assert [row["state"] for row in await my_data(api, person, "reminders")] == ["seen"]
            await say(api, person, "/result")
            assert told != person.screen
            assert told.endswith(person.screen)
