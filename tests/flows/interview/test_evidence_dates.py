"""Days are read as people write them; a day that cannot be taken says why."""

from __future__ import annotations

from datetime import date

import pytest

from flows.assessment.evidence import Evidence
from flows.dialogue import Phrase
from flows.interview.evidence.dates import dated
from flows.standard.loader import shipped
from tests.flows.interview.planned import naming_evidence, said
from tests.flows.player import TODAY

STANDARD = shipped()
NAMED = Evidence("x", 3, named_on=TODAY)


@pytest.mark.parametrize(
    ("text", "since", "used"),
    [
        ("2026-10-30", None, date(2026, 10, 30)),
        ("2026-01-15 2026-10-30", date(2026, 1, 15), date(2026, 10, 30)),
        ("2026年1月15日", None, date(2026, 1, 15)),
        ("2025年1月起执行，最近2026年10月用过", date(2025, 1, 1), date(2026, 10, 31)),
        ("2026-01", None, date(2026, 1, 31)),
        ("2026/1/5至2026/3/9", date(2026, 1, 5), date(2026, 3, 9)),
        ("2026.1.5，2026.3.9", date(2026, 1, 5), date(2026, 3, 9)),
        ("20260105 20260309", date(2026, 1, 5), date(2026, 3, 9)),
        ("２０２６－０１－１５", None, date(2026, 1, 15)),
        ("2024-02-29 2024-02-29", date(2024, 2, 29), date(2024, 2, 29)),
        ("2025-11-03", None, date(2025, 11, 3)),
        ("2026-11", None, TODAY),
        ("since 2026-01-15, last used 2026-11", date(2026, 1, 15), TODAY),
    ],
)
def test_days_are_read_as_people_write_them(text: str, since: date | None, used: date) -> None:
    found = dated(STANDARD, NAMED, text, TODAY)
    assert isinstance(found, Evidence), found
    assert (found.in_force, found.last_used) == (since, used)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "unreadable"),
        ("上个月", "unreadable"),
        ("2026", "unreadable"),
        ("30.10.2026", "unreadable"),
        ("2026-1-1 2026-1-2 2026-1-3", "unreadable"),
        ("2026-10-300", "unreadable"),
        ("2026-02-30", "none"),
        ("2026-13-01", "none"),
        ("0001-01-01", "none"),
        ("2025年2月29日", "none"),
        ("2026-11-03", "future"),
        ("2026-12", "future"),
        ("9999-12-31", "future"),
        ("2026-10-30 2026-01-15", "order"),
        # The day on the document, not its last use: as such it would be out of date at once.
        ("2025-11-02", "old"),
        ("2024-02", "old"),
    ],
)
def test_a_day_that_cannot_be_taken_says_why(text: str, why: str) -> None:
    found = dated(STANDARD, NAMED, text, TODAY)
    assert isinstance(found, Phrase)
    assert found.key == f"notice-date-{why}"
    player, _ = naming_evidence()
    player.type("customer list")
    before = player.session
    assert said(player.type(text)) == f"notice-date-{why}"
    assert (player.screen.name, player.session) == ("dating", before)
