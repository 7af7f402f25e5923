"""A transfer has a grace, a least rate, a longest pause and a last moment; and only what is pending is waited for."""

from __future__ import annotations

import resource

from bot.connections.deadlines import FIRST_S, IDLE_S, ConnectionDeadlines
from bot.connections.limited_server import PAGE_AT_MOST, ConnectionLimits, page_limits, webhook_limits
from bot.connections.open_files import raise_limit
from bot.connections.pace import TransferLimits, TransferPace
from bot.connections.send_state import SendState
from tests.bot.connections.clock import Clock

PATIENCE = TransferLimits(grace_s=10, least_per_s=100, stalled_s=5, total_s=60)


def test_a_transfer_that_keeps_the_least_rate_goes_on_until_its_last_moment() -> None:
    pace, seconds = TransferPace(PATIENCE), 0
    while pace.seconds_left() > 0:
        pace.add_wait(1, 100)
        seconds += 1
    assert seconds == 60


def test_drops_are_not_a_rate() -> None:
    pace, seconds = TransferPace(PATIENCE), 0
    while pace.seconds_left() > 0:
        pace.add_wait(1, 1)
        seconds += 1
    assert seconds == 11


def test_a_pause_ends_it_however_much_came_before() -> None:
    pace = TransferPace(PATIENCE)
    pace.add_wait(1, 1_000_000)
    assert pace.seconds_left() == 5
    pace.add_wait(5, 0)
    assert pace.seconds_left() == 0


def test_a_slow_reader_is_kept_while_bytes_arrive_and_for_a_while_after_the_last() -> None:
    clock, state = Clock(), [SendState(0, is_pending=True)]
    connections = ConnectionDeadlines(clock, lambda _: state[-1], PATIENCE)
    connections.end_request("reader")
    clock.now = IDLE_S + 1
    for second in range(40):
        clock.now += 1
        state.append(SendState(second * 1000, is_pending=True))
        assert connections.find_overdue(["reader"]) == []
    state.append(SendState(40_000, is_pending=False))
    assert connections.find_overdue(["reader"]) == []
    clock.now += IDLE_S + 1
    assert connections.find_overdue(["reader"]) == ["reader"]


def test_a_reader_that_takes_nothing_is_overdue() -> None:
    clock = Clock()
    connections = ConnectionDeadlines(clock, lambda _: SendState(7, is_pending=True), PATIENCE)
    connections.end_request("reader")
    clock.now = IDLE_S + 1
    assert connections.find_overdue(["reader"]) == []
    clock.now += PATIENCE.stalled_s
    assert connections.find_overdue(["reader"]) == ["reader"]


def test_a_connection_being_served_is_not_among_the_longest_silent() -> None:
    clock = Clock()
    connections = ConnectionDeadlines(clock)
    for name in ("first", "second", "served"):
        connections.opened(name)
        clock.now += FIRST_S / 10
    connections.suspend("served")
    assert connections.find_longest_silent(1) == ["first"]
    connections.closed("first")
    assert connections.find_longest_silent(5) == ["second"]


def test_the_page_leaves_files_for_everything_else() -> None:
    assert page_limits(1024, proxies=0) == ConnectionLimits(512, 128)
    assert page_limits(1024, proxies=1) == ConnectionLimits(512, None)
    assert webhook_limits(1024) == ConnectionLimits(256, None)
    assert page_limits(1_000_000, proxies=0).at_most == PAGE_AT_MOST


def test_the_limit_of_open_files_is_raised_as_far_as_the_system_allows() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(before[0], 900), before[1]))
    try:
        assert raise_limit() == before[1]
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] == before[1]
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)
