"""Ratings in, stars out: the rule of the edition, through three lenses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.assessment.evidence import as_of, renewals
from flows.assessment.rating import Lens, Ratings
from flows.standard.model import TOP, CapabilityDomain, Standard


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
    low = high = TOP
    for code, ceiling in standard.ceilings.items():
        rating = ratings.get(code)
        if rating is None:
            through = ceiling[0]
        else:
            through = ceiling[rating.read(lens)]
            high = through if through < high else high
        low = through if through < low else low
    return StarRange(low, high)


def scorecard(standard: Standard, ratings: Ratings) -> Scorecard:
    """The whole result for these ratings; missing subdomains are unanswered."""
    claimed = star_range(standard, ratings, Lens.claimed)
    ceilings = standard.ceilings
    levels = {code: claimed_level(ratings, code) for code in ceilings}
    left_out = tuple(code for code in ceilings if code in ratings and ratings[code].not_applicable)
    goal = min(claimed.low + 1, TOP)
    return Scorecard(
        claimed=claimed,
        under_way=star_range(standard, ratings, Lens.under_way),
        evidenced=star_range(standard, ratings, Lens.evidenced),
        goal=goal,
        blocking=tuple(
            code for code, ceiling in ceilings.items() if claimed.low < TOP and ceiling[levels[code]] == claimed.low
        ),
        domains=tuple(profile(domain, levels, left_out, goal) for domain in standard.domains),
        unsure=tuple(code for code in standard.codes if code in ratings and ratings[code].unsure),
        left_out=left_out,
        open_questions=tuple(code for code, ceiling in ceilings.items() if code not in ratings and ceiling[0] < claimed.high),
    )


def next_fall(standard: Standard, ratings: Ratings, today: date) -> Fall | None:
    """When the evidenced star that counts today is the first to fall by age alone; None where it does not."""
    now = star_range(standard, as_of(standard, ratings, today), Lens.evidenced).low
    for day in renewals(standard, ratings, today):
        then = star_range(standard, as_of(standard, ratings, day), Lens.evidenced).low
        if then < now:
            return Fall(then, day)
    return None


def claimed_level(ratings: Ratings, code: str) -> int:
    """The rung that counts as claimed; an unanswered subdomain stands at 0."""
    rating = ratings.get(code)
    return rating.read(Lens.claimed) if rating else 0


def profile(domain: CapabilityDomain, levels: Mapping[str, int], left_out: Sequence[str], star: int) -> DomainProfile:
    """How far a domain meets `star` on these claimed levels; a subdomain that does not apply is not counted."""
    needed = [sub.code for sub in domain.subdomains if star in sub.stars and sub.code not in left_out]
    return DomainProfile(domain.code, sum(levels[code] >= star for code in needed), len(needed))
