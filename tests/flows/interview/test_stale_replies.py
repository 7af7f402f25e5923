"""A stale reply to a question at its own address: the person hears what is recorded for it, and where to change it."""

from __future__ import annotations

import pytest

from flows.dialogue import Phrase, Refusal, Reply, phrase
from flows.standard.loader import shipped
from tests.flows.interview.planned import begun
from tests.flows.player import Player

CODES = shipped().codes


def refused(player: Player, reply: Reply) -> Phrase:
    before = player.session
    with pytest.raises(Refusal) as caught:
        player.reply(reply)
    assert player.session == before
    return caught.value.why


def recorded(code: str, mark: Phrase, changed_by: str) -> Phrase:
    return phrase("refusal-recorded", subdomain=Phrase(code), mark=mark, changed_by=changed_by)


@pytest.mark.parametrize(("trigger", "value"), [("rate", "5"), ("rate", "2"), ("excuse", ""), ("keep", "")])
def test_a_stale_answer_hears_what_is_recorded(trigger: str, value: str) -> None:
    player = begun()
    turn = player.session.turn
    player.tap("rate", "2")
    said = refused(player, Reply(turn, "q.0", trigger, value))
    assert said == recorded(CODES[0], phrase("mark-level", level="2"), "change")


def test_a_stale_word_on_the_next_rung_hears_what_is_recorded() -> None:
    player = begun()
    player.tap("rate", "2")
    turn = player.session.turn
    player.tap("next", "0+")
    said = refused(player, Reply(turn, "recorded.0", "next", "0+"))
    assert said == recorded(CODES[0], phrase("mark-under-way", level="2"), "change")


def test_an_answer_that_is_not_on_screen_is_changed_in_the_review() -> None:
    player = begun()
    turn = player.session.turn
    player.tap("rate", "2")
    player.tap("pause")
    said = refused(player, Reply(turn, "q.0", "rate", "3"))
    assert said == recorded(CODES[0], phrase("mark-level", level="2"), "review")


@pytest.mark.parametrize(
    ("view", "trigger"),
    [
        ("", "rate"),
        ("q.1", "rate"),
        ("q.99", "rate"),
        ("q.x", "rate"),
        ("q", "rate"),
        ("q.0", "pause"),
        ("recorded.0", "evidence"),
    ],
)
def test_every_other_stale_reply_is_only_stale(view: str, trigger: str) -> None:
    player = begun()
    turn = player.session.turn
    player.tap("rate", "2")
    assert refused(player, Reply(turn, view, trigger, "3")) == phrase("refusal-stale")
