"""The result of an institution: the round by which it answers, and what each person lets it hand in."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from flows.institution.rounds import Round


class Allowed(Struct, frozen=True):
    """What a person lets the institution hand in of a round: their single answers, and the evidence that they named."""

    shares_answers: bool = False
    lends_evidence: bool = False


class RoundResult(Struct, frozen=True):
    """The round by which an institution answers, and what people allow of it.

    It is the newest round that has an answer to everything, open or not; if there is none, the open one. `is_open` says that it
    can still be settled, `goes_on` that a newer one was begun and has not come so far. `allowed` is by the person's number;
    without an entry they allow nothing.
    """

    round: Round
    is_complete: bool
    is_open: bool
    goes_on: bool
    allowed: Mapping[int, Allowed]

    def of(self, number: int) -> Allowed:
        """Return what a person allows."""
        return self.allowed.get(number, Allowed())

    @property
    def voters(self) -> frozenset[int]:
        """The people whose single answers are kept. Who left took theirs along."""
        return frozenset(vote.number for vote in self.round.votes)

    @property
    def agree(self) -> int:
        """How many of them agree that their single answers leave with the result."""
        return sum(self.of(number).shares_answers for number in self.voters)

    @property
    def lend(self) -> int:
        """How many of them lend their evidence."""
        return sum(self.of(number).lends_evidence for number in self.voters)
