"""Every screen of the shipped standard, built once for each test process: building them takes seconds."""

from __future__ import annotations

from functools import cache

from bot.checks.all_screens import every_screen
from flows.screen import Screen
from flows.standard.loader import shipped


@cache
def shipped_screens(language: str) -> tuple[Screen, ...]:
    """Return the screens that `every_screen` yields in a language, those that are alike once."""
    return tuple(dict.fromkeys(every_screen(shipped(), language)))
