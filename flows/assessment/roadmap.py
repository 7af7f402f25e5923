"""What the wanted star still needs, in the order in which it is best built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from flows.assessment.rating import Rating, Ratings
from flows.assessment.scorecard import Scorecard, claimed_level
from flows.standard.model import Effort, Standard

UNANSWERED = Rating()
PRECEDENCE = attrgetter("precedence")


@dataclass(frozen=True, slots=True)
class Step:
    """Raise one subdomain from a rung to a rung; `effort` is the dearest rung on the way.

    `precedence` orders what does not build on each other: whether it is still to begin, and what all rungs on the way cost.
    """

    subdomain: str
    from_rung: int
    to_rung: int
    under_way: bool
    effort: Effort
    precedence: tuple[bool, int]


def roadmap(standard: Standard, ratings: Ratings, star: int) -> tuple[Step, ...]:
    """The steps to `star` (1..5) from these ratings: the set is unique, the order is advice.

    First what is under way, then by effort; and never a step before one that it builds on, unless it is under way already.
    The set is what the gap to the star is: every subdomain whose ceiling lies below the star, raised to the highest rung that a
    star up to the wanted one asks of it.
    """
    gap = [code for code, ceiling in standard.ceilings.items() if ceiling[claimed_level(ratings, code)] < star]
    return _in_order(standard, ratings, gap, star)


def next_steps(standard: Standard, ratings: Ratings, card: Scorecard) -> tuple[Step, ...]:
    """The roadmap to the next star of these ratings' result, whose gap is what blocks it; none where five are reached."""
    return _in_order(standard, ratings, card.blocking, card.goal)


def _in_order(standard: Standard, ratings: Ratings, gap: Iterable[str], star: int) -> tuple[Step, ...]:
    readings = [(code, ratings.get(code, UNANSWERED).reading) for code in gap]
    steps = [_step(standard, code, read.claimed, star, read.under_way > read.claimed) for code, read in readings]
    waiting = {step.subdomain: step for step in sorted(steps, key=PRECEDENCE)}
    ordered = []
    while waiting:
        for code, step in waiting.items():
            if step.under_way or waiting.keys().isdisjoint(standard.builds_on[code]):
                break
        ordered.append(waiting.pop(code))
    return tuple(ordered)


# An edition has some hundreds of steps, and results ask for the same ones again and again.
@lru_cache(maxsize=4096)
def _step(standard: Standard, code: str, level: int, star: int, under_way: bool) -> Step:
    climbed = standard.subdomain(code).effort[level:star]
    return Step(code, level, star, under_way, effort=max(climbed), precedence=(not under_way, sum(climbed)))
