"""A burst at once, a steady rate from then on, each key for itself, in bounded memory."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.web.token_bucket import TokenBuckets


def test_a_burst_then_a_steady_rate() -> None:
    throttle = TokenBuckets(per_s=2, burst=3)
    assert [throttle.wait("one", 0.0) for _ in range(3)] == [0, 0, 0]
    assert throttle.wait("one", 0.0) == 0.5
    assert throttle.wait("one", 0.5) == 0
    assert throttle.wait("one", 0.5) == 0.5
    assert throttle.wait("another", 0.5) == 0


@given(st.lists(st.floats(0, 2), max_size=200))
def test_nobody_gets_more_than_burst_and_rate(pauses: list[float]) -> None:
    throttle = TokenBuckets(per_s=2, burst=5)
    now = passed = 0.0
    for pause in pauses:
        now += pause
        passed += throttle.wait("one", now) == 0
    assert passed <= 5 + 2 * now + 1e-6


@given(st.lists(st.floats(0, 2), max_size=200))
def test_a_client_that_waits_as_long_as_told_is_let_through(pauses: list[float]) -> None:
    throttle = TokenBuckets(per_s=2, burst=5)
    now = 0.0
    for pause in pauses:
        now += pause
        wait = throttle.wait("one", now)
        if wait:
            now += wait + 1e-6
            assert throttle.wait("one", now) == 0


def test_the_remembered_clients_are_limited_and_the_flooder_is_among_them() -> None:
    throttle = TokenBuckets(per_s=1, burst=2, remember=10)
    for number in range(1000):
        throttle.wait("flooder", 0.0)
        throttle.wait(number, 0.0)
        if number > 2 and number % 9 == 0:
            throttle.wait("flooder", number)
    assert len(throttle) == 10
