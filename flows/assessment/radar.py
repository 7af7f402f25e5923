"""How far one capability domain alone reaches: what a radar of the five domains shows."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from flows.assessment.rating import Lens, Ratings
from flows.standard.model import STARS, TOP, CapabilityDomain, Standard


@dataclass(frozen=True, slots=True)
class Reach:
    """The highest star (0..5) that one domain alone would let through, and how much of its next star is met.

    `met` of `required` are the domain's subdomains that the star above `star` ticks and that stand on its rung; at five stars
    both are 0. The institution's star is the lowest of the domains' stars: the rule of the edition, domain by domain.
    """

    domain: str
    star: int
    met: int
    required: int

    @property
    def height(self) -> Fraction:
        """`star`, and the share of the next star that is met: 0..5; whole exactly where a star is reached."""
        return self.star + (Fraction(self.met, self.required) if self.required else Fraction(0))


def reaches(standard: Standard, ratings: Ratings, lens: Lens) -> tuple[Reach, ...]:
    """The reach of every domain through a lens, in the standard's order; what is unanswered stands at 0."""
    return tuple(_reach(domain, ratings, lens) for domain in standard.domains)


def _reach(domain: CapabilityDomain, ratings: Ratings, lens: Lens) -> Reach:
    levels = {sub.code: ratings[sub.code].read(lens) if sub.code in ratings else 0 for sub in domain.subdomains}
    star = min((sub.ceiling(levels[sub.code]) for sub in domain.subdomains), default=TOP)
    if star == TOP:
        return Reach(domain.code, TOP, 0, 0)
    needed = [sub.code for sub in domain.subdomains if STARS[star] in sub.stars]
    return Reach(domain.code, star, sum(levels[code] >= STARS[star] for code in needed), len(needed))
