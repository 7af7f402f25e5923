"""Knows the day and the time of officers: the mainland has one time zone."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def today() -> date:
    """Return the day on which officers are."""
    return datetime.now(ZONE).date()


def moment(at: datetime) -> str:
    """Return a moment as officers read it."""
    return at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")


def day_of(at: datetime) -> date:
    """Return the day of a moment, as officers count days."""
    return at.astimezone(ZONE).date()
