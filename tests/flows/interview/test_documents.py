"""Documents are offered with every result; taking one changes nothing."""

from __future__ import annotations

import pytest

from flows.dialogue import Refusal, Reply
from flows.standard.loader import shipped
from tests.flows.player import Player

KINDS = ("card", "report", "workbook", "sealed")


def test_a_result_offers_its_documents_and_stays_as_it_is() -> None:
    player = Player(shipped())
    player.tap("consent")
    player.tap("begin", "full")
    player.answer_all(dict.fromkeys(shipped().codes, "3"))
    changes_nothing(player)
    player.command("result")
    changes_nothing(player)


def changes_nothing(player: Player) -> None:
    """Take every document of the screen that is shown."""
    screen, before = player.screen, player.session
    for kind in KINDS:
        assert player.tap("document", kind) == screen
    assert player.session == before


def test_a_document_that_is_not_offered_is_refused() -> None:
    player = Player(shipped())
    player.tap("consent")
    with pytest.raises(Refusal):
        player.reply(Reply(player.session.turn, "", "document", "card"))
    player.command("result")
    with pytest.raises(Refusal):
        player.reply(Reply(player.session.turn, "result", "document", "everything"))
