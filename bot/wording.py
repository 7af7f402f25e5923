"""Speaks a phrase in a language, from the Fluent files under `locales/`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

from fluent_compiler.bundle import FluentBundle
from fluent_compiler.resource import FtlResource

from bot.locales import LANGUAGES as LANGUAGES
from bot.locales import LOCALES as LOCALES
from bot.locales import BrokenWords as BrokenWords
from bot.locales import word_files
from flows.dialogue import Arg, Phrase

# How a language joins the names in a list.
COMMAS = {"zh": "、", "en": ", "}


class Wording:
    """The words of every language, compiled once."""

    def __init__(self, bundles: Mapping[str, FluentBundle]) -> None:
        self._bundles = bundles
        # A report says the same few hundred keys over and over; without variables their words never change.
        self._said: dict[tuple[str, str], str] = {}
        self.languages = tuple(bundles)

    @classmethod
    def load(cls, locales: Path = LOCALES) -> Self:
        """All words of each language (see `word_files`). Raises BrokenWords naming file and cause."""
        return cls({language: _bundle(language, locales) for language in LANGUAGES})

    def say(self, phrase: Phrase, language: str) -> str:
        """The words of a phrase, "" for an optional one that has none. Raises BrokenWords where key or variable is missing."""
        if not phrase.args:
            known = self._said.get((language, phrase.key))
            if known is not None:
                return known
        if phrase.optional and not self.has(phrase.key, language):
            return ""
        args = {name: self._argument(value, language) for name, value in phrase.args}
        try:
            words, errors = self._bundles[language].format(phrase.key, args)
        except LookupError as error:
            raise BrokenWords(f"locales/{language}: {phrase.key}: is missing") from error
        if errors:
            raise BrokenWords(f"locales/{language}: {phrase.key}: {errors[0]}")
        if not phrase.args:
            self._said[language, phrase.key] = str(words)
        return str(words)

    def has(self, key: str, language: str) -> bool:
        """Whether a language has words for a key."""
        try:
            self._bundles[language].format(key)
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


def _bundle(language: str, locales: Path) -> FluentBundle:
    files = word_files(language, locales).values()
    bundle = FluentBundle(language, [FtlResource.from_file(str(file)) for file in files], use_isolating=False)
    errors: list[tuple[str | None, Any]] = bundle.check_messages()
    if errors:
        key, cause = errors[0]
        raise BrokenWords(f"locales/{language}: {key or 'file'}: {cause}")
    return bundle
