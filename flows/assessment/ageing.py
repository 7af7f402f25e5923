"""Says when evidence stops counting, and which ratings count on a given day."""

from __future__ import annotations

from datetime import date

from flows.assessment.evidence import counts_until, is_stale
from flows.assessment.rating import Ratings
from flows.standard.model import Standard


def as_of(standard: Standard, ratings: Ratings, today: date) -> Ratings:
    """Return the same ratings without the evidence that is stale on that day. Results are calculated from these."""
    stale = {
        code: rating.with_evidence(None)
        for code, rating in ratings.items()
        if rating.evidence and is_stale(standard, rating.evidence, today)
    }
    return {**ratings, **stale} if stale else ratings


def renewals(standard: Standard, ratings: Ratings, today: date) -> list[tuple[date, str]]:
    """Return the days after `today` on which evidence stops counting, each with the code of its subdomain."""
    ends = [(counts_until(standard, rating.evidence), code) for code, rating in ratings.items() if rating.evidence]
    return [(day, code) for day, code in ends if day is not None and day > today]
