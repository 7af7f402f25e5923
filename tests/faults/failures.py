"""What the program itself said went wrong: the distinct error lines of its log, and how often each came."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

SEVERE = ("error", "critical")
# The events after which a person reads "something went wrong".
TOLD = ("update_failed", "tap_failed")
# What differs from line to line, though the same went wrong.
PASSING = frozenset({"event", "level", "timestamp", "update", "turn", "exception", "left_out"})
UNCAUGHT = b"Traceback (most recent call last)"
OURS = ("bot/", "flows/", "storage/")


class Failures:
    """Reads what a process prints, line by line. `lines` counts each distinct failure; a log names no person."""

    def __init__(self) -> None:
        self.lines: Counter[str] = Counter()

    @property
    def told(self) -> int:
        """How many updates ended in "something went wrong"."""
        return sum(count for line, count in self.lines.items() if line.startswith(TOLD))

    def note(self, line: bytes) -> None:
        """Input: a line as it was printed."""
        if line.startswith(UNCAUGHT):
            self.lines["a traceback outside the log"] += 1
        entry = _entry(line)
        if entry.get("level") in SEVERE:
            self.lines[_told(entry)] += 1 + entry.get("left_out", 0)


def _entry(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _told(entry: dict[str, Any]) -> str:
    """The event, what else it says, and of each exception its kind, our own places, and the last place of all."""
    more = [f"{name}={value}" for name, value in entry.items() if name not in PASSING]
    return " ".join([str(entry.get("event")), *more, *_exceptions(entry.get("exception", ""))])


def _exceptions(text: str) -> Iterator[str]:
    places: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("  "):
            places.append(line.strip())
            continue
        yield from (f"({place})" for place in places[:-1] if place.startswith(OURS))
        yield from (f"({place})" for place in places[-1:])
        places = []
        if line:
            yield line
