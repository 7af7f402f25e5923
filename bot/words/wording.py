"""Speaks a phrase in a language, from the Fluent files under `locales/`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Self

from babel import Locale

from bot.words.compiled import compile_language
from bot.words.files import Words, read_words
from bot.words.folders import LANGUAGES as LANGUAGES
from bot.words.folders import LOCALES as LOCALES
from bot.words.folders import BrokenWords as BrokenWords
from bot.words.numbers import KeptNumber, number
from flows.dialogue import Arg, Minutes, Phrase
from flows.standard.model import TOP

# How a language joins the names in a list.
COMMAS = {"zh": "、", "en": ", "}
# More than any browser sends.
ACCEPT_AT_MOST = 1_000
# One item of Accept-Language: a tag, of which only the language itself counts, and its weight.
WANTED = re.compile(r"(\*|[a-z]{1,8})(?:[-_][a-z0-9_-]*)?\s*(?:;\s*q\s*=\s*(0(?:\.\d{0,3})?|1(?:\.0{0,3})?)\s*)?", re.ASCII)

# How fast people read silently: Chinese characters, and English words, a minute (Brysbaert 2019 for English).
CHARACTERS_A_MINUTE, WORDS_A_MINUTE = 350, 238
# How long a person thinks and taps.
ANSWER_S = 6

Echo = Callable[[str], str]


class Wording:
    """The words of every language, made ready once."""

    def __init__(self, words: Words) -> None:
        """Make words ready that `read_words` has read. Raises BrokenWords naming the file or the key, and the cause."""
        self._compiled_languages = {language: compile_language(language, files) for language, files in words.items()}
        self._locales = {language: Locale.parse(language) for language in words}
        self.languages = tuple(words)
        self._question_seconds: dict[tuple[str, str], float] = {}

    @classmethod
    def load(cls, locales: Path = LOCALES) -> Self:
        """Read all words of each language (see `word_files`). Raises BrokenWords naming the file or the key, and the cause."""
        return cls(read_words(locales))

    def say(self, phrase: Phrase, language: str, echo: Echo | None = None) -> str:
        """Return the words of a phrase, "" for an optional one that has none. Raises BrokenWords if key or variable is missing.

        `echo` writes the texts among the variables, which people may have typed, as the face wants them. Words by which a
        message chooses (such as `yes`) are among them; it must leave those as they are.
        """
        spoken = self._compiled_languages[language]
        said = spoken.plain.get(phrase.key)
        if said is not None:
            return said
        if phrase.optional and not self.has(phrase.key, language):
            return ""
        args = {name: self._argument(value, language, echo) for name, value in phrase.args}
        template = spoken.templates.get(phrase.key)
        if template is not None:
            try:
                return template.filled(args, self._locales[language])
            except KeyError as missing:
                raise BrokenWords(f"locales/{language}: {phrase.key}: Unknown external: {missing.args[0]}") from missing
        try:
            words, errors = spoken.compiled.format(phrase.key, args)
        except LookupError as error:
            raise BrokenWords(f"locales/{language}: {phrase.key}: is missing") from error
        if errors:
            raise BrokenWords(f"locales/{language}: {phrase.key}: {errors[0]}")
        return str(words)

    def has(self, key: str, language: str) -> bool:
        """Return whether a language has words for a key."""
        spoken = self._compiled_languages[language]
        if key in spoken.plain or key in spoken.templates:
            return True
        try:
            spoken.compiled.format(key)
        except LookupError:
            return False
        return True

    def minutes(self, codes: tuple[str, ...], language: str) -> int:
        """Return how many minutes it takes to read and answer the questions of these subdomains; at least 1."""
        return max(1, round(sum(self._seconds(code, language) for code in codes) / 60))

    def _seconds(self, code: str, language: str) -> float:
        """Return how many seconds one question takes, worked out once."""
        known = self._question_seconds.get((code, language))
        if known is None:
            keys = (f"{code}.question", *(f"{code}.rung-{rung}" for rung in range(TOP + 1)))
            known = ANSWER_S + reading_seconds(" ".join(self.say(Phrase(key), language) for key in keys), language)
            self._question_seconds[code, language] = known
        return known

    def _argument(self, value: Arg, language: str, echo: Echo | None) -> str | KeptNumber:
        if isinstance(value, int):
            return number(value)
        if isinstance(value, Minutes):
            return number(self.minutes(value.codes, language))
        if isinstance(value, Phrase):
            return self.say(value, language, echo)
        if isinstance(value, tuple):
            return COMMAS[language].join(self.say(item, language, echo) for item in value)
        return echo(value) if echo else value


def reading_seconds(text: str, language: str) -> float:
    """Return how many seconds reading a text takes: by characters in Chinese, by words in other languages."""
    if language == "zh":
        return len(text) * 60 / CHARACTERS_A_MINUTE
    return len(text.split()) * 60 / WORDS_A_MINUTE


def language_of(tag: str | None) -> str:
    """Return the language to speak for a tag such as Telegram's `language_code`.

    Every tag of Chinese (`zh`, `zh-CN`, `zh-hans`, `zh-hant`) means `zh`. Any other tag means `en`. No tag means `zh`.
    """
    if not tag:
        return LANGUAGES[0]
    return "zh" if tag.lower().replace("_", "-").split("-")[0] == "zh" else "en"


def language_accepted(header: str) -> str:
    """Return the language to speak for a browser's Accept-Language: of ours, the one that the browser prefers.

    The list counts by weight and then by place. A weight of 0 rules a language out. Items that cannot be read are ignored, and
    so is everything after ACCEPT_AT_MOST characters. A browser that wants none of our languages gets English. One that states
    no wish gets Chinese.
    """
    wanted = sorted(_weighted(header[:ACCEPT_AT_MOST]), key=lambda item: -item[1])
    tags = [tag for tag, weight in wanted if weight]
    ruled_out = {tag for tag, _ in wanted} - set(tags)
    spoken = [tag for tag in tags if tag in LANGUAGES]
    unspoken = [language_of(tag) for tag in tags if tag not in (*LANGUAGES, "*")]
    found = [language for language in (*spoken, *unspoken, *LANGUAGES) if language not in ruled_out]
    return found[0] if found else LANGUAGES[0]


def _weighted(header: str) -> Iterator[tuple[str, float]]:
    """Yield the languages of a header in its order, each without its country, and its weight (0 to 1)."""
    for item in header.split(","):
        read = WANTED.fullmatch(item.strip().lower())
        if read is not None:
            yield read[1], float(read[2] or 1)
