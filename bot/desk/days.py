"""Says which day it is for officers."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

# Officers read moments in the time of the mainland, which has one time zone.
ZONE = ZoneInfo("Asia/Shanghai")


def day_of(at: datetime) -> date:
    """Return the day on which officers are at a moment."""
    return at.astimezone(ZONE).date()
