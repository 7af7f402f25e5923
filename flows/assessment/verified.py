"""Reads ratings through the verified lens: what a reviewer confirmed counts, and what nobody looked at may still fall.

A reviewer looks at some answers and confirms a rung of each, never one above the claim. All other answers stay claims. So the
verified star is a range: `high` takes those claims as true, and `low` lets each of them fall.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.tally import StarRange
from flows.standard.model import TOP, Standard


@dataclass(frozen=True, slots=True)
class Lowered:
    """A claim of which a reviewer confirmed a lower rung: the rung claimed and the rung verified (0..5)."""

    subdomain: str
    claimed: int
    verified: int


def fallen(rating: Rating) -> int:
    """Return the rung (0..5) that counts if this claim falls: one rung lower.

    A statement that a subdomain does not apply is true or not. If it is not, nothing is shown of any rung, so it falls to 0.
    """
    return 0 if rating.not_applicable else max(0, rating.read(Lens.claimed) - 1)


def verified_range(standard: Standard, ratings: Ratings) -> StarRange | None:
    """Return the star range through the verified lens; None if no answer was looked at. It is never above the claimed one."""
    return stars_after_review(standard, ratings) if is_reviewed(ratings) else None


def is_reviewed(ratings: Ratings) -> bool:
    """Return whether a reviewer looked at any of these answers."""
    return any(rating.verified is not None for rating in ratings.values())


def counted_level(ratings: Ratings, code: str) -> int:
    """Return the rung to build on: the claimed one, or the lower one that a reviewer confirmed; 0 without an answer."""
    rating = ratings.get(code)
    return rating.read(Lens.verified) if rating else 0


def is_lowered(rating: Rating | None) -> bool:
    """Return whether a reviewer confirmed a lower rung than this answer claims."""
    return rating is not None and rating.read(Lens.verified) < rating.read(Lens.claimed)


def lowered(standard: Standard, ratings: Ratings) -> tuple[Lowered, ...]:
    """Return the claims that a reviewer lowered, in the standard's order."""
    found = ((code, rating) for code, rating in _known(standard, ratings) if is_lowered(rating))
    return tuple(Lowered(code, rating.read(Lens.claimed), rating.read(Lens.verified)) for code, rating in found)


def not_looked_at(standard: Standard, ratings: Ratings) -> tuple[str, ...]:
    """Return the codes, in the standard's order, of the answers that claim something and that no reviewer looked at."""
    return tuple(code for code, rating in _known(standard, ratings) if rating.verified is None and rating.read(Lens.claimed))


def stars_after_review(standard: Standard, ratings: Ratings) -> StarRange:
    """Return the stars that the review leaves possible. Nobody confirmed an answer that is missing, so it counts as rung 0."""
    high = {code: rating.read(Lens.verified) for code, rating in _known(standard, ratings)}
    low = {code: fallen(rating) if rating.verified is None else rating.verified for code, rating in _known(standard, ratings)}
    return StarRange(low=_lowest_ceiling(standard, low), high=_lowest_ceiling(standard, high))


def still_verified(rating: Rating, before: Rating | None, *, is_built: bool = False) -> Rating:
    """Return a new answer of the same self-check with what a reviewer confirmed of the one before, if that still holds.

    It holds if the answer claims the same as before. A reviewer confirms a claim, not criteria of higher rungs or work under
    way, and an institution that goes on building must not lose its review. It also holds if the answer now claims just what
    the reviewer confirmed. Nobody looked at any other answer. `is_built` says that a person has just said that a step of their
    plan is done: a claim above the confirmed rung is a new one then.
    """
    if before is None or before.verified is None:
        return rating
    is_corrected = rating.names_rung and rating.level == before.verified
    is_unchanged = claims_same(rating, before) and not (is_built and is_lowered(before))
    return rating.with_verified(before.verified) if is_corrected or is_unchanged else rating


def claims_same(one: Rating, other: Rating) -> bool:
    """Return whether two answers claim the same: the same rung, or that the subdomain does not apply for the same reason."""
    return (one.level, one.unsure, one.not_applicable) == (other.level, other.unsure, other.not_applicable)


def _known(standard: Standard, ratings: Ratings) -> Iterator[tuple[str, Rating]]:
    """Yield the answers that the edition knows, in its order."""
    return ((code, ratings[code]) for code in standard.codes if code in ratings)


def _lowest_ceiling(standard: Standard, rungs: Mapping[str, int]) -> int:
    """Return the star of these rungs: the lowest of the stars that they allow one by one."""
    return min((ceiling[rungs.get(code, 0)] for code, ceiling in standard.ceilings.items()), default=TOP)
