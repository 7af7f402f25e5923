"""Links and commands: what they lead to, what only looks, and that each counts once."""

from __future__ import annotations

import pytest

from flows.commands import OPENED
from flows.dialogue import Command, Refusal
from flows.standard.loader import shipped
from tests.flows.interview.planned import begun
from tests.flows.player import Player

STANDARD = shipped()
THREES = dict.fromkeys(STANDARD.codes, "3")


@pytest.mark.parametrize("payload", ["quick", "full", "target-4"])
def test_a_link_names_the_run(payload: str) -> None:
    player = Player(STANDARD)
    player.command(f"start {payload}")
    player.tap("open", f"welcome.en.{payload}")
    assert player.tap("consent", payload).name == "asking"
    assert player.session.language == player.screen.language == "en"
    assert f"{player.session.mode}-{player.session.target}".startswith(payload)


def test_an_unknown_link_is_harmless() -> None:
    player = Player(STANDARD)
    assert player.command("start ☃").notice is not None
    assert player.screen.name == "welcome"


def test_looking_changes_nothing() -> None:
    player = begun()
    before = player.session
    for command, view in OPENED.items():
        assert player.command(command).name == view
        assert player.tap("show").name == "asking"
    player.tap("open", "explain")
    player.tap("show")
    assert player.session == before


def test_start_again_keeps_a_new_turn_and_asks_again() -> None:
    player = begun()
    player.answer_all(THREES)
    turn = player.session.turn
    player.command("restart")
    assert player.tap("restart").name == "choosing"
    assert player.session.assessment == 2
    assert player.session.turn > turn
    assert not player.session.ratings


def test_forget_goes_back_to_the_welcome() -> None:
    player = begun()
    player.command("forget")
    assert player.tap("forget").name == "welcome"


@pytest.mark.parametrize("command", ["quick", "stop", "resume", "start quick"])
def test_a_command_that_moves_the_interview_counts_once(command: str) -> None:
    """Brought again late, it would switch the run, or end a pause, that the person has chosen since."""
    name, _, argument = command.partition(" ")
    player = begun()
    player.tap("pause")
    player.hear(Command(name, argument, 7))
    if player.screen.name != "paused":
        player.tap("pause")
    stood = player.session
    with pytest.raises(Refusal) as refused:
        player.hear(Command(name, argument, 7))
    assert refused.value.why.key == "refusal-repeated"
    assert player.session == stood
    assert player.hear(Command("help", "", 7)).name == "help"
    player.hear(Command(name, argument, 8))
    assert player.session.heard == 8


@pytest.mark.parametrize("command", ["result", "restart", "forget", "quick", "resume"])
def test_without_consent_there_is_only_the_welcome(command: str) -> None:
    player = Player(STANDARD)
    screen = player.command(command)
    assert (screen.name, screen.notice is not None) == ("welcome", True)
