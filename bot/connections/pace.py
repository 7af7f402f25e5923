"""How slowly bytes may come or go before we give a connection up. Pure: the caller measures time and bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TransferLimits:
    """The bounds of one transfer, in seconds and bytes.

    A transfer has `grace_s` to begin with and needs `least_per_s` bytes a second on average from then on. It may never be
    without a new byte for longer than `still_s`, and it ends after `last_s` whatever it does.
    """

    grace_s: float = 20.0
    least_per_s: float = 8 * 1024
    stalled_s: float = 30.0
    total_s: float = 1800.0


USUAL = TransferLimits()


class TransferPace:
    """Follows one transfer: tell it what each wait brought, and ask how long the next wait may be."""

    def __init__(self, limits: TransferLimits = USUAL) -> None:
        self._limits = limits
        self._waited = 0.0
        self._moved = 0
        self._stalled = 0.0

    def add_wait(self, seconds: float, moved: int) -> None:
        """Count a wait of so many seconds, in which so many bytes moved."""
        self._waited += seconds
        self._moved += moved
        self._stalled = 0.0 if moved else self._stalled + seconds

    def seconds_left(self) -> float:
        """Return how many more seconds the transfer may wait for its next byte; 0 or less if it is too slow."""
        limits = self._limits
        average = limits.grace_s + self._moved / limits.least_per_s - self._waited
        return min(average, limits.stalled_s - self._stalled, limits.total_s - self._waited)
