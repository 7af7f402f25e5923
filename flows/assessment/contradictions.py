"""Answers that hardly go together: pointed out politely, never corrected."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Ratings
from flows.standard.model import Standard


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction of the edition as it stands in some answers: which subdomains claim too much beside `needs`."""

    code: str
    claims: tuple[str, ...]
    at_least: int
    needs: str
    needs_at_least: int


def contradictions(standard: Standard, ratings: Ratings) -> tuple[Finding, ...]:
    """The contradictions of these answers, in the edition's order; what is unanswered, unsure or left out has none."""
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
