"""Decides when a transfer is too slow. Pure: the caller measures time and bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TransferLimits:
    """The bounds of one transfer, in seconds and bytes.

    After the first `grace_s` seconds a transfer needs `least_per_s` bytes a second on average. It may never be without a new
    byte for longer than `stalled_s`, and it is cut after `total_s` in any case.
    """

    grace_s: float = 20.0
    least_per_s: float = 8 * 1024
    stalled_s: float = 30.0
    total_s: float = 1800.0


USUAL = TransferLimits()


class TransferPace:
    """The speed of one transfer. Call `add_wait` after each wait for bytes, and `seconds_left` before the next one."""

    def __init__(self, limits: TransferLimits = USUAL) -> None:
        self._limits = limits
        self._waited = 0.0
        self._moved = 0
        self._stalled = 0.0

    def add_wait(self, seconds: float, moved: int) -> None:
        """Count a wait of `seconds` in which `moved` bytes were transferred."""
        self._waited += seconds
        self._moved += moved
        self._stalled = 0.0 if moved else self._stalled + seconds

    def seconds_left(self) -> float:
        """Return how many more seconds the transfer may wait for its next byte; 0 or less if it is too slow."""
        limits = self._limits
        average = limits.grace_s + self._moved / limits.least_per_s - self._waited
        return min(average, limits.stalled_s - self._stalled, limits.total_s - self._waited)
