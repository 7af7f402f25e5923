"""The shipped words, read once for each test process, so that a test can name a text by its key."""

from __future__ import annotations

from functools import cache

from bot.words.files import Words, read_words
from bot.words.wording import Wording
from flows.dialogue import phrase


@cache
def shipped_words() -> Words:
    """Read the shipped word files as they are."""
    return read_words()


@cache
def shipped_wording() -> Wording:
    """Compile the shipped words."""
    return Wording(shipped_words())


def sentence(key: str, language: str = "zh", **values: str | int) -> str:
    """Say the text of a key with the values of its variables, in the language of `begun`."""
    return shipped_wording().say(phrase(key, **values), language)
