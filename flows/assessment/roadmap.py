"""What the wanted star still needs, in the order in which it is best built."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Ratings
from flows.assessment.scorecard import claimed_level
from flows.standard.model import Effort, Standard, Subdomain


@dataclass(frozen=True, slots=True)
class Step:
    """Raise one subdomain from a rung to a rung; `effort` is the dearest rung on the way."""

    subdomain: str
    from_rung: int
    to_rung: int
    under_way: bool
    effort: Effort


def roadmap(standard: Standard, ratings: Ratings, star: int) -> tuple[Step, ...]:
    """The steps to `star` (1..5) from these ratings: the set is unique, the order is advice.

    First what is under way, then by effort; and never a step before one that it builds on, unless it is under way already.
    The set is what the gap to the star is: every subdomain whose ceiling lies below the star, raised to the highest rung that a
    star up to the wanted one asks of it.
    """
    waiting = {
        sub.code: _step(ratings, sub, star)
        for sub in standard.subdomains
        if star in sub.stars and claimed_level(ratings, sub.code) < star
    }
    ordered: list[Step] = []
    while waiting:
        ready = [step for step in waiting.values() if step.under_way or _is_ready(standard, step, waiting)]
        first = min(ready, key=lambda step: (not step.under_way, _cost(standard, step)))
        ordered.append(waiting.pop(first.subdomain))
    return tuple(ordered)


def _step(ratings: Ratings, subdomain: Subdomain, star: int) -> Step:
    rating = ratings.get(subdomain.code)
    level = claimed_level(ratings, subdomain.code)
    return Step(
        subdomain=subdomain.code,
        from_rung=level,
        to_rung=star,
        under_way=bool(rating and rating.under_way and not rating.unsure and not rating.not_applicable),
        effort=max(subdomain.effort[level:star]),
    )


def _is_ready(standard: Standard, step: Step, waiting: dict[str, Step]) -> bool:
    return not any(code in waiting for code in standard.subdomain(step.subdomain).builds_on)


def _cost(standard: Standard, step: Step) -> int:
    return sum(standard.subdomain(step.subdomain).effort[step.from_rung : step.to_rung])
