"""Says who may read a case: nobody with a tie to the institution, and nobody twice who has to be another person.

There is no exception by role.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from flows.review.rules import ReviewRules
from flows.review.states import Party


@dataclass(frozen=True, slots=True)
class Actor:
    """A person as they act: as whom, their number (of the officer or the respondent), and the institutions that they belong to.

    The institutions are those of this moment, so that a person who joins or leaves one counts as such at once. The program
    itself has number 0.
    """

    party: Party
    person: int = 0
    institutions: frozenset[int] = field(default_factory=frozenset)

    def belongs_to(self, institution: int | None) -> bool:
        """Return whether the person belongs to an institution. Nobody belongs to one that is not known yet."""
        return institution in self.institutions


CLOCK = Actor(Party.clock)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a reviewer declares for one case: whether a tie existed within the last `ReviewRules.tie_months`."""

    is_employed: bool = False
    is_paid: bool = False
    advises: bool = False

    @property
    def has_tie(self) -> bool:
        """Whether the reviewer may not read this case."""
        return self.is_employed or self.is_paid or self.advises


def is_drawn(seed: str, percent: int) -> bool:
    """Return whether a case with this seed is among the percent (0..100) of cases that a second person reads.

    The same seed always gives the same answer. The hash is of its own, so that it says nothing about the items that are drawn.
    """
    number = int.from_bytes(sha256(f"second reading/{seed}".encode()).digest()[:8])
    return number * 100 < percent << 64


def needs_second_reading(star: int, seed: str, rules: ReviewRules) -> bool:
    """Return whether a second person has to read a case with this claimed star (0..5)."""
    return star >= rules.second_reading_from_star or is_drawn(seed, rules.second_reading_percent)
