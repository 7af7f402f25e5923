"""Says which claims a reviewer must look at: all that decide the star, and some others drawn from a seed.

A claim is the rung of one answer. The star is the lowest of the stars that the claims allow one by one (`Subdomain.ceiling`).
So claims that fall together lower the star only if one of them does alone, and each claim can be judged on its own.

What decides is fixed when the case begins. If the star falls, nothing new decides it: a claim whose fall would lower the star
further would lower the claimed star too. The deciding claims are all looked at, even after the first fall. So what must be
looked at does not depend on the order of the decisions, and it is still right if an objection takes a fall back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from flows.assessment.rating import Lens, Ratings
from flows.assessment.scorecard import claimed_level, star_range
from flows.assessment.verified import fallen
from flows.review.decisions import Decision, DecisionKind
from flows.review.entries import Scope
from flows.review.rules import DEFAULT, ReviewRules
from flows.standard.model import Standard


class LookReason(StrEnum):
    """Why a reviewer must look at a claim."""

    deciding = "deciding"
    drawn = "drawn"
    # A drawn claim of the same domain was lowered.
    domain_of_fall = "domain_of_fall"


@dataclass(frozen=True, slots=True)
class Selection:
    """The subdomains that a reviewer must look at in any case, in the standard's order.

    `deciding` are those whose fall would lower the star. `drawn` are others that follow from `seed`, which the report prints.
    """

    deciding: tuple[str, ...]
    drawn: tuple[str, ...]
    seed: str


@dataclass(frozen=True, slots=True)
class Look:
    """A claim that is still to be looked at or to be decided, and why."""

    subdomain: str
    why: LookReason


def claims(standard: Standard, ratings: Ratings) -> tuple[str, ...]:
    """Return the subdomains, in the standard's order, that claim something a reviewer could lower.

    That is every answer above rung 0, and every statement that a subdomain does not apply. An answer that is missing or unsure
    counts as rung 0. Work under way is not claimed. A reviewer never raises a claim, so there is nothing to look at.
    """
    return tuple(code for code in standard.codes if claimed_level(ratings, code))


def deciding(standard: Standard, ratings: Ratings, star: int) -> tuple[str, ...]:
    """Return the claims, in the standard's order, whose fall would leave less than `star` (0..5)."""
    return tuple(code for code in claims(standard, ratings) if standard.ceilings[code][fallen(ratings[code])] < star)


def selection(standard: Standard, ratings: Ratings, seed: str, rules: ReviewRules = DEFAULT) -> Selection:
    """Return what a reviewer must look at in any case. The same seed and ratings always give the same.

    `sampled_items` claims are drawn beside the deciding ones, or all if there are fewer. Claims that the star needs are drawn
    before those that only a higher star needs, which cannot make this star wrong. Among equals the lowest SHA-256 of the seed
    and the code is drawn, so anybody can repeat it. The seed must not be known before the submission is sealed.
    """
    star = star_range(standard, ratings, Lens.claimed).low
    first = deciding(standard, ratings, star)
    rest = [code for code in claims(standard, ratings) if code not in first]
    drawn = set(sorted(rest, key=lambda code: (not needed(standard, code, star), _lot(seed, code)))[: rules.sampled_items])
    return Selection(first, tuple(code for code in rest if code in drawn), seed)


def needed(standard: Standard, code: str, star: int) -> bool:
    """Return whether a star (0..5) cannot be reached with this subdomain on rung 0."""
    return standard.ceilings[code][0] < star


def must_look(standard: Standard, ratings: Ratings, chosen: Selection, decisions: Sequence[Decision]) -> tuple[Look, ...]:
    """Return every claim that must be looked at, decided or not, in the standard's order, each with why.

    If a drawn claim is lowered, its whole domain must be looked at. If several decisions are about one subdomain, the last one
    counts.
    """
    made = latest(decisions)
    fell = {
        standard.subdomain(code).domain for code in chosen.drawn if code in made and made[code].kind is DecisionKind.lowered
    }
    found = []
    for code in claims(standard, ratings):
        if code in chosen.deciding:
            found.append(Look(code, LookReason.deciding))
        elif code in chosen.drawn:
            found.append(Look(code, LookReason.drawn))
        elif standard.subdomain(code).domain in fell:
            found.append(Look(code, LookReason.domain_of_fall))
    return tuple(found)


def scope(standard: Standard, ratings: Ratings, chosen: Selection, decisions: Sequence[Decision]) -> Scope:
    """Return what a case records of its selection at this moment: the items, the claimed star and the seed."""
    codes = tuple(look.subdomain for look in must_look(standard, ratings, chosen, decisions))
    return Scope(codes, star_range(standard, ratings, Lens.claimed).low, chosen.seed)


def latest(decisions: Sequence[Decision]) -> dict[str, Decision]:
    """Return the last decision about each subdomain, by its code."""
    return {decision.subdomain: decision for decision in decisions}


def _lot(seed: str, code: str) -> bytes:
    return sha256(f"{seed}/{code}".encode()).digest()
