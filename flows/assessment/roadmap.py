"""What the wanted star still needs, in the order in which it is best built."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Rating, Ratings
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
    waiting: dict[str, Step] = {}
    for (_, ticked), codes in standard.ticked_in.items():
        if ticked == star:
            for code in codes:
                level = claimed_level(ratings, code)
                if level < star:
                    waiting[code] = _step(ratings.get(code), standard.subdomain(code), level, star)
    ordered: list[Step] = []
    costs = {code: (not step.under_way, _cost(standard, step)) for code, step in waiting.items()}
    while waiting:
        ready = [code for code, step in waiting.items() if step.under_way or _is_ready(standard, code, waiting)]
        ordered.append(waiting.pop(min(ready, key=costs.__getitem__)))
    return tuple(ordered)


def _step(rating: Rating | None, subdomain: Subdomain, level: int, star: int) -> Step:
    return Step(
        subdomain=subdomain.code,
        from_rung=level,
        to_rung=star,
        under_way=bool(rating and rating.under_way and not rating.unsure and not rating.not_applicable),
        effort=max(subdomain.effort[level:star]),
    )


def _is_ready(standard: Standard, code: str, waiting: dict[str, Step]) -> bool:
    return waiting.keys().isdisjoint(standard.subdomain(code).builds_on)


def _cost(standard: Standard, step: Step) -> int:
    return sum(standard.subdomain(step.subdomain).effort[step.from_rung : step.to_rung])
