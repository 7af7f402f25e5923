"""Knows the day and the time of officers."""

from __future__ import annotations

from datetime import date, datetime

from flows.days import ZONE


def today() -> date:
    """Return the day on which officers are."""
    return datetime.now(ZONE).date()


def moment(at: datetime) -> str:
    """Return a moment as officers read it."""
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
