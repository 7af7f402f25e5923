"""`xingjie verify` and `xingjie key`: a sealed file checked offline, and the public key to check it against."""

from __future__ import annotations

import re
from pathlib import Path

from bot.documents.seal import Verdict, verify
from bot.documents.unsealing import AT_MOST
from bot.reading import why_unread
from bot.wording import Wording
from flows.dialogue import phrase
from flows.standard.model import Standard

KEY = re.compile(r"[0-9a-fA-F]{64}")


def verified(standard: Standard, file: str, key: str | None, language: str) -> tuple[Verdict, str]:
    """The verdict on a file, and the one line that says it; `key` is a public key in hexadecimal, or a file that holds one."""
    wording = Wording.load()
    pinned = None
    if key is not None:
        pinned = _public_key(key)
        if pinned is None:
            return Verdict.unreadable, wording.say(phrase("verify-bad-key"), language)
    try:
        with open(file, "rb") as opened:
            data = opened.read(AT_MOST + 1)
    except OSError as error:
        return Verdict.unreadable, wording.say(phrase("verify-no-file", cause=why_unread(error)), language)
    found = verify(standard, data, pinned)
    return found.verdict, wording.say(found.says, language)


def _public_key(given: str) -> bytes | None:
    if not KEY.fullmatch(given):
        try:
            given = Path(given).read_text(encoding="ascii").strip()
        except (OSError, ValueError):
            return None
    return bytes.fromhex(given) if KEY.fullmatch(given) else None
