"""A line, a file or a command counts once, by a number of one counter or by the turn of its form."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flows.dialogue import Attached, Attachment, Command, Refusal, Typed, Utterance
from flows.interview.session import Session
from tests.flows.interview.planned import begun, finished, planned
from tests.flows.player import Player

FILE = Attachment("plan.pdf", 5, "application/pdf", "0" * 64, "telegram:1")


def refused(player: Player, utterance: Utterance) -> str:
    """The key of the refusal; nothing may have changed."""
    before = player.session
    with pytest.raises(Refusal) as refusal:
        player.hear(utterance)
    assert player.session == before
    return refusal.value.why.key


def test_numbers_of_another_bot_begin_again() -> None:
    player = begun()
    player.hear(Typed("3", 5000, "42"))
    assert refused(player, Typed("3", 4999, "42")) == refused(player, Typed("3", 5000, "42")) == "refusal-repeated"
    player.hear(Typed("2", 7, "43"))
    assert (player.session.heard, player.session.counter, len(player.session.ratings)) == (7, "43", 2)
    assert refused(player, Typed("2", 7, "43")) == "refusal-repeated"


def test_a_file_and_a_command_of_another_bot_are_taken() -> None:
    player = begun()
    player.hear(Typed("3", 5000, "42"))
    player.tap("evidence", player.session.order(player.standard)[0])
    assert player.hear(Attached(FILE, "", 7, "43")).name == "dating"
    assert refused(player, Attached(FILE, "", 7, "43")) == "refusal-repeated"
    player.hear(Command("quick", "", 3, "44"))
    assert (player.session.mode, player.session.heard, player.session.counter) == ("quick", 3, "44")


def test_without_a_stored_counter_only_the_same_number_counts_as_heard() -> None:
    """The version before kept the number alone: what it took may be delivered again to this one."""
    session = Session("zh", 1, "asking", 1, heard=5000)
    assert session.has_heard(5000, "42")
    assert not session.has_heard(7, "42")
    assert not session.has_heard(5001, "42")


def test_a_line_of_a_form_counts_on_its_turn_alone() -> None:
    player = begun()
    turn = player.session.turn
    player.hear(Typed("3", turn=turn))
    assert refused(player, Typed("3", turn=turn)) == "refusal-stale"
    assert refused(player, Typed("3", turn=turn + 2)) == "refusal-stale"
    player.hear(Typed("3", turn=player.session.turn))
    assert len(player.session.ratings) == 2


@pytest.mark.parametrize("last", [Typed("3", 2**62, "42"), Typed("3", 2**62), Typed("3", turn=0)])
def test_a_form_needs_no_number_that_grows(last: Typed) -> None:
    """Whatever numbers were heard before, also those of a clock that was ahead, the next form is taken."""
    player = begun()
    player.hear(last if last.turn is None else Typed("3", turn=player.session.turn))
    player.hear(Typed("2", turn=player.session.turn))
    assert len(player.session.ratings) == 2


@pytest.mark.parametrize(
    ("player", "trigger", "value", "line"),
    [
        (begun, "", "", "3"),
        (begun, "excuse", "", "no such service"),
        (finished, "call", "", "Sunrise Centre"),
        (planned, "assign", "1", "Ann"),
        (planned, "drop", "1", "not this year"),
    ],
)
def test_a_line_that_is_taken_ends_its_turn(player: Callable[[], Player], trigger: str, value: str, line: str) -> None:
    person = player()
    if value:
        person.tap("open", f"task.{value}")
    if trigger:
        person.tap(trigger, value)
    turn = person.session.turn
    person.hear(Typed(line, turn=turn))
    assert person.session.turn == turn + 1
    assert refused(person, Typed(line, turn=turn)) == "refusal-stale"
