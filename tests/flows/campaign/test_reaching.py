"""When a person of a campaign is written to, and what a text may say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from flows.campaign.broadcast import TEXT_AT_MOST, TextProblem, link_in, text_of, text_problem
from flows.campaign.campaign import closed
from flows.campaign.reaching import IN_THE_MIDDLE, is_last_days, may_remind, next_decent, wait_s
from flows.campaign.segment import Audience, Segment
from tests.people.campaigners import TODAY
from tests.people.written_to import PROMISED

RUNNING = replace(PROMISED, started_on=TODAY)
CLOSES = RUNNING.closes_on
ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/Los_Angeles", "UTC"])
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@given(MOMENTS, ZONES)
def test_the_next_decent_moment_is_by_day_there_and_less_than_a_day_away(now: datetime, zone: str) -> None:
    when = next_decent(now, zone)
    assert timedelta() <= when - now < timedelta(hours=14, minutes=1)
    assert next_decent(when, zone) == when


@given(MOMENTS, ZONES, st.integers(0, 3600))
def test_after_the_wait_a_person_may_be_written_to(now: datetime, zone: str, ago: int) -> None:
    seen_at = now - timedelta(seconds=ago)
    wait = wait_s(seen_at, zone, now)
    assert wait_s(seen_at, zone, now + timedelta(seconds=wait + 0.001)) == 0
    assert wait == 0 or ago < IN_THE_MIDDLE.total_seconds() or next_decent(now, zone) > now


@pytest.mark.parametrize(
    ("last", "today", "may"),
    [
        (None, TODAY, True),
        (TODAY, TODAY + timedelta(days=6), False),
        (TODAY, TODAY + timedelta(days=7), True),
        # One more in the last three days, also on the day after another; and only one.
        (CLOSES - timedelta(days=3), CLOSES - timedelta(days=2), True),
        (CLOSES - timedelta(days=2), CLOSES - timedelta(days=1), False),
        (CLOSES - timedelta(days=2), CLOSES, False),
        (None, CLOSES, True),
        (None, CLOSES + timedelta(days=1), False),
    ],
)
def test_one_reminder_a_week_and_one_in_the_last_three_days(last: date | None, today: date, may: bool) -> None:
    assert may_remind(RUNNING, last, today) is may
    assert not may_remind(replace(RUNNING, reminds=False), last, today)
    assert not may_remind(closed(RUNNING, TODAY), last, today)


def test_the_last_days_are_three() -> None:
    days = [is_last_days(RUNNING, CLOSES + timedelta(days=number)) for number in range(-4, 3)]
    assert days == [False, False, True, True, True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "see https://evil.example/x",
        "see evil.example",
        "see EVIL.COM/x",
        "see ｅｖｉｌ．ｃｏｍ",
        "write to @somebody",
        "mail a@b.cn",
        "tap /forget now",
        "请看tg://resolve?domain=x",
        "请打开www.例子",
        "请打开例子.中国",
        "t.me/somebody",
    ],
)
def test_what_an_app_would_make_a_link_is_refused(text: str) -> None:
    assert text_problem(text) is TextProblem.link
    assert link_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "请在12月31日前完成自查。有问题请拨打021-12345678，办公室8:30到17:00有人。",
        "Questions and/or help: room 7, 9.30 to 11.30 (v1.2), see page 1/3.",
        "第一，继续填写；第二，提交。…谢谢！",
    ],
)
def test_ordinary_sentences_may_be_sent(text: str) -> None:
    assert text_problem(text) is None


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", TextProblem.missing),
        (" \n🙂", TextProblem.missing),
        ("字" * (TEXT_AT_MOST + 1), TextProblem.too_long),
        ("You have 3★ now", TextProblem.star),
    ],
)
def test_a_text_says_something_is_short_and_has_no_star(text: str, problem: TextProblem) -> None:
    assert text_problem(text) is problem


def test_a_text_keeps_its_lines_and_loses_what_cannot_be_seen() -> None:
    assert text_of(" One\u202e  line.\r\n\n\n\n Two\u200b. \n") == "One line.\n\nTwo."


@pytest.mark.parametrize(
    "parts",
    [
        {"audience": Audience.unfinished, "domain": 1},
        {"audience": Audience.everyone, "since_days": 1},
        {"audience": Audience.stalled, "domain": 6},
        {"audience": Audience.stalled, "since_days": -1},
        # Whether somebody has a plan was never agreed to be shown, so its count is not split.
        {"audience": Audience.unplanned, "district": "North"},
        {"audience": Audience.unplanned, "channel": "group"},
    ],
)
def test_a_segment_whose_parts_do_not_fit_is_refused(parts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"who|only|domain"):
        Segment(**parts)  # type: ignore[arg-type]
