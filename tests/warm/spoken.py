"""The words of the locales, made ready once in the process that all bots are forked from: most of what a start costs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from bot.words.wording import Wording


def prepare() -> None:
    """From now on, here and in every fork, each file of words is read once and each language compiled once."""
    words: Any = importlib.import_module("bot.words.files")
    wording: Any = importlib.import_module("bot.words.wording")
    words.read_file = lru_cache(maxsize=None)(words.read_file)
    wording.compile_language = _once_per_language(wording.compile_language)
    Wording.load()


def _once_per_language(compile_language: Callable[[str, Sequence[Any]], Any]) -> Callable[[str, Sequence[Any]], Any]:
    made: dict[tuple[str, tuple[Path, ...]], Any] = {}

    def prepared(language: str, files: Sequence[Any]) -> Any:
        key = language, tuple(file.path for file in files)
        if key not in made:
            made[key] = compile_language(language, files)
        return made[key]

    return prepared
