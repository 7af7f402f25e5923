"""Every screen as a rich message: it is what the Bot API takes, and it offers what the plain card offers."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable
from typing import Any

import pytest

from bot.telegram.outgoing.card_text import keyboard
from bot.telegram.outgoing.rich_card import RichCardWriter
from bot.words.wording import Wording
from flows.screen import Screen
from tests.botapi import Schema
from tests.botapi.rich import buttons_of, rich_message
from tests.people.shipped_screens import ExampleScreens, shipped_screens


def rich(screen: Screen, wording: Wording) -> dict[str, Any]:
    """A screen's rich message."""
    sent: dict[str, Any] = json.loads(RichCardWriter(wording).send(1, screen))
    assert sent["chat_id"] == 1
    message: dict[str, Any] = sent["rich_message"]
    return message


@pytest.mark.parametrize(
    ("language", "all_of_them"),
    [
        pytest.param("en", False, marks=pytest.mark.long("the rich cards of test_rich_cards.py")),
        *(
            pytest.param(language, True, marks=pytest.mark.long("the two fullest screens of each name"))
            for language in ("zh", "en")
        ),
    ],
)
def test_every_screen_is_a_rich_message_that_offers_what_the_plain_card_does(
    language: str, all_of_them: bool, wording: Wording, examples: Callable[[str], ExampleScreens]
) -> None:
    schema, seen = Schema.load(), set[Hashable]()
    for screen in shipped_screens(language) if all_of_them else examples(language).fullest:
        if screen.blocks in seen:
            continue
        seen.add(screen.blocks)
        written = RichCardWriter(wording).send(1, screen)
        call = schema.check_call("sendRichMessage", json.loads(written), form=False)
        rich_message(call["rich_message"])
        offered = {button["callback_data"] for button in buttons_of(call["rich_message"]["blocks"])}
        assert {choice.reply.encode() for row in keyboard(screen) for choice in row} <= offered, screen.name


def test_a_question_has_a_button_under_each_sentence(wording: Wording, examples: Callable[[str], ExampleScreens]) -> None:
    question = next(screen for screen in examples("en").one_of_each if screen.answers is not None)
    blocks = rich(question, wording)["blocks"]
    for number in range(6):
        at = next(
            index
            for index, block in enumerate(blocks)
            if block["type"] == "buttons" and block["buttons"][0]["text"] in (str(number), f"·{number}·")
        )
        assert blocks[at - 1]["type"] == "paragraph"
    assert [block["type"] for block in blocks if block["type"] == "details"] == ["details", "details"]
