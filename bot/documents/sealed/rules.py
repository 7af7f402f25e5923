"""Tells by which version of our rules the stars of a sealed file were calculated, and counts evidence by that version.

A file that was true when it was sealed stays true: it is checked by the rules of its own time, not by today's.
"""

from __future__ import annotations

from datetime import date
from enum import IntEnum

from msgspec.structs import replace

from flows.assessment.ageing import as_of
from flows.assessment.evidence import Evidence
from flows.assessment.rating import Ratings
from flows.standard.model import Standard


class Rules(IntEnum):
    """A version of the rules. They differ in the day from which evidence without a last use counts.

    `from_in_force` takes the day on which it came into force, else the day on which it was named; `from_named` takes them in
    the other order. The numbers are in sealed files, so they never change.
    """

    from_in_force = 1
    from_named = 2


TODAYS = Rules.from_named
# Files of the first format do not say their rules: either version may have made them.
UNSAID = (Rules.from_in_force, Rules.from_named)


def counting(standard: Standard, ratings: Ratings, day: date, rules: Rules) -> Ratings:
    """Return the ratings without the evidence that is stale on a day by these rules."""
    if rules is Rules.from_named:
        return as_of(standard, ratings, day)
    older = {
        code: rating.with_evidence(_from_in_force(rating.evidence))
        for code, rating in ratings.items()
        if rating.evidence is not None
    }
    return as_of(standard, {**ratings, **older}, day)


def _from_in_force(evidence: Evidence) -> Evidence:
    """Return the evidence as the first rules saw it: the day of naming is unknown if that of coming into force is known."""
    return evidence if evidence.in_force is None else replace(evidence, named_on=None)
