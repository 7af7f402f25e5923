"""How stars are read out inside a line."""

from __future__ import annotations

from flows.assessment.scorecard import StarRange
from flows.dialogue import Phrase, phrase


def range_of(stars: StarRange) -> Phrase:
    """The star, or the range that is still open, inside a line."""
    if stars.decided:
        return phrase("stars", star=stars.low)
    return phrase("stars-range", low=phrase("stars", star=stars.low), high=phrase("stars", star=stars.high))
