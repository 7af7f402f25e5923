"""The shipped words, made ready once in a process: most of what a start costs."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from bot.words.folders import LOCALES
from bot.words.wording import Wording


def prepare() -> None:
    """From now on, here and in every fork, each shipped file of words is read once and each language compiled once."""
    _patch()
    Wording.load()


@contextmanager
def spoken_once() -> Iterator[None]:
    """Let everything in this process that loads the shipped words share what is read and compiled. Own words are read each time."""
    put_back = _patch()
    yield
    for module, name, before in put_back:
        setattr(module, name, before)


def _patch() -> list[tuple[Any, str, Any]]:
    words: Any = importlib.import_module("bot.words.files")
    wording: Any = importlib.import_module("bot.words.wording")
    before = [(words, "read_file", words.read_file), (wording, "compile_language", wording.compile_language)]
    words.read_file = _read_once(words.read_file)
    wording.compile_language = _once_per_language(wording.compile_language)
    return before


def _read_once(read_file: Callable[[str, Path], Any]) -> Callable[[str, Path], Any]:
    shipped = cache(read_file)
    return lambda name, path: (shipped if path.is_relative_to(LOCALES) else read_file)(name, path)


def _once_per_language(compile_language: Callable[[str, Sequence[Any]], Any]) -> Callable[[str, Sequence[Any]], Any]:
    made: dict[tuple[int, ...], tuple[Sequence[Any], Any]] = {}

    def prepared(language: str, files: Sequence[Any]) -> Any:
        # By the files that were read once. They are kept, so no others can have their numbers.
        key = tuple(id(file) for file in files)
        if key not in made:
            made[key] = files, compile_language(language, files)
        return made[key][1]

    return prepared
