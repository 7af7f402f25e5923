"""Checks how the words are written: length of rungs, script, punctuation, quotes, spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.checks.keys import HOLE, Entries
from bot.words.folders import LOCALES, in_place
from flows.commands import COMMANDS
from flows.typed_text import is_unseen

if TYPE_CHECKING:
    from opencc import OpenCC

# The most characters of a rung. A person reads six rungs on a phone before one tap, so each takes at most three lines there.
RUNG_AT_MOST = {"zh": 40, "en": 150}
# A file beside the .ftl files of a language. It lists the words of another script that the language may use, one a line.
FOREIGN_LIST = "foreign.txt"
HAN = "\u3400-\u4dbf\u4e00-\u9fff"
WIDE = f"{HAN}\u3000-\u303f\uff00-\uffef"
RUNG = re.compile(r"\.rung-\d")
COMMAND = re.compile(rf"(?<![A-Za-z0-9/])/({'|'.join(COMMANDS)})(?![A-Za-z])")
LATIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ]+")
CHINESE = re.compile(f"[{WIDE}]+")
HALF_WIDTH = re.compile(rf"(?<=[{WIDE}{HOLE}])\s?[,.;:!?()]|[,.;:!?()](?=\s?[{WIDE}{HOLE}])")
SPACED = re.compile(rf"[{HAN}]\s+[{HAN}A-Za-z0-9{HOLE}]|[A-Za-z0-9{HOLE}]\s+[{HAN}]")
# Replaces a command in the text: "/start 开始" is a command with its meaning, not a Latin word and not a wrong space.
TAKEN = "\ue000"


def check_style(all_entries: dict[str, Entries], locales: Path = LOCALES) -> list[str]:
    """Return the faults of the writing in every language, each with file, key and cause."""
    faults: list[str] = []
    for language, entries in all_entries.items():
        allowed = _allowed(in_place(language, FOREIGN_LIST, locales))
        for key, entry in entries.items():
            for text in entry.readings:
                faults += [f"{entry.file}: {key}: {cause}" for cause in _causes(language, key, text, allowed)]
    return list(dict.fromkeys(faults))


def _causes(language: str, key: str, text: str, allowed: re.Pattern[str]) -> Iterator[str]:
    most = RUNG_AT_MOST.get(language)
    if most and RUNG.search(key) and len(text) > most:
        yield f"has {len(text)} characters, {most} at most"
    for character in dict.fromkeys(c for c in text if c != "\n" and is_unseen(c)):
        yield f"has an invisible character: U+{ord(character):04X}"
    for quote in dict.fromkeys(re.findall("[\"']", text)):
        yield f"has a straight quote: {quote}"
    plain = allowed.sub(TAKEN, COMMAND.sub(TAKEN, text))
    if language == "zh":
        yield from _chinese(plain, text)
    else:
        for word in CHINESE.findall(plain):
            yield f"has Chinese in it: {word}"


def _chinese(plain: str, text: str) -> Iterator[str]:
    for word in LATIN.findall(plain):
        yield f"has a Latin word that is not in {FOREIGN_LIST}: {word}"
    for character in traditional(text):
        yield f"has a traditional character: {character}"
    for found in HALF_WIDTH.finditer(text):
        yield f"has half-width punctuation beside Chinese: {_around(text, found)}"
    for found in SPACED.finditer(plain):
        yield f"has a space beside Chinese: {_around(plain, found)}"


def traditional(text: str) -> list[str]:
    """Return the traditional characters of a text, once each, in order.

    A character counts if OpenCC's t2s, which reads whole words, would replace it: 乾 is kept in 乾坤 and replaced in 餅乾. It
    never replaces 著, which both scripts write in 显著.
    """
    simplified = _converter().convert(text)
    if len(simplified) != len(text):
        return [character for character in dict.fromkeys(text) if character not in simplified]
    return list(dict.fromkeys(old for old, new in zip(text, simplified, strict=True) if old != new))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("t2s")


def _allowed(file: Path) -> re.Pattern[str]:
    """Return a pattern that matches the words of a list; without a list it matches nothing."""
    words = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    either = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z])(?:{either})(?![A-Za-z])" if words else r"(?!)")


def _around(text: str, found: re.Match[str]) -> str:
    return text[max(found.start() - 4, 0) : found.end() + 4].replace(HOLE, "{ }").replace(TAKEN, "…")
