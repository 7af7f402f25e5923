"""Lists what a star still needs, in the recommended order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter

from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import Scorecard
from flows.assessment.verified import counted_level, is_lowered
from flows.standard.model import Effort, Standard

UNANSWERED = Rating()
PRECEDENCE = attrgetter("precedence")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: raise a subdomain from one rung to another. `effort` is that of the most expensive rung on the way.

    `precedence` sorts steps that do not build on each other: steps under way first, then by the effort of all their rungs.
    """

    subdomain: str
    from_rung: int
    to_rung: int
    under_way: bool
    effort: Effort
    precedence: tuple[bool, int]


def roadmap(standard: Standard, ratings: Ratings, star: int) -> tuple[Step, ...]:
    """Return the steps from these ratings to `star` (1..5). Which steps are needed is certain; their order is our advice.

    A step is needed for every subdomain that keeps the star closed, and leads to the star's rung. Steps that are under way come
    first, then the cheaper ones. A step comes after those it builds on, unless it is under way already. A claim that a reviewer
    lowered counts as the rung they confirmed, so it can be a step of its own.
    """
    gap = [code for code, ceiling in standard.ceilings.items() if ceiling[counted_level(ratings, code)] < star]
    return _in_order(standard, _after_review(standard, ratings, gap, star))


def next_steps(standard: Standard, ratings: Ratings, card: Scorecard) -> tuple[Step, ...]:
    """Return the steps to the next star of this result, one for each subdomain that blocks it; none at five stars.

    A claim that a reviewer lowered is left out if it is enough for that star.
    """
    if card.verified is not None:
        return _in_order(standard, _after_review(standard, ratings, card.blocking, card.goal))
    readings = [(code, ratings.get(code, UNANSWERED).reading) for code in card.blocking]
    steps = [_step(standard, code, read.claimed, card.goal, read.under_way > read.claimed) for code, read in readings]
    return _in_order(standard, steps)


def _after_review(standard: Standard, ratings: Ratings, gap: Iterable[str], star: int) -> list[Step]:
    """Return the steps of these subdomains. From a lowered claim, a step begins at the rung that the reviewer confirmed."""
    steps = []
    for code in gap:
        rating = ratings.get(code, UNANSWERED)
        under_way = not is_lowered(rating) and rating.reading.under_way > rating.reading.claimed
        steps.append(_step(standard, code, rating.read(Lens.verified), star, under_way))
    return steps


def _in_order(standard: Standard, steps: list[Step]) -> tuple[Step, ...]:
    waiting = {step.subdomain: step for step in sorted(steps, key=PRECEDENCE)}
    ordered = []
    while waiting:
        for code, step in waiting.items():
            if step.under_way or waiting.keys().isdisjoint(standard.builds_on[code]):
                break
        ordered.append(waiting.pop(code))
    return tuple(ordered)


# Cached: an edition has some hundreds of steps, and results ask for the same ones again and again.
@lru_cache(maxsize=4096)
def _step(standard: Standard, code: str, level: int, star: int, under_way: bool) -> Step:
    climbed = standard.subdomain(code).effort[level:star]
    return Step(code, level, star, under_way, effort=max(climbed), precedence=(not under_way, sum(climbed)))
