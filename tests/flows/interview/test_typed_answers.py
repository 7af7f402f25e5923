"""What a line typed under a question means."""

from __future__ import annotations

import pytest

from flows.interview.questions.typed_answers import typed_answer
from flows.standard.loader import shipped
from flows.triggers import Trigger
from tests.flows.player import Player


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("3", (Trigger.rate, "3")),
        ("３＋", (Trigger.rate, "3+")),
        (" 0 ⁺", (Trigger.rate, "0+")),
        ("5+", None),
        ("6", None),
        ("不知道", (Trigger.rate, "unsure")),
        ("不确定。", (Trigger.rate, "unsure")),
        ("Not sure", (Trigger.rate, "unsure")),
        ("I’m not sure.", (Trigger.rate, "unsure")),
        ("？", (Trigger.rate, "unsure")),
        ("没有", (Trigger.rate, "0")),
        ("None", (Trigger.rate, "0")),
        ("N/A", (Trigger.excuse, "")),
        ("不适用", (Trigger.excuse, "")),
        ("没有办法", None),
        ("no idea what you mean", None),
        ("", None),
    ],
)
def test_a_typed_line_means_an_answer_or_nothing(line: str, meant: tuple[Trigger, str] | None) -> None:
    assert typed_answer(line) == meant


def test_a_word_for_does_not_apply_asks_for_the_reason_only_if_it_may_not_apply() -> None:
    standard = shipped()
    player = Player(standard, "en")
    player.tap("consent", "full")
    while not standard.subdomain(player.screen.asks).may_not_apply:
        refused = player.type("n/a")
        assert (refused.name, refused.notice is not None) == ("asking", True)
        player.tap("rate", "1")
        if player.screen.name == "checkpoint":
            player.tap("go_on")
    assert player.type("n/a").name == "excusing"
