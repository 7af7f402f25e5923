"""Says when evidence stops counting, and what ratings count for on a given day."""

from __future__ import annotations

from datetime import date

from flows.assessment.evidence import Evidence, counts_until, is_stale
from flows.assessment.rating import Ratings
from flows.assessment.shown import as_counted
from flows.standard.model import Standard


def as_of(standard: Standard, ratings: Ratings, today: date) -> Ratings:
    """Return the same ratings with their evidence as it counts on that day. Results are calculated from these.

    Evidence that is stale is left out. Evidence that shows only part of its rung counts for the rung below.
    """
    others = {
        code: rating.with_evidence(_counting(standard, code, rating.evidence, today))
        for code, rating in ratings.items()
        if rating.evidence and (rating.evidence.shows or is_stale(standard, rating.evidence, today))
    }
    return {**ratings, **others} if others else ratings


def _counting(standard: Standard, code: str, evidence: Evidence, today: date) -> Evidence | None:
    if is_stale(standard, evidence, today):
        return None
    return as_counted(standard.subdomain(code), evidence) if code in standard else evidence


def renewals(standard: Standard, ratings: Ratings, today: date) -> list[tuple[date, str]]:
    """Return the days after `today` on which evidence stops counting, each with the code of its subdomain."""
    ends = [(counts_until(standard, rating.evidence), code) for code, rating in ratings.items() if rating.evidence]
    return [(day, code) for day, code in ends if day is not None and day > today]
