"""The evidence of a rung, and how long it counts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from msgspec import Struct

from flows.standard.model import Standard


class Attachment(Struct, frozen=True):
    """A file named as evidence: its cleaned name, size in bytes, media type, SHA-256 in hexadecimal, and where it is kept.

    `place` is a face's own reference (Telegram's file id, or the name of a file under `data/`); `sha256` is "" where the
    file's content was never seen here.
    """

    name: str
    size: int
    media_type: str
    sha256: str
    place: str


class Evidence(Struct, frozen=True):
    """The evidence named for one rating: what it is (one line), the rung (0..5) it was named for, and its dates, where known.

    It covers its rung and every rung below; a higher rung needs evidence of its own.
    """

    what: str
    rung: int
    named_on: date | None = None
    in_force: date | None = None
    last_used: date | None = None
    file: Attachment | None = None

    @property
    def counts_from(self) -> date | None:
        """The day from which its age is counted: last used, else in force, else named; None where no date is known."""
        return self.last_used or self.in_force or self.named_on


def counts_until(standard: Standard, evidence: Evidence) -> date | None:
    """The first day on which this evidence counts no longer, by the edition's period for its rung; None if it does not age."""
    if evidence.counts_from is None or not evidence.rung:
        return None
    return months_later(evidence.counts_from, standard.evidence_months[evidence.rung - 1])


def is_stale(standard: Standard, evidence: Evidence, today: date) -> bool:
    """Whether this evidence is past its period and counts no longer."""
    until = counts_until(standard, evidence)
    return until is not None and until <= today


# Much evidence shares few days, and every result asks for each of them more than once.
@lru_cache(maxsize=4096)
def months_later(day: date, months: int) -> date:
    """The same day of the month that many months later (earlier, where negative), or that month's last day.

    What would come after the year 9999 is the last day that a date can say.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))
