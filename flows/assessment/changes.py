"""What changed between two assessments."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Rating, Ratings
from flows.standard.model import Standard

# How many finished assessments a trend shows, the latest: as many as stand beside each other on a phone and on its picture.
TREND_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One subdomain whose answer differs; None is not answered.

    `by` is how many rungs it rose (or fell, below 0); 0 too where one of the two names no rung: what was not said, not known
    or left out has neither risen nor fallen.
    """

    subdomain: str
    before: Rating | None
    after: Rating | None
    by: int


def changes(standard: Standard, before: Ratings, after: Ratings) -> tuple[Change, ...]:
    """Every subdomain whose answer changed, in the standard's order; evidence is no answer."""
    found = []
    for code in standard.codes:
        old, new = before.get(code), after.get(code)
        if _answer(old) != _answer(new):
            found.append(Change(code, old, new, _risen(old, new)))
    return tuple(found)


def _risen(old: Rating | None, new: Rating | None) -> int:
    return new.level - old.level if old and new and old.names_rung and new.names_rung else 0


def _answer(rating: Rating | None) -> tuple[int, bool, bool, bool] | None:
    return (rating.level, rating.under_way, rating.unsure, bool(rating.not_applicable)) if rating else None
