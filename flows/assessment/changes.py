"""Compares two assessments."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.rating import Rating, Ratings
from flows.standard.model import Standard

# The number of finished assessments in a trend, the latest ones: as many as fit side by side on a phone and in the picture.
TREND_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One subdomain whose answer differs between two assessments. None means not answered.

    `by` is the number of rungs it rose, or fell if negative. It is 0 if one of the two answers names no rung: an answer that is
    missing, unsure or left out has neither risen nor fallen.
    """

    subdomain: str
    before: Rating | None
    after: Rating | None
    by: int


def changes(standard: Standard, before: Ratings, after: Ratings) -> tuple[Change, ...]:
    """Return every subdomain whose answer changed, in the standard's order. A change of evidence alone does not count."""
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
