"""Checks that the days in a sealed file can be right."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from bot.documents.sealed.format import SealedContent, SealedEvidence
from flows.interview.evidence.dates import OLDEST_YEAR
from flows.standard.model import Standard

# Somewhere on earth it is already tomorrow, and still yesterday.
A_DAY = timedelta(days=1)


def may_be_assessed_on(standard: Standard, day: date, today: date) -> bool:
    """Return whether answers to this standard can be of that day: not before the standard's year, not after tomorrow."""
    return day.year >= (standard.year or OLDEST_YEAR) and day <= today + A_DAY


def impossible_day(standard: Standard, content: SealedContent, today: date) -> tuple[str, date] | None:
    """Return the path and the day of the first impossible day in a content, or None if all days are possible."""
    return next(_impossible_days(standard, content, today), None)


def _impossible_days(standard: Standard, content: SealedContent, today: date) -> Iterator[tuple[str, date]]:
    sealed_on = content.sealed_at.date()
    for where, day in (("assessed_on", content.assessed_on), ("as_of", content.as_of), ("sealed_at", sealed_on)):
        if not may_be_assessed_on(standard, day, today):
            yield where, day
    if content.as_of < content.assessed_on - A_DAY:
        yield "as_of", content.as_of
    if sealed_on < content.as_of - A_DAY:
        yield "sealed_at", sealed_on
    for code, rating in content.ratings.items():
        if rating.evidence:
            yield from ((f"answers.{code}.evidence.{name}", day) for name, day in _of_evidence(rating.evidence, today))


def _of_evidence(evidence: SealedEvidence, today: date) -> Iterator[tuple[str, date]]:
    """Yield the impossible days of one piece of evidence, which may be older than the standard."""
    for name, day in (("named_on", evidence.named_on), ("in_force", evidence.in_force), ("last_used", evidence.last_used)):
        if day and not (day.year >= OLDEST_YEAR and day <= today + A_DAY):
            yield name, day
