"""Reads and parses the word files of every language, once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from fluent.syntax import FluentParser, ast

from bot.words.folders import LANGUAGES, LOCALES, word_files

# Words that an operator wrote for an earlier version call the evidence for a rung so.
OLD_EVIDENCE = re.compile(r"^( +)\.proof-(?=\d)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class WordFile:
    """One `.ftl` file: its name (`zh/standard/stars.ftl`), its path, its text and its entries."""

    name: str
    path: Path
    text: str
    entries: tuple[ast.EntryType, ...]


Words = Mapping[str, tuple[WordFile, ...]]


def read_words(locales: Path = LOCALES) -> Words:
    """Read the files of each language (see `word_files`). Raises BrokenWords if the folder does not exist."""
    return {language: read_language(language, locales) for language in LANGUAGES}


def read_language(language: str, locales: Path = LOCALES) -> tuple[WordFile, ...]:
    """Read the files of one language."""
    return tuple(read_file(name, path) for name, path in word_files(language, locales).items())


def read_file(name: str, path: Path) -> WordFile:
    """Read one file. `name` is what faults call it. The evidence for a rung may have its old key."""
    text = OLD_EVIDENCE.sub(r"\1.evidence-", path.read_text(encoding="utf-8"))
    return WordFile(name, path, text, tuple(FluentParser().parse(text).body))


def patterns(message: ast.Message | ast.Term) -> Iterator[tuple[str, ast.Pattern]]:
    """Yield the texts of an entry by key: its own text, if it has one, and those of its attributes (`message.attribute`)."""
    name = message.id.name if isinstance(message, ast.Message) else f"-{message.id.name}"
    if message.value is not None:
        yield name, message.value
    for attribute in message.attributes:
        yield f"{name}.{attribute.id.name}", attribute.value
