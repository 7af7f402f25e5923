"""Names several criteria in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from flows.dialogue import Phrase, phrase
from flows.standard.criteria import Criterion


def facts_of(criteria: Sequence[Criterion]) -> Phrase:
    """Return the facts of one criterion or more, with a sign between them that does not occur inside a fact."""
    *others, last = (phrase(one.words) for one in criteria)
    return reduce(lambda rest, fact: phrase("facts", fact=fact, rest=rest), reversed(others), last)


def some_facts(criteria: Sequence[Criterion], at_most: int) -> Phrase:
    """Return the facts of the first criteria, and how many more there are."""
    left = len(criteria) - at_most
    named = facts_of(criteria[:at_most])
    return phrase("facts-more", facts=named, left=left) if left > 0 else named
