"""Institutions that claim more than is true, with evidence of different quality; the same for the same seed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random

from flows.assessment.evidence import Evidence
from flows.assessment.rating import Lens, Rating, Ratings
from flows.assessment.scorecard import star_range
from flows.standard.model import TOP, Standard

# How many rungs a claim is too high, if it is.
TOO_HIGH_BY, SHARES = (1, 2, 3), (80, 15, 5)
DOES_NOT_APPLY = Rating(not_applicable="no partners outside")


class EvidenceQuality(Enum):
    """How much evidence shows: exactly what is true, one rung less than is true, or all that is claimed although it is not."""

    good = "good"
    thin = "thin"
    deceiving = "deceiving"


GOOD_ONLY = {EvidenceQuality.good: 1}
MIXED = {EvidenceQuality.good: 93, EvidenceQuality.thin: 4, EvidenceQuality.deceiving: 3}


@dataclass(frozen=True)
class Claimant:
    """One institution: what it claims, and by code the rung that is true and the rung that its evidence shows."""

    ratings: Ratings
    true: dict[str, int]
    shown: dict[str, int]


def claimant(
    standard: Standard,
    star: int,
    inflation: float,
    seed: int,
    qualities: dict[EvidenceQuality, int],
    too_high_by: tuple[int, ...] = TOO_HIGH_BY,
) -> Claimant:
    """Return an institution that claims `star` (0..5). Each of its claims is too high with the chance `inflation` (0..1)."""
    chance = Random(f"{star} {inflation} {seed}")
    ratings = _claimed(standard, star, chance)
    true, shown = {}, {}
    for code, rating in ratings.items():
        claimed = rating.read(Lens.claimed)
        true[code] = claimed
        if chance.random() < inflation:
            # A statement that a subdomain does not apply is wrong as a whole.
            by = TOP if rating.not_applicable else chance.choices(too_high_by, SHARES[: len(too_high_by)])[0]
            true[code] = max(0, claimed - by)
        quality = chance.choices(list(qualities), list(qualities.values()))[0]
        less = quality is EvidenceQuality.thin and not rating.not_applicable
        shown[code] = claimed if quality is EvidenceQuality.deceiving else max(0, true[code] - less)
    return Claimant(ratings, true, shown)


def _claimed(standard: Standard, star: int, chance: Random) -> Ratings:
    """Return answers that reach exactly this star: some subdomains are just good enough for it, others better."""
    while True:
        ratings = {}
        for sub in standard.subdomains:
            better = round(abs(chance.gauss(0, 1)))
            level = star + better if star in sub.stars else star + round(chance.gauss(0, 1))
            level = max(0, min(TOP, level))
            ratings[sub.code] = Rating(level, evidence=Evidence("a document and a record", level) if level else None)
        if chance.random() < 0.2:
            ratings[chance.choice([sub.code for sub in standard.subdomains if sub.may_not_apply])] = DOES_NOT_APPLY
        if star_range(standard, ratings, Lens.claimed).low == star:
            return ratings
