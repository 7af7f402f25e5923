"""Finds answers that probably contradict each other. We point them out and never correct them."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Ratings
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction of the edition that some answers show.

    The subdomains `claims` are on rung `at_least` or higher, although `needs` is below rung `needs_at_least`. `code` names the
    words that explain it.
    """

    code: str
    claims: tuple[str, ...]
    at_least: int
    needs: str
    needs_at_least: int


def contradictions(standard: Standard, ratings: Ratings) -> tuple[Finding, ...]:
    """Return the contradictions that these answers show, in the edition's order.

    An answer that is missing, unsure or left out takes part in none.
    """
    found = []
    for rule in standard.contradictions:
        needed = ratings.get(rule.needs)
        if needed is None or not needed.names_rung or needed.level >= rule.needs_at_least:
            continue
        claims = tuple(
            code
            for code in rule.claims or standard.codes
            if code != rule.needs and code in ratings and ratings[code].names_rung and ratings[code].level >= rule.at_least
        )
        if claims:
            found.append(Finding(rule.code, claims, rule.at_least, rule.needs, rule.needs_at_least))
    return tuple(found)
