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


def readings_of(*ahead: float) -> list[ClockReading]:
    """Two readings a minute apart for each run, by how many seconds the wall clock is ahead at its beginning and its end."""
    return [ClockReading(60.0 * number + by, 60.0 * number) for number, by in enumerate(ahead)]


@pytest.mark.parametrize(
    ("ahead", "runs"),
    [
        # Steady.
        ((0, 0, 0, 0, 0, 0), 3),
        # It slowly drifts, less than a minute between two runs.
        ((0, 0, 40, 40, 80, 80, 120, 120), 4),
        # It jumps ahead by five hours and stays there: after two more minutes of doubt it is believed.
        ((0, 0, 0, 18_000, 18_000, 18_000, 18_000, 18_000, 18_000, 18_000, 18_000, 18_000), 3),
        # It jumps ahead and is set right: it is believed at once.
        ((0, 0, 0, 18_000, 18_000, 18_000, 18_000, 0, 0, 0), 2),
        # It jumps back: less looks due, so there is nothing to doubt.
        ((0, 0, 0, -18_000, -18_000, -18_000), 2),
    ],
)
async def test_a_clock_that_jumped_ahead_is_doubted_for_a_while(
    monkeypatch: pytest.MonkeyPatch, ahead: tuple[float, ...], runs: int
) -> None:
    readings, done = iter(readings_of(*ahead)), 0

    def now() -> ClockReading:
        try:
            return next(readings)
        except StopIteration:
            raise asyncio.CancelledError from None

    async def work() -> None:
        nonlocal done
        done += 1

    monkeypatch.setattr(ClockReading, "now", now)
    with pytest.raises(asyncio.CancelledError):
        await repeat_while_steady(work, 0.0, "failed", doubt_s=240.0)
    assert done == runs
