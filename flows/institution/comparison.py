"""Compares what several people of one institution said, each alone: where they differ, and what of it decides the star.

Nothing is averaged: under a rule where the lowest decides, the mean of 2 and 4 is nobody's statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from msgspec import Struct

from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import StarRange, possible_stars
from flows.fingerprint import fingerprint
from flows.standard.model import TOP, Standard

# The spread from which on people must talk: each knows something that the other does not.
TALK_FROM = 2


class Vote(Struct, frozen=True):
    """What one person (`number`) said of one subdomain when they handed in its domain.

    `unsure` is a full answer, and never counts as rung 0 here. `not_applicable` is the reason why the subdomain is left out, ""
    if it is not. `has_evidence` says that they named evidence. `is_revised`: they used their one revision.
    """

    number: int
    code: str
    level: int
    unsure: bool = False
    not_applicable: str = ""
    has_evidence: bool = False
    is_revised: bool = False

    @property
    def names_rung(self) -> bool:
        """Whether it claims a rung."""
        return not self.unsure and not self.not_applicable

    @property
    def claims(self) -> int:
        """Return what it claims: a subdomain that is left out closes no star, as one on the highest rung."""
        return TOP if self.not_applicable else self.level

    @property
    def said(self) -> tuple[int, bool, bool]:
        """Return what two people must have in common to agree; reasons may differ."""
        return self.level if self.names_rung else 0, self.unsure, bool(self.not_applicable)


class Settled(Struct, frozen=True):
    """The answer of the institution to one subdomain. It belongs to the institution, and stays when people leave.

    `reason` says why, "" if all said the same. `people` is how many had answered, `differed` whether they had differed.
    """

    code: str
    level: int
    unsure: bool = False
    not_applicable: str = ""
    reason: str = ""
    people: int = 0
    differed: bool = False

    @property
    def rating(self) -> Rating:
        """Return it as an answer."""
        return Rating(0 if self.unsure or self.not_applicable else self.level, False, self.unsure, self.not_applicable)


class ItemState(StrEnum):
    """How far apart people are: not at all, one rung, or so far that they must talk."""

    agreed = "agreed"
    flagged = "flagged"
    to_talk = "to_talk"


class Item(Struct, frozen=True):
    """A subdomain in which people differ, and whether the star depends on how it is settled."""

    code: str
    votes: tuple[Vote, ...]
    state: ItemState
    changes_star: bool

    @property
    def mark(self) -> str:
        """The mark of what people said, so that an old page or button never settles or revises what nobody saw there."""
        return fingerprint(self.votes)

    @property
    def lowest(self) -> int:
        """The lowest claim."""
        return min(vote.claims for vote in self.votes if not vote.unsure)

    @property
    def highest(self) -> int:
        """The highest claim."""
        return max(vote.claims for vote in self.votes if not vote.unsure)


def state_of(votes: Sequence[Vote]) -> ItemState:
    """Return how far apart the answers to one subdomain are.

    The spread is from the lowest claim to the highest: 0 is agreed, 1 is flagged, TALK_FROM or more must be talked about. So
    must a claim against "not sure", and a rung against "does not apply". If all are not sure, they agree on that.
    """
    if len({vote.said for vote in votes}) <= 1:
        return ItemState.agreed
    if len({(vote.unsure, bool(vote.not_applicable)) for vote in votes}) > 1:
        return ItemState.to_talk
    levels = [vote.level for vote in votes]
    return ItemState.to_talk if max(levels) - min(levels) >= TALK_FROM else ItemState.flagged


def by_code(votes: Sequence[Vote]) -> dict[str, tuple[Vote, ...]]:
    """Return the answers to each subdomain, in the order of the people's numbers."""
    ordered = sorted(votes, key=lambda vote: (vote.code, vote.number))
    return {code: tuple(of_code) for code, of_code in groupby(ordered, key=lambda vote: vote.code)}


def compared(standard: Standard, votes: Sequence[Vote], settled: Mapping[str, Settled]) -> tuple[Item, ...]:
    """Return the subdomains in which people differ and that are not settled: those that change the star first.

    Within each of the two parts, what must be talked about comes first, then the standard's order. `votes` must hold only what
    may be compared: everybody who answers a domain has handed it in.
    """
    said = by_code(votes)
    items = []
    for code in standard.codes:
        state = state_of(said.get(code, ()))
        if code in settled or state is ItemState.agreed:
            continue
        items.append(Item(code, said[code], state, _changes_star(standard, said, settled, code)))
    return tuple(sorted(items, key=lambda item: (not item.changes_star, item.state is not ItemState.to_talk)))


def star_of(standard: Standard, votes: Sequence[Vote], settled: Mapping[str, Settled]) -> StarRange:
    """Return the star of the institution: a range while something that decides it is not settled, not answered or not sure.

    What is not settled counts as the lowest claim, and at best as the highest. "Not sure" beside a claim adds nothing to that.
    What nobody claims is missing: it counts once as rung 0 and once as rung 5.
    """
    said = by_code(votes)
    low, high = (possible_stars(standard, _read(standard, said, settled, best=best), Lens.claimed) for best in (False, True))
    return StarRange(low.low, high.high)


def institution_ratings(standard: Standard, votes: Sequence[Vote], settled: Mapping[str, Settled]) -> Ratings:
    """Return the answers of the institution as they count now: what is settled, and the lowest claim of the rest."""
    return _read(standard, by_code(votes), settled, best=False)


def _changes_star(standard: Standard, said: Mapping[str, tuple[Vote, ...]], settled: Mapping[str, Settled], code: str) -> bool:
    """Return whether the star can differ by how this subdomain is settled, however the others are."""
    for best in (False, True):
        others = _read(standard, said, settled, best=best)
        stars = []
        for vote in said[code]:
            stars.append(possible_stars(standard, {**others, code: _rating(vote)}))
        if len({(star.low, star.high) for star in stars}) > 1:
            return True
    return False


def _read(
    standard: Standard, said: Mapping[str, tuple[Vote, ...]], settled: Mapping[str, Settled], *, best: bool
) -> dict[str, Rating]:
    """Return an answer for each subdomain: the settled one, else the highest or the lowest claim; none if nobody claims."""
    found = {}
    for code in standard.codes:
        claims = [vote for vote in said.get(code, ()) if not vote.unsure]
        if code in settled:
            found[code] = settled[code].rating
        elif claims:
            choose = max if best else min
            found[code] = _rating(choose(claims, key=lambda vote: vote.claims))
    return found


def _rating(vote: Vote) -> Rating:
    return Rating(vote.level if vote.names_rung else 0, False, vote.unsure, vote.not_applicable)
