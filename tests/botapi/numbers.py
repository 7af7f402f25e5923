"""The numbers of updates, counted as the real server counts them."""

from __future__ import annotations

import random

FIRST = 700_000_001
# A queue that held nothing for a week is forgotten; the next one begins at a number drawn from this range.
DRAWN = (2_000_001, 1_000_000_000)
# An offset further beyond the next number than this is not believed: the server answers from the oldest update it holds.
BELIEVED = 10


class UpdateNumbers:
    """Consecutive, until a quiet week. `next` is the number that the next update will get."""

    def __init__(self, first: int = FIRST) -> None:
        self.next = first

    def take(self) -> int:
        """Output: the number of a new update."""
        self.next += 1
        return self.next - 1

    def given(self, number: int) -> None:
        """Input: a number that a test gave by hand. Later ones lie above it."""
        self.next = max(self.next, number + 1)

    def quiet_week(self, dice: random.Random, first: int | None = None) -> int:
        """Input: the first number after a week without updates, drawn at random if not given. Output: that number."""
        self.next = dice.randint(*DRAWN) if first is None else first
        return self.next

    def believes(self, offset: int) -> bool:
        """Input: a positive offset. Output: whether it may confirm anything."""
        return offset <= self.next + BELIEVED
