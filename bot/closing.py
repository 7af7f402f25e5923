"""How long a process takes to its end: one span for all that has begun, whatever is closed first."""

from __future__ import annotations

import time

# Of the 10 seconds that systemd and Docker give. What comes after, cut short or not, needs some of them too.
DRAIN_S = 5.0


class Closing:
    """The span begins when the first part that closes asks for it; each later one gets what is left."""

    def __init__(self) -> None:
        self._end: float | None = None

    def left(self) -> float:
        """How many seconds may still be spent on finishing what has begun: DRAIN_S at first, 0 in the end."""
        now = time.monotonic()
        if self._end is None:
            self._end = now + DRAIN_S
            return DRAIN_S  # of large clocks, a sum less its part is not always the other part
        return max(self._end - now, 0.0)
