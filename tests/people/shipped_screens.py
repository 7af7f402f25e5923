"""Screens of the shipped standard, built once for each test process, or for all of a run: building them takes seconds."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from heapq import nlargest
from pathlib import Path

from msgspec import json

from bot.checks.all_screens import every_screen
from flows.screen import Screen
from flows.standard.loader import shipped
from tests.made_once import made_once

# How many of the fullest screens of one name are kept for a run.
FULLEST = 2


@dataclass(frozen=True, slots=True)
class ExampleScreens:
    """A few of the shipped screens: the first of each name with and without a notice, and the fullest of each name."""

    one_of_each: tuple[Screen, ...]
    fullest: tuple[Screen, ...]


@cache
def shipped_screens(language: str) -> tuple[Screen, ...]:
    """Return the screens that `every_screen` yields in a language, those that are alike once."""
    return tuple(dict.fromkeys(every_screen(shipped(), language)))


def fullest_screens(screens: Iterable[Screen], count: int) -> tuple[Screen, ...]:
    """Return the `count` screens of each name that hold most."""
    by_name: dict[str, list[Screen]] = defaultdict(list)
    for screen in screens:
        by_name[screen.name].append(screen)
    return tuple(each for alike in by_name.values() for each in nlargest(count, alike, lambda it: len(json.encode(it))))


def example_screens(language: str, folder: Path) -> ExampleScreens:
    """Return a few of the shipped screens. Whichever process asks first builds all, and keeps the few in a folder for the others."""
    kept = made_once(
        folder / f"screens-{language}", lambda file: file.write_bytes(pickle.dumps(_chosen(shipped_screens(language))))
    )
    found: ExampleScreens = pickle.loads(kept.read_bytes())
    return found


def _chosen(screens: tuple[Screen, ...]) -> ExampleScreens:
    first: dict[tuple[str, bool], Screen] = {}
    for screen in screens:
        first.setdefault((screen.name, screen.notice is None), screen)
    return ExampleScreens(tuple(first.values()), fullest_screens(screens, FULLEST))
