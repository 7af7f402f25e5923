"""What becomes of a typed line where Telegram does not take the card that answers it."""

from __future__ import annotations

import pytest

import bot.telegram.dispatcher
from tests.bot.telegram.test_telegram import begun, my_data, say
from tests.botapi import BotApi

WRONG = "出了点问题"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """One failed call is as good as four."""
    monkeypatch.setattr(bot.telegram.dispatcher, "TRIES", 1)


async def test_a_typed_answer_whose_card_does_not_come_is_not_asked_for_again(api: BotApi) -> None:
    """It is stored: told to try once more, she would type it for the next question too."""
    person = await begun(api)
    api.fail_next("sendMessage", 502, "Bad Gateway")
    await person.send("3")
    await api.idle()
    await say(api, person, "/start")
    assert not any(WRONG in message.text for message in person.messages)
    assert "1/27" in person.screen
    assert [rating["level"] for rating in await my_data(api, person, "ratings")] == [3]


async def test_an_old_card_that_stays_spoils_nothing(api: BotApi) -> None:
    person = await begun(api)
    api.fail_next("deleteMessage", 502, "Bad Gateway")
    await say(api, person, "3")
    await api.idle()
    assert not any(WRONG in message.text for message in person.messages)
    assert "1/27" in person.screen
