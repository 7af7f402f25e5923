"""The day that it is for a person."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flows.interview.session import Session


def day_of(session: Session, at: datetime) -> date:
    """Return the day that it is for the person at a moment."""
    return at.astimezone(ZoneInfo(session.timezone)).date()
