"""Buttons that an earlier version made: they are understood, and are refused only as any other late button is."""

from __future__ import annotations

import pytest

from flows.dialogue import Refusal, Reply, phrase
from flows.standard.loader import shipped
from tests.flows.interview.planned import begun
from tests.flows.player import Player

CODE = shipped().codes[0]


def old_button(player: Player, trigger: str, value: str) -> Reply:
    """Return what a button of the player's screen gives if an earlier version made it."""
    today = next(reply for reply in player.screen.replies if (reply.trigger, reply.value) == (trigger, value))
    data = today.encode().replace("evidence.0", "proofs.0").replace("|evidence|", "|prove|")
    assert data != today.encode()
    reply = Reply.decode(data)
    assert reply is not None
    return reply


def asked_for_evidence() -> Player:
    player = begun()
    player.tap("rate", "3")
    return player


def test_an_old_button_that_asks_for_evidence_works() -> None:
    player = asked_for_evidence()
    screen = player.reply(old_button(player, "evidence", CODE))
    assert (screen.name, player.session.stage) == ("naming_evidence", "naming_evidence")


def test_old_buttons_on_the_list_of_missing_evidence_work() -> None:
    player = begun()
    player.answer_all(dict.fromkeys(shipped().codes, "3"))
    assert player.reply(old_button(player, "open", "evidence.0")).name == "evidence.0"
    assert player.reply(old_button(player, "evidence", CODE)).name == "naming_evidence"


def test_an_old_button_of_an_earlier_turn_gets_the_usual_sentence() -> None:
    player = asked_for_evidence()
    late = old_button(player, "evidence", CODE)
    player.tap("rate", "2")
    before = player.session
    with pytest.raises(Refusal) as caught:
        player.reply(late)
    assert caught.value.why == phrase("refusal-stale")
    assert player.session == before


@pytest.mark.parametrize("data", ["1f||prove|x", "1f|proofs.1|prove|x", "1f||open|proofs.12"])
def test_an_old_name_is_written_as_it_is_today(data: str) -> None:
    reply = Reply.decode(data)
    assert reply is not None
    assert reply.encode() == data.replace("prove", "evidence").replace("proofs", "evidence")


def test_a_value_that_looks_like_an_old_name_is_left_alone() -> None:
    assert Reply.decode("1f||begin|proofs.0") == Reply(0x1F, "", "begin", "proofs.0")
