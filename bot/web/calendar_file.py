"""Writes days as a calendar file (RFC 5545) that phones and office programs open.

A step is an event of a whole day, not a to-do: iOS, Google Calendar and most office programs take no to-dos from a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LINE_AT_MOST = 75  # octets, without the line end
ESCAPED = re.compile(r"[\\;,]")
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class DayEvent:
    """One whole day: `uid` stays the same whenever the same thing is written again."""

    uid: str
    day: date
    title: str
    description: str


def calendar_file(events: Iterable[DayEvent], made_at: datetime) -> bytes:
    """Return a calendar of these days; `made_at` is a moment with a time zone."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Xingjie//Plan//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    stamp = made_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    for event in events:
        lines += _event(event, stamp)
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) for line in lines)


def _event(event: DayEvent, stamp: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    # The end is the first day after it; the last day that a date can say has none.
    if event.day < date.max:
        yield f"DTEND;VALUE=DATE:{_day(event.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(event.title)}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return ESCAPED.sub(r"\\\g<0>", CONTROLS.sub("", lines)).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """Return one content line in UTF-8, cut between characters into lines of at most 75 bytes."""
    parts: list[bytes] = []
    part = b""
    for character in line:
        octets = character.encode("utf-8", "replace")
        room = LINE_AT_MOST if not parts else LINE_AT_MOST - 1  # the space that continues a line
        if len(part) + len(octets) > room:
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
