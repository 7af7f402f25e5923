"""Speaks a phrase in a language, from the Fluent files under `locales/`."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from bot.locales import LANGUAGES as LANGUAGES
from bot.locales import LOCALES as LOCALES
from bot.locales import BrokenWords as BrokenWords
from bot.tongue import tongue
from bot.words import Words, read_words
from flows.dialogue import Arg, Phrase

# How a language joins the names in a list.
COMMAS = {"zh": "、", "en": ", "}


class Wording:
    """The words of every language, made ready once."""

    def __init__(self, words: Words) -> None:
        """`words` as `read_words` reads them. Raises BrokenWords naming file or key, and cause."""
        self._tongues = {language: tongue(language, files) for language, files in words.items()}
        self.languages = tuple(words)

    @classmethod
    def load(cls, locales: Path = LOCALES) -> Self:
        """All words of each language (see `word_files`). Raises BrokenWords naming file or key, and cause."""
        return cls(read_words(locales))

    def say(self, phrase: Phrase, language: str) -> str:
        """The words of a phrase, "" for an optional one that has none. Raises BrokenWords where key or variable is missing."""
        said = self._tongues[language].plain.get(phrase.key)
        if said is not None:
            return said
        if phrase.optional and not self.has(phrase.key, language):
            return ""
        args = {name: self._argument(value, language) for name, value in phrase.args}
        try:
            words, errors = self._tongues[language].compiled.format(phrase.key, args)
        except LookupError as error:
            raise BrokenWords(f"locales/{language}: {phrase.key}: is missing") from error
        if errors:
            raise BrokenWords(f"locales/{language}: {phrase.key}: {errors[0]}")
        return str(words)

    def has(self, key: str, language: str) -> bool:
        """Whether a language has words for a key."""
        if key in self._tongues[language].plain:
            return True
        try:
            self._tongues[language].compiled.format(key)
        except LookupError:
            return False
        return True

    def _argument(self, value: Arg, language: str) -> str | int:
        if isinstance(value, Phrase):
            return self.say(value, language)
        if isinstance(value, tuple):
            return COMMAS[language].join(self.say(item, language) for item in value)
        return value


def language_of(tag: str | None) -> str:
    """The language to speak for a tag such as Telegram's `language_code` or the first of Accept-Language.

    Every tag of Chinese (`zh`, `zh-CN`, `zh-hans`, `zh-hant`) means `zh`; any other tag means `en`; no tag means `zh`.
    """
    if not tag:
        return LANGUAGES[0]
    return "zh" if tag.lower().replace("_", "-").split("-")[0] == "zh" else "en"
