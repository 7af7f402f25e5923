"""Days as officers and reviewers count them: they begin at midnight in China, wherever the server is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

# The mainland has one time zone.
ZONE = ZoneInfo("Asia/Shanghai")


def day_of(moment: datetime) -> date:
    """Return the day of a moment in China."""
    return moment.astimezone(ZONE).date()


def begin_of(day: date) -> datetime:
    """Return the moment at which a day begins in China. It is in UTC, because SQLite compares moments without their zone."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def day_before(day: date) -> date:
    """Return the day before one: the last day of something that ends when that one begins."""
    return day - timedelta(days=1)
