"""Says how far each capability domain reaches on its own. The radar shows this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from flows.assessment.rating import Lens, Ratings
from flows.standard.model import STARS, TOP, CapabilityDomain, Standard


@dataclass(frozen=True, slots=True)
class Reach:
    """The highest star (0..5) that one domain alone would allow, and how much of its next star is met.

    `highest` is the star that it would allow if all that is unsure or unanswered here were on rung 5.
    `required` is the number of subdomains of this domain that the next star ticks, `met` those of them that are on its rung.
    At five stars both are 0. The institution's star is the lowest `star` of all domains.
    """

    domain: str
    star: int
    highest: int
    met: int
    required: int

    @property
    def hundredths(self) -> int:
        """The height in whole hundredths of a star (0..500), rounded down."""
        return self.star * 100 + (self.met * 100 // self.required if self.required else 0)

    @property
    def height(self) -> Fraction:
        """`star` plus the share of the next star that is met (0..5). It is a whole number only right at a star."""
        return self.star + (Fraction(self.met, self.required) if self.required else Fraction(0))


def reaches(standard: Standard, ratings: Ratings, lens: Lens) -> tuple[Reach, ...]:
    """Return the reach of every domain through a lens, in the standard's order. A missing answer counts as rung 0."""
    return tuple(_reach(domain, standard.ceilings, ratings, lens) for domain in standard.domains)


def _reach(domain: CapabilityDomain, ceilings: Mapping[str, tuple[int, ...]], ratings: Ratings, lens: Lens) -> Reach:
    levels = {sub.code: ratings[sub.code].read(lens) if sub.code in ratings else 0 for sub in domain.subdomains}
    star = min([ceilings[code][level] for code, level in levels.items()], default=TOP)
    said = [code for code in levels if code in ratings and not ratings[code].unsure]
    highest = min([ceilings[code][levels[code]] for code in said], default=TOP)
    if star == TOP:
        return Reach(domain.code, TOP, TOP, 0, 0)
    needed = [sub.code for sub in domain.subdomains if STARS[star] in sub.stars]
    return Reach(domain.code, star, highest, sum(levels[code] >= STARS[star] for code in needed), len(needed))
