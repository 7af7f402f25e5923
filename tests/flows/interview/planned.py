"""Players who have begun, name evidence, have finished or have made a plan; and what a screen shows them."""

from __future__ import annotations

from flows.assessment.plan import StepState
from flows.screen import Folded, Screen
from flows.standard.loader import shipped
from tests.flows.player import Player

STANDARD = shipped()
TWOS = dict.fromkeys(STANDARD.codes, "2")
ALMOST = TWOS | {"risk-management": "1", "knowledge-management": "0", "service-level": "1+"}


def begun(mode: str = "full", language: str = "zh") -> Player:
    player = Player(STANDARD, language)
    player.tap("consent")
    player.tap("begin", mode)
    return player


def asked(player: Player) -> str:
    code = player.session.current(STANDARD)
    assert code is not None
    return code


def naming_evidence(rung: str = "3") -> tuple[Player, str]:
    """Answer the first question and go to its evidence. Output: the player, and the code of that subdomain."""
    player = begun()
    code = asked(player)
    player.tap("rate", rung)
    assert player.tap("evidence", code).name == "naming_evidence"
    return player, code


def finished(levels: dict[str, str] = ALMOST, language: str = "zh") -> Player:
    player = Player(STANDARD, language)
    player.tap("consent")
    player.tap("begin", "full")
    player.answer_all(levels)
    return player


def planned(levels: dict[str, str] = ALMOST, remind: str = "off") -> Player:
    player = finished(levels)
    player.tap("plan", "2")
    player.tap("remind", remind)
    return player


def states(player: Player) -> list[StepState]:
    assert player.session.plan is not None
    return [step.state for step in player.session.plan.steps]


def offered(screen: Screen) -> set[tuple[str, str]]:
    return {(reply.trigger, reply.value) for reply in screen.replies}


def keys(screen: Screen) -> set[str]:
    """The keys of a screen's headings, paragraphs and asides, also of the folded ones."""
    folded = [inner for block in screen.blocks if isinstance(block, Folded) for inner in block.blocks]
    return {block.text.key for block in (*screen.blocks, *folded) if hasattr(block, "text")}


def said(screen: Screen) -> str | None:
    """The key of a screen's notice."""
    return screen.notice.key if screen.notice else None
