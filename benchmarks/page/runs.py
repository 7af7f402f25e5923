"""Two runs, tapped in the same way on the page, in a chat and in any version: the quick one and the full one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

# A trigger and its value.
Tap = tuple[str, str]
END = "finished"
MARK = "1"
ONWARD: tuple[Tap, ...] = (("rate", MARK), ("go_on", ""), ("verdict", ""))


@dataclass(frozen=True, slots=True)
class Run:
    """A run to its end, every question answered by the same rung. `ways` is what is tapped: the first that is offered."""

    name: str
    ways: tuple[Tap, ...]

    def next_tap(self, offered: Iterable[Tap]) -> Tap:
        """Return what is tapped of what is offered. Raises LookupError if the run has no way on."""
        found = set(offered)
        for way in self.ways:
            if way in found:
                return way
        raise LookupError(f"the {self.name} run finds no way among {sorted(found)}")


QUICK = Run("quick", (("consent", "quick"), ("consent", ""), ("begin", "quick"), *ONWARD))
FULL = Run("full", (("consent", "full"), ("consent", ""), ("begin", "full"), *ONWARD))
RUNS = (QUICK, FULL)


@dataclass(frozen=True, slots=True)
class Effort:
    """What a run takes of a person: taps, pages or cards, and the characters on them, white space apart."""

    taps: int
    shown: int
    characters: int


def length_of(text: str) -> int:
    """Return how many characters of a text can be read."""
    return sum(not character.isspace() for character in text)
