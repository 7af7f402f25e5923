"""Reads the days that a person types, one or two in a line, and writes a day as a phrase."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from flows.assessment.evidence import Evidence, months_later
from flows.dialogue import Phrase, phrase
from flows.standard.model import Standard

OLDEST_YEAR = 1900
# The fields of the form, and what a browser sends for a day.
IN_FORCE, LAST_USED = "in_force", "last_used"
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
DAY = re.compile(
    r"(?P<year>\d{4})(?:"
    r"\s*年\s*(?P<month_zh>\d{1,2})\s*月(?:\s*(?P<day_zh>\d{1,2})\s*[日号]?)?"
    r"|(?P<sign>[-/.])(?P<month>\d{1,2})(?:(?P=sign)(?P<day>\d{1,2}))?"
    r"|(?P<month_plain>\d{2})(?P<day_plain>\d{2})"
    r")(?!\d)"
)
# Words and signs allowed beside and between two days: `2026-01-15 to 2026-10-30`, `2026年1月起，2026年10月用过`.
BESIDE = re.compile(
    r"[\s,;:、。~—–-]|至|到|起|执行|生效|最近|用过|使用|从|to|and|in force|since|from|until|last used|used", re.IGNORECASE
)
DASHES = str.maketrans("‐‑‒–—―−－", "-" * 8)


@dataclass(frozen=True, slots=True)
class _Span:
    """One day as typed, with the first and last day that it can mean. A month alone can mean any of its days."""

    text: str
    first: date
    last: date


def dated(standard: Standard, evidence: Evidence, text: str, today: date) -> Evidence | Phrase:
    """Return the evidence with the days of a typed line, or the phrase that says why the line cannot be read.

    Of two days, the first is since when the evidence is in force and the second is its last use. One day alone is the last use,
    as on the buttons, unless that would make the evidence out of date at once: the day on a document is seldom its last use. A
    month alone means its first day for the one, and its last day that is not in the future for the other.
    """
    line = unicodedata.normalize("NFKC", text).translate(DASHES)
    found = list(DAY.finditer(line))
    if not 1 <= len(found) <= 2 or BESIDE.sub("", DAY.sub("", line)):
        return phrase("notice-date-unreadable")
    spans = []
    for match in found:
        span = _span(match)
        if span is None:
            return phrase("notice-date-none", date=match[0])
        if span.first > today:
            return phrase("notice-date-future", date=span.text)
        spans.append(span)
    used = min(spans[-1].last, today)
    since = spans[0].first if len(spans) == 2 else evidence.in_force
    if since is not None and used < since:
        return phrase("notice-date-order", since=written_day(since), used=written_day(used))
    months = _months(standard, evidence)
    if since is None and months and months_later(used, months) <= today:
        return phrase("notice-date-old", date=written_day(used), months=months)
    return replace(evidence, in_force=since, last_used=used)


def dated_by_form(standard: Standard, evidence: Evidence, values: dict[str, str], today: date) -> Evidence | dict[str, Phrase]:
    """Return the evidence with the days of its form, or what is wrong with each field, by its name.

    The last use matters if the day of coming into force alone says too little: it is asked for then, and not before.
    """
    since, used = day_of(values[IN_FORCE]), day_of(values[LAST_USED])
    errors = {
        name: found
        for name, day in ((IN_FORCE, since), (LAST_USED, used))
        if (found := _why_no_day(values[name], day, today)) is not None
    }
    if errors:
        return errors
    if since is None and used is None:
        return {IN_FORCE: phrase("notice-date-needed")}
    if since is not None and used is not None and used < since:
        return {LAST_USED: phrase("notice-date-before", since=written_day(since))}
    months = _months(standard, evidence)
    if since is not None and used is None and months and months_later(since, months) <= today:
        return {LAST_USED: phrase("notice-date-used", months=months)}
    return replace(evidence, in_force=since, last_used=used)


def _months(standard: Standard, evidence: Evidence) -> int:
    """How many months evidence counts after its last use; 0 if it does not age."""
    return standard.evidence_months[evidence.rung - 1] if evidence.rung else 0


def day_of(text: str) -> date | None:
    """Return the day that a date field holds (ISO); None for an empty field, or for a day that does not exist."""
    try:
        day = date.fromisoformat(text) if ISO.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and day.year >= OLDEST_YEAR else None


def _why_no_day(text: str, day: date | None, today: date) -> Phrase | None:
    if text and day is None:
        return phrase("notice-day-none")
    return phrase("notice-day-future") if day is not None and day > today else None


def written_day(on: date) -> Phrase:
    """Return the phrase that writes a day in the person's language."""
    return phrase("day", year=str(on.year), month=on.month, day=on.day)


def _span(match: re.Match[str]) -> _Span | None:
    """Return the days that a match can mean; None if the calendar has no such day."""
    year = int(match["year"])
    month = int(match["month_zh"] or match["month"] or match["month_plain"])
    of_month = match["day_zh"] or match["day"] or match["day_plain"]
    if not year >= OLDEST_YEAR or not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if of_month is None:
        return _Span(match[0], date(year, month, 1), date(year, month, last))
    if not 1 <= int(of_month) <= last:
        return None
    on = date(year, month, int(of_month))
    return _Span(match[0], on, on)
