"""The trend in a chat and on the page: what is certain is solid, what is only possible is pale."""

from __future__ import annotations

import pytest

from bot.drawings.trend_chart import drawing, trend_lines
from flows.dialogue import phrase
from flows.screen import Point, Trend

TREND = Trend(
    phrase("history-trend", count=3), (Point("2026-03-01", 1, 1), Point("2026-06-01", 1, 3), Point("2026-11-02", 0, 5)), 5
)


def test_a_chat_shows_possible_stars_as_pale_blocks() -> None:
    assert trend_lines(TREND) == [
        "5  ··    ··    ░░",
        "4  ··    ··    ░░",
        "3  ··    ░░    ░░",
        "2  ··    ░░    ░░",
        "1  ██    ██    ░░",
        "  03-01 06-01 11-02",
        "  2026  2026  2026",
    ]


@pytest.mark.parametrize(("index", "stars_above"), [(0, 0), (1, 2), (2, 5)])
def test_the_page_draws_a_beam_from_the_certain_to_the_highest_possible_star(index: int, stars_above: int) -> None:
    shown = drawing(TREND)
    gap = shown.levels[0].y - shown.levels[1].y
    dot = shown.dots[index]
    assert dot.y - dot.top == stars_above * gap


REVIEWED = Trend(
    phrase("history-trend", count=3),
    (Point("2026-03-01", 3, 3, 2, 3), Point("2026-06-01", 1, 3), Point("2026-11-02", 2, 2, 0, 0)),
    3,
)


def test_a_chat_marks_the_reviewed_star_by_a_diamond() -> None:
    assert trend_lines(REVIEWED)[:3] == [
        "3  ██    ░░    ··",
        "2  █◇    ░░    ██",
        "1  ██    ██    ██",
    ]


def test_the_page_draws_the_reviewed_star_where_it_is_and_how_far_it_may_reach() -> None:
    shown = drawing(REVIEWED)
    levels = [level.y for level in shown.levels]
    assert [(dot.reviewed, dot.reviewed_top) for dot in shown.dots] == [
        (levels[2], levels[3]),
        (None, None),
        (levels[0], levels[0]),
    ]
