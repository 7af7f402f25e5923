"""Work that depends on the day is repeated, and not done while the clock jumps."""

from __future__ import annotations

import asyncio

import pytest

from bot.operations.steady_clock import ClockReading, repeat_while_steady


def test_a_clock_that_jumps_is_not_believed() -> None:
    start = ClockReading(day=1_000_000.0, passed=50.0)
    assert start.agree_with(ClockReading(day=1_003_601.0, passed=3_650.0))
    assert not start.agree_with(ClockReading(day=1_003_600.0 + 730 * 86_400, passed=3_650.0))
    assert not start.agree_with(ClockReading(day=900_000.0, passed=3_650.0))


async def test_a_run_is_skipped_after_a_jump_and_work_that_fails_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    before, ahead = ClockReading(0.0, 0.0), ClockReading(86_400.0, 0.0)
    readings = iter([before, ahead, *[before, before] * 2])
    monkeypatch.setattr(ClockReading, "now", lambda: next(readings))
    endings = iter([OSError("the database is away"), asyncio.CancelledError()])

    async def work() -> None:
        raise next(endings)

    with pytest.raises(asyncio.CancelledError):
        await repeat_while_steady(work, 0.0, "failed")
    assert list(readings) == []
