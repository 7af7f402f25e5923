"""Counts working days in China.

The holidays and the weekends that are worked instead come from `chinesecalendar`. They are announced each November for the next
year. After the last year that is known, and before the first one, Monday to Friday are assumed.
"""

from __future__ import annotations

from datetime import date

from chinese_calendar import holidays, workdays

KNOWN_FROM = date(min(holidays).year, 1, 1)
# From this day on Monday to Friday are assumed. A page that shows a deadline after it says so. The deadline stays all the same.
ASSUMED_FROM = date(max(holidays).year + 1, 1, 1)
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Return whether a day is worked in China: by the announced holidays if they are known, otherwise Monday to Friday."""
    return day in workdays or (day.weekday() < SATURDAY and day not in holidays)


def is_assumed(day: date) -> bool:
    """Return whether the holidays around a day are not known, so that a deadline on it was counted with Monday to Friday."""
    return not KNOWN_FROM <= day < ASSUMED_FROM
