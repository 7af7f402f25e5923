"""The bots that are measured: ours, and small faithful programs of our own on other frameworks that ask the same questions."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
PEERS = Path("build/bench/peers")
PYTHON = sys.executable
PEER_PYTHON = str(PEERS / "python" / "bin" / "python")
DIALOG_PYTHON = str(PEERS / "dialog" / "bin" / "python")


@dataclass(frozen=True, slots=True)
class Subject:
    """A bot: how it is started, how updates come to it, and what it stores."""

    name: str
    command: tuple[str, ...]
    webhook: bool
    database: str = ""
    environment: dict[str, str] = field(default_factory=dict)


def _ours(name: str, webhook: bool, database: str) -> Subject:
    return Subject(name, (PYTHON, "-m", "bot", "run"), webhook, database)


def _peer(name: str, file: str, webhook: bool, python: str = PYTHON, database: str = "") -> Subject:
    command = ("node", str(HERE / file)) if file.endswith(".mjs") else (python, str(HERE / file))
    return Subject(name, command, webhook, database)


SUBJECTS = {
    subject.name: subject
    for subject in (
        _ours("xingjie sqlite webhook", True, "sqlite"),
        _ours("xingjie sqlite polling", False, "sqlite"),
        _ours("xingjie postgresql webhook", True, "postgresql"),
        _ours("xingjie postgresql polling", False, "postgresql"),
        _peer("bare aiogram webhook", "bare_aiogram.py", True),
        _peer("bare aiogram polling", "bare_aiogram.py", False),
        _peer("aiogram + SQLModel ORM", "aiogram_sqlmodel.py", True, database="sqlite"),
        _peer("aiogram-dialog in memory", "dialog_memory.py", True, DIALOG_PYTHON),
        _peer("python-telegram-bot + a commit", "ptb_commit.py", True, PEER_PYTHON, "sqlite"),
        _peer("grammY conversations + SQLite", "grammy_conversations.mjs", True, database="sqlite"),
        _peer("Telegraf wizard in memory", "telegraf_wizard.mjs", True),
        _peer("no bot (what the load can carry)", "null.py", True),
    )
}
