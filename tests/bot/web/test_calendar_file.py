"""The calendar file keeps to RFC 5545: line ends, folding, escapes, days, stable names."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from bot.web.calendar_file import DayEvent, calendar_file

NOW = datetime(2026, 11, 28, 9, 5, 7, tzinfo=UTC)


def unfolded(text: bytes) -> list[str]:
    """The content lines of a calendar."""
    return text.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def test_a_day_is_an_event_without_hours() -> None:
    lines = unfolded(calendar_file([DayEvent("one@x", date(2026, 12, 31), "Step", "Who: Li")], NOW))
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert {"UID:one@x", "DTSTAMP:20261128T090507Z", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101"} <= set(lines)


def test_typed_text_cannot_add_a_line() -> None:
    hostile = "a\\b;c,d\r\nEND:VEVENT\rX:1\nY\x00\x1b"
    lines = unfolded(calendar_file([DayEvent("one@x", date(2026, 12, 31), hostile, "")], NOW))
    assert r"SUMMARY:a\\b\;c\,d\nEND:VEVENT\nX:1\nY" in lines
    assert lines.count("END:VEVENT") == 1


def test_long_lines_are_folded_between_characters_at_75_octets() -> None:
    title = "服务战略需求管理" * 30 + "👩‍💼" * 20 + "x" * 200
    made = calendar_file([DayEvent("one@x", date(2026, 12, 31), title, title)], NOW)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert [line.decode() for line in made.split(b"\r\n")]
    assert f"SUMMARY:{title}" in unfolded(made)
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", made)


def test_the_last_day_that_a_date_can_say_has_no_end() -> None:
    assert b"DTEND" not in calendar_file([DayEvent("one@x", date.max, "", "")], NOW)
