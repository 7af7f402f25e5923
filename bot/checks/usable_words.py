"""Reads the words of an installation, and lets none pass that the standard lacks."""

from __future__ import annotations

from pathlib import Path

from bot.checks.keys import check_words
from bot.words.files import read_words
from bot.words.folders import BrokenWords
from bot.words.wording import Wording
from flows.standard.model import Standard


def usable_words(standard: Standard, locales: Path) -> Wording:
    """Return the words of a folder, with all that a standard needs. Raises BrokenWords, one line for each fault.

    The parsed files are let go when it returns. They are much larger than what is made of them, and a start needs their room.
    """
    words = read_words(locales)
    faults = check_words(standard, words)
    if faults:
        raise BrokenWords("\n".join(faults))
    return Wording(words)
