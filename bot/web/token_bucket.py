"""Limits how often each key may do something: a burst at once, then a steady rate. The caller passes the time."""

from __future__ import annotations

from collections.abc import Hashable

from bot.operations.bounded_dict import BoundedDict

REMEMBERED = 50_000


class TokenBuckets:
    """Lets every key through `burst` times at once and `per_s` times a second from then on.

    It remembers one number a key (the moment when its burst is whole again; the "generic cell rate algorithm"), for
    `remember` keys at most: the one that has been quiet for longest is forgotten first, and starts with a whole burst again.
    """

    def __init__(self, per_s: float, burst: int, remember: int = REMEMBERED) -> None:
        self._step = 1 / per_s
        self._room = (burst - 1) / per_s
        self._whole_at = BoundedDict[Hashable, float](remember)

    def wait(self, key: Hashable, now: float) -> float:
        """Return 0 and count the use if this key may go on now; else return how many seconds it must wait."""
        whole_at = max(self._whole_at.get(key) or now, now)
        too_early = whole_at - self._room - now
        if too_early > 0:
            return too_early
        self._whole_at.keep(key, whole_at + self._step)
        return 0.0

    def __len__(self) -> int:
        """Return how many keys are remembered."""
        return len(self._whole_at)
