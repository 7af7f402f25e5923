"""Numbers in sentences, formatted once: that takes longer than all the rest of a short sentence."""

from __future__ import annotations

from functools import lru_cache

from babel import Locale
from fluent_compiler.types import FluentInt

# Nearly all numbers on screens are counts of questions, stars and minutes.
NUMBERS_KEPT = 1_000


class KeptNumber(FluentInt):  # type: ignore[misc]  # the library has no types
    """A whole number that keeps its text in each language."""

    def __init__(self, _value: int) -> None:
        self._texts: dict[str, str] = {}

    def format(self, locale: Locale) -> str:
        """Return the number as the language writes it."""
        text = self._texts.get(locale.language)
        if text is None:
            text = self._texts[locale.language] = str(super().format(locale))
        return text


@lru_cache(NUMBERS_KEPT)
def number(value: int) -> KeptNumber:
    """Return a number for a sentence."""
    return KeptNumber(value)
