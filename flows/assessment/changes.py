"""Compares two assessments."""

from __future__ import annotations

from dataclasses import dataclass

from flows.assessment.point_by_point import met
from flows.assessment.rating import Rating, Ratings
from flows.standard.criteria import Criterion
from flows.standard.model import Standard, Subdomain

# The number of finished assessments in a trend, the latest ones: as many as fit side by side on a phone and in the picture.
TREND_AT_MOST = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One subdomain whose answer differs between two assessments. None means not answered.

    `by` is the number of rungs it rose, or fell if negative. It is 0 if one of the two answers names no rung: an answer that is
    missing, unsure or left out has neither risen nor fallen. `also` are the criteria that are met now and were not before,
    `no_longer` those that were; neither names any if both answers are sentences alone, because their rungs say it.
    """

    subdomain: str
    before: Rating | None
    after: Rating | None
    by: int
    also: tuple[Criterion, ...] = ()
    no_longer: tuple[Criterion, ...] = ()


def changes(standard: Standard, before: Ratings, after: Ratings) -> tuple[Change, ...]:
    """Return every subdomain whose answer changed, in the standard's order: its rung, or only criteria above it.

    A change of evidence alone does not count.
    """
    found = []
    for sub in standard.subdomains:
        old, new = before.get(sub.code), after.get(sub.code)
        if _answer(old) != _answer(new):
            found.append(Change(sub.code, old, new, _risen(old, new), _only_in(sub, new, old), _only_in(sub, old, new)))
    return tuple(found)


def _only_in(subdomain: Subdomain, one: Rating | None, other: Rating | None) -> tuple[Criterion, ...]:
    """Return the criteria that only the first of two answers says are met, in order; () unless one of them names criteria."""
    if one is None or other is None or not (one.names_rung and other.names_rung and (one.ticked or other.ticked)):
        return ()
    only = met(subdomain, one) - met(subdomain, other)
    return tuple(criterion for criterion in subdomain.all_criteria if criterion in only)


def _risen(old: Rating | None, new: Rating | None) -> int:
    return new.level - old.level if old and new and old.names_rung and new.names_rung else 0


def _answer(rating: Rating | None) -> tuple[int, bool, bool, bool, str] | None:
    if rating is None:
        return None
    ticked = rating.ticked if rating.names_rung else ""
    return rating.level, rating.under_way, rating.unsure, bool(rating.not_applicable), ticked
