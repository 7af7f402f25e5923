"""The officer's list: who waits longest, who is stuck where, and the text to paste for them."""

from __future__ import annotations

from datetime import date

import pytest

from bot.words.wording import Wording
from flows.campaign.states import Progress, State
from flows.campaign.work_list import WorkFilter, WorkRow, chat_group_texts, work_list
from flows.dialogue import phrase

TODAY = date(2026, 11, 29)
ROWS = (
    WorkRow("k1", "First Help", "North", "group", Progress(State.not_opened), date(2026, 11, 1)),
    WorkRow("k2", "Second Help", "North", "paper", Progress(State.in_progress, 2), date(2026, 11, 20)),
    WorkRow("k3", "Third Help", "South", "group", Progress(State.in_progress, 4), date(2026, 11, 28)),
    WorkRow("k4", "Fourth Help", "South", "group", Progress(State.result), date(2026, 11, 2)),
    WorkRow("k5", "Fifth Help", "South", "group", Progress(State.withdrawn), date(2026, 10, 1)),
)
CLOSES = phrase("document-date", year="2026", month=12, day="31")


def names(chosen: WorkFilter) -> list[str]:
    return [row.name for row in work_list(ROWS, chosen, TODAY)]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (WorkFilter(), ["Fifth Help", "First Help", "Fourth Help", "Second Help", "Third Help"]),
        (WorkFilter(district="North"), ["First Help", "Second Help"]),
        (WorkFilter(channel="paper"), ["Second Help"]),
        (WorkFilter(state=State.in_progress), ["Second Help", "Third Help"]),
        (WorkFilter(stuck_days=7), ["First Help", "Second Help"]),
        (WorkFilter(district="South", stuck_days=1), ["Third Help"]),
    ],
)
def test_those_who_have_waited_longest_come_first(chosen: WorkFilter, expected: list[str]) -> None:
    assert names(chosen) == expected


def test_a_clock_that_runs_behind_makes_no_negative_waiting() -> None:
    assert ROWS[0].waiting_days(date(2026, 10, 1)) == 0


def test_each_district_gets_a_text_with_those_who_have_not_finished(wording: Wording) -> None:
    texts = chat_group_texts(ROWS, "Self-check 2026", CLOSES, "https://xingjie.example.org/c/x")
    assert [(district, wording.say(said, "en")) for district, said in texts] == [
        (
            "North",
            "Self-check 2026: 2 institutions have not finished the self-check yet: First Help, Second Help. "
            "Please finish it by 31 December 2026. It opens here: https://xingjie.example.org/c/x",
        ),
        (
            "South",
            "Self-check 2026: 1 institution has not finished the self-check yet: Third Help. "
            "Please finish it by 31 December 2026. It opens here: https://xingjie.example.org/c/x",
        ),
    ]


def test_where_all_have_finished_there_is_nothing_to_say() -> None:
    assert chat_group_texts(ROWS[3:], "Self-check 2026", CLOSES, "link") == ()
