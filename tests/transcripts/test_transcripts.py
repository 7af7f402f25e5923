"""Whole interviews as an assessor can read them: `> what was done`, and what the screen then says.

Saved and reloaded between every two replies. The words are frozen here and nowhere else; after a change of words, run
`WRITE_TRANSCRIPTS=1 pytest -m "" tests/transcripts` and read what has changed.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.commands.chat import lines
from bot.words.wording import Wording
from flows.dialogue import Attachment
from flows.standard.loader import shipped
from tests.flows.player import Player

TRANSCRIPTS = sorted(Path(__file__).parent.glob("*.txt"))


def replayed(text: str, language: str, wording: Wording) -> str:
    """Play the actions of a transcript again, and return the new transcript."""
    player = Player(shipped(), language)
    said = shown(player, wording)
    for line in text.splitlines():
        if line.startswith("> "):
            act(player, line.removeprefix("> "))
            said += ["", line, "", *shown(player, wording)]
    return "\n".join(said) + "\n"


def act(player: Player, action: str) -> None:
    """`/command`, `"typed text"`, `@file.pdf caption`, or a trigger with its value."""
    if action.startswith("/"):
        player.command(action[1:])
    elif action.startswith('"'):
        player.type(action.strip('"'))
    elif action.startswith("@"):
        name, _, caption = action[1:].partition(" ")
        player.attach(Attachment(name, 48_000, "application/pdf", "0" * 64, "telegram:X"), caption)
    else:
        trigger, _, value = action.partition(" ")
        player.tap(trigger, value)


def shown(player: Player, wording: Wording) -> list[str]:
    """The screen as text, without the letters of the choices, which follow from their order."""
    return lines(player.screen, wording)


def test_there_are_transcripts() -> None:
    assert {path.stem.split("-")[0] for path in TRANSCRIPTS} == {"zh", "en"}


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_interview_reads_as_written(path: Path, wording: Wording) -> None:
    written = path.read_text(encoding="utf-8")
    now = replayed(written, path.stem.split("-")[0], wording)
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(now, encoding="utf-8")
    else:
        assert now == written
