"""Describes the evidence of an answer and how long it counts."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from msgspec import Struct

from flows.assessment.ticks import criteria_in
from flows.standard.model import Standard


class Attachment(Struct, frozen=True):
    """A file named as evidence: its cleaned name, size in bytes, media type and SHA-256 in hexadecimal.

    `place` says where the file is kept, as its face writes it: Telegram's file id, or the name of a file under `data/`.
    `sha256` is "" if the file's content never passed through this server.
    """

    name: str
    size: int
    media_type: str
    sha256: str
    place: str


class Evidence(Struct, frozen=True):
    """The evidence named for one rating: what it is (one line), the rung (0..5) it was named for, and the dates we know.

    It covers its rung and every rung below. A higher rung needs evidence again. `shows` are the criteria of its rung that it
    shows (`3ac`); "" is the whole rung. `flows.assessment.shown` says what it counts for. Raises ValueError if `shows` does not
    name criteria, or names one of another rung.
    """

    what: str
    rung: int
    named_on: date | None = None
    in_force: date | None = None
    last_used: date | None = None
    file: Attachment | None = None
    shows: str = ""

    def __post_init__(self) -> None:
        if self.shows and {criterion.rung for criterion in criteria_in("", self.shows)} != {self.rung}:
            raise ValueError("shows names a criterion of another rung")

    @property
    def counts_from(self) -> date | None:
        """The day from which its age is counted; None if no date is known.

        That is the last use. If it is not known, it is the day on which the evidence was named: it was in use then. The day
        of coming into force says only how old it is.
        """
        return self.last_used or self.named_on or self.in_force


def counts_until(standard: Standard, evidence: Evidence) -> date | None:
    """Return the first day on which this evidence no longer counts, by the edition's period for its rung.

    Return None if the evidence does not age: it has no date, or it is for rung 0. It ages by the rung that it was named for,
    even if it shows only part of it.
    """
    if evidence.counts_from is None or not evidence.rung:
        return None
    return months_later(evidence.counts_from, standard.evidence_months[evidence.rung - 1])


def is_stale(standard: Standard, evidence: Evidence, today: date) -> bool:
    """Return whether this evidence is past its period on a day, so that it no longer counts."""
    until = counts_until(standard, evidence)
    return until is not None and until <= today


# Cached: much evidence shares a few days, and every result asks for each of them more than once.
@lru_cache(maxsize=4096)
def months_later(day: date, months: int) -> date:
    """Return the same day of the month that many months later, or that month's last day. Negative months count backwards.

    A day after the year 9999 becomes the last day that a date can hold.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, monthrange(year, month)[1]))
