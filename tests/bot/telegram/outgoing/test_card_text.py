"""What a person typed is shown as it was typed, and Telegram's apps make no command of it."""

from __future__ import annotations

import pytest

from bot.telegram.outgoing.card_text import without_command_links
from bot.words.wording import Wording
from flows.dialogue import phrase
from tests.botapi import BotApi
from tests.botapi.person import command_entities
from tests.people.chat import begun, data, say

JOINER = "\u2060"


@pytest.mark.parametrize("text", ["/forget", "see /quick, /stop@bot", "（/forget）", "</forget>", "a/b /c", "/1"])
def test_no_command_is_left_in_what_was_typed(text: str) -> None:
    assert command_entities(without_command_links(text)) == []
    assert without_command_links(text).replace(JOINER, "") == text


@pytest.mark.parametrize("text", ["", "no", "yes", "1/2", "https://example.org/forget", "a/b", "//", "/ 5"])
def test_other_text_stays_as_it_was_typed(text: str) -> None:
    assert without_command_links(text) == text


async def test_a_card_offers_no_command_that_a_person_typed(api: BotApi) -> None:
    person = await begun(api)
    await person.tap(data("rate", "3"))
    await person.tap(data("evidence", "strategic-decision"))
    await say(api, person, "our /quick /forget list")
    assert "our /quick /forget list" in person.screen.replace(JOINER, "")
    assert command_entities(person.screen) == []


def test_our_own_commands_stay_links(wording: Wording) -> None:
    assert command_entities(wording.say(phrase("notice-unknown-command"), "en", without_command_links)) != []
