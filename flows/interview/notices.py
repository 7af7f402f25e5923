"""Says what a move did, if the next screen does not show it."""

from __future__ import annotations

from datetime import date

from flows.dialogue import Phrase, phrase
from flows.interview.evidence.dates import written_day
from flows.interview.evidence.effects import counts_words, dated_until, withdrawn
from flows.interview.institution.effects import renamed
from flows.interview.plan.screens import moved
from flows.interview.session import Session
from flows.standard.model import Standard


def news(standard: Standard, before: Session, after: Session, today: date) -> Phrase | None:
    """Return what a move did, if the next screen does not show it. Evidence that is out of date comes first."""
    until = dated_until(standard, before, after)
    if until is not None and until <= today:
        return phrase("notice-evidence-stale", date=written_day(until))
    counts = counts_words(standard, before, after, until) if until is not None else None
    return withdrawn(before, after) or moved(standard, before, after) or renamed(before, after) or counts
