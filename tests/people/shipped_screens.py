"""Every screen of the shipped standard, built once for each test process: building them takes seconds."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from heapq import nlargest

from msgspec import json

from bot.checks.all_screens import every_screen
from flows.screen import Screen
from flows.standard.loader import shipped


@cache
def shipped_screens(language: str) -> tuple[Screen, ...]:
    """Return the screens that `every_screen` yields in a language, those that are alike once."""
    return tuple(dict.fromkeys(every_screen(shipped(), language)))


def fullest_screens(language: str, count: int) -> tuple[Screen, ...]:
    """Return the `count` screens of each name that hold most."""
    by_name: dict[str, list[Screen]] = defaultdict(list)
    for screen in shipped_screens(language):
        by_name[screen.name].append(screen)
    return tuple(each for screens in by_name.values() for each in nlargest(count, screens, lambda it: len(json.encode(it))))
