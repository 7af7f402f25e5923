"""Says which reviews one series of releases is about: those that were issued in a period, by one edition.

A period begins with a year and ends with a year, because its tables only ever get coarser. If a year brings too few reviews for
a release, the period goes on until there is one, and ends with that year.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct


class Period(Struct, frozen=True):
    """A period. `ends_on` is its last day; None while nobody knows it, because there is no release yet."""

    begins_on: date
    ends_on: date | None = None

    def is_over(self, today: date) -> bool:
        """Return whether nothing can be issued in the period any more."""
        return self.ends_on is not None and today > self.ends_on


def period_from(begins_on: date, released_on: date | None) -> Period:
    """Return the period that began on a day; `released_on` is the day of its latest release before it was over."""
    return Period(begins_on, None if released_on is None else date(released_on.year, 12, 31))


def begins_with(issued_on: date) -> date:
    """Return the first day of a period that begins with this issue."""
    return date(issued_on.year, 1, 1)
