"""Ratings in, stars out: the rule of the edition, through three lenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.assessment.evidence import as_of, renewals
from flows.assessment.rating import Lens, Ratings
from flows.standard.model import TOP, Standard


@dataclass(frozen=True, slots=True)
class StarRange:
    """The stars (0..5) that are still possible: `low` if every missing answer were 0, `high` if every one were 5."""

    low: int
    high: int

    @property
    def decided(self) -> bool:
        """Whether no missing answer can change the star."""
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Fall:
    """On `on` the evidenced star falls to `star` (0..4), unless some evidence is renewed before."""

    star: int
    on: date


@dataclass(frozen=True, slots=True)
class DomainProfile:
    """How many of the subdomains that a star needs in one domain are met, of how many."""

    domain: str
    met: int
    required: int


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The result: a star range per lens, what blocks the next star, and where each domain stands towards it.

    `goal` is the next star (5 where 5 is reached); `blocking`, `unsure`, `left_out` and `open_questions` hold codes in the
    standard's order. `open_questions` are the missing answers that can still change the claimed star.
    """

    claimed: StarRange
    under_way: StarRange
    evidenced: StarRange
    goal: int
    blocking: tuple[str, ...]
    domains: tuple[DomainProfile, ...]
    unsure: tuple[str, ...]
    left_out: tuple[str, ...]
    open_questions: tuple[str, ...]


def star_range(standard: Standard, ratings: Ratings, lens: Lens) -> StarRange:
    """The star is the highest L such that for every l <= L every subdomain ticked at l has a level >= l.

    Nothing is averaged: each subdomain lets a star through or does not (`Subdomain.ceiling`), and the lowest decides.
    """
    return _range(standard, {code: rating.read(lens) for code, rating in ratings.items()})


def _range(standard: Standard, levels: Mapping[str, int]) -> StarRange:
    low = high = TOP
    for code, ceiling in standard.ceilings.items():
        level = levels.get(code)
        if level is None:
            through = ceiling[0]
        else:
            through = ceiling[level]
            if through < high:
                high = through
        if through < low:
            low = through
    return StarRange(low, high)


def scorecard(standard: Standard, ratings: Ratings) -> Scorecard:
    """The whole result for these ratings; missing subdomains are unanswered."""
    levels, with_under_way, proven = {}, {}, {}
    for code, rating in ratings.items():
        levels[code], with_under_way[code], proven[code] = rating.readings()
    claimed = _range(standard, levels)
    ceilings = standard.ceilings
    left_out = tuple([code for code in ceilings if code in ratings and ratings[code].not_applicable])
    goal = min(claimed.low + 1, TOP)
    return Scorecard(
        claimed=claimed,
        under_way=claimed if with_under_way == levels else _range(standard, with_under_way),
        evidenced=claimed if proven == levels else _range(standard, proven),
        goal=goal,
        blocking=() if claimed.low == TOP else _held_at(standard, levels, claimed.low),
        domains=tuple([profile(standard, domain.code, levels, left_out, goal) for domain in standard.domains]),
        unsure=tuple([code for code in ceilings if code in ratings and ratings[code].unsure]),
        left_out=left_out,
        open_questions=tuple([code for code, ceiling in ceilings.items() if code not in ratings and ceiling[0] < claimed.high]),
    )


def next_fall(standard: Standard, ratings: Ratings, today: date) -> Fall | None:
    """When the evidenced star that counts today is the first to fall by age alone; None where it does not."""
    days = renewals(standard, ratings, today)
    if not days:
        return None
    now = star_range(standard, as_of(standard, ratings, today), Lens.evidenced).low
    for day in days:
        then = star_range(standard, as_of(standard, ratings, day), Lens.evidenced).low
        if then < now:
            return Fall(then, day)
    return None


def _held_at(standard: Standard, levels: Mapping[str, int], star: int) -> tuple[str, ...]:
    return tuple([code for code, ceiling in standard.ceilings.items() if ceiling[levels.get(code, 0)] == star])


def claimed_level(ratings: Ratings, code: str) -> int:
    """The rung that counts as claimed; an unanswered subdomain stands at 0."""
    rating = ratings.get(code)
    return rating.read(Lens.claimed) if rating else 0


def profile(standard: Standard, domain: str, levels: Mapping[str, int], left_out: Sequence[str], star: int) -> DomainProfile:
    """How far a domain meets `star` on these claimed levels; a subdomain that does not apply is not counted."""
    needed = standard.ticked_in[domain, star]
    if left_out:
        needed = tuple([code for code in needed if code not in left_out])
    return DomainProfile(domain, sum([levels.get(code, 0) >= star for code in needed]), len(needed))
