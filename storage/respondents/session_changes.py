"""Compares two sessions: what did a reply change?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.assessment.rating import Rating
from flows.interview.session import Session
from flows.stages import Stage


@dataclass(frozen=True, slots=True)
class Rated:
    """One rating that a reply changed: the old one (None if unanswered) and the new one."""

    code: str
    before: Rating | None
    after: Rating

    @property
    def has_new_evidence(self) -> bool:
        """Return whether its evidence changed."""
        return (self.before.evidence if self.before else None) != self.after.evidence

    @property
    def is_beyond_tap(self) -> bool:
        """Return whether the statements of a tap cannot store it: they write no evidence, and no review."""
        return self.has_new_evidence or self.after.verified is not None

    @property
    def has_new_mark(self) -> bool:
        """Return whether anything but its evidence changed."""
        return self.before is None or self.before.with_evidence(self.after.evidence) != self.after


def changed(before: Session, after: Session) -> list[Rated]:
    """Return the ratings that differ; none if a new assessment begins."""
    if after.ratings is before.ratings or opens(before, after):
        return []
    pairs = ((code, before.ratings.get(code), rating) for code, rating in after.ratings.items())
    return [Rated(code, old, rating) for code, old, rating in pairs if old is not rating and old != rating]


def opens(before: Session, after: Session) -> bool:
    """Return whether a new assessment begins."""
    return after.assessment != before.assessment


def finishes(before: Session, after: Session) -> bool:
    """Return whether the interview ends."""
    return after.stage == Stage.finished and before.stage != Stage.finished


def finished_on(after: Session) -> date | None:
    """Return the day of the newest finished assessment; None if there is none."""
    return after.past[-1].finished_on if after.past else None
