"""Invented reviews: how they ended, who read them, and when they were issued; the same for the same seed."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from flows.review.decisions import Reason
from flows.review_figures.counted import CountedReview
from flows.review_figures.measures import class_in, measures_of
from flows.review_figures.outcome import Again, Ending, Outcome
from flows.standard.loader import shipped

STANDARD = shipped()
MEASURES = measures_of(STANDARD)
PLACE = {measure: place for place, measure in enumerate(MEASURES)}


def outcome(chance: Random, readers: Sequence[int]) -> Outcome:
    """How one review ended. Institutions differ in how much they claim too much, and subdomains in how often it happens."""
    boldness = chance.betavariate(2, 5)
    endings = {}
    for place, code in enumerate(STANDARD.codes):
        if chance.random() < 0.45:
            endings[code] = Ending.not_looked_at
        else:
            too_high = chance.random() < boldness * (0.5 + (place * 7 % 27) / 18)
            endings[code] = Ending.lower if too_high else Ending.as_claimed
    lower = sum(ending is Ending.lower for ending in endings.values())
    asked = sum(chance.random() < 0.5 for _ in range(lower + chance.randint(0, 2)))
    reasons = chance.sample(list(Reason), min(len(Reason), chance.randint(1, 3))) if lower or asked else []
    second = chance.choice((Again.same, Again.changed)) if len(readers) > 1 else Again.none
    objection = chance.choice((Again.same, Again.changed)) if lower and chance.random() < 0.2 else Again.none
    return Outcome(
        endings, chance.randint(6, 18) + 10 * bool(asked), asked, frozenset(reasons), second, objection, frozenset(readers)
    )


def readers(chance: Random, reviewers: int) -> tuple[int, ...]:
    """Who reads a review: one of this number of reviewers, sometimes a second one. The first of them reads more than others."""
    first = chance.choices(range(1, reviewers + 1), [2, *[1] * (reviewers - 1)])[0]
    others = [number for number in range(1, reviewers + 1) if number != first]
    return (first, chance.choice(others)) if others and chance.random() < 0.2 else (first,)


def review(chance: Random, reviewers: int = 4) -> CountedReview:
    """One institution with its review, that no release has counted."""
    return counted(outcome(chance, readers(chance, reviewers)))


def counted(given: Outcome) -> CountedReview:
    """A review as releases count it."""
    return CountedReview(tuple(class_in(measure, given) for measure in MEASURES), given.readers)
