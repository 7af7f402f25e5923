"""Limits the log lines of one kind: lines that a stranger can cause must not fill the disk."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable, MutableMapping
from dataclasses import dataclass
from typing import Any

import structlog

from bot.operations.bounded_dict import BoundedDict

WINDOW_S = 60.0
AT_MOST = 60
# Anyone who can reach a port can cause these. One line a minute is enough.
STRANGER_EVENTS = frozenset(
    {"library", "loop_failed", "accept_failed", "malformed_request", "desk_link_refused", "desk_tries_refused"}
)
LIMITED = frozenset({"warning", "error", "critical", "exception"})
KINDS_REMEMBERED = 1000

Entry = MutableMapping[str, Any]


@dataclass(slots=True)
class _Window:
    began: float
    lines: int = 0
    left_out: int = 0


class LogLimit:
    """A structlog processor that lets AT_MOST lines of a kind through in WINDOW_S seconds (one of STRANGER_EVENTS).

    A kind is the event with its part, place and type of exception, if it has them. The first line of a later window says in
    `left_out` how many lines were dropped before it.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._windows = BoundedDict[Hashable, _Window](KINDS_REMEMBERED)

    def __call__(self, _logger: object, method: str, entry: Entry) -> Entry:
        """Return the line, or raise DropEvent if there were too many of its kind."""
        if method not in LIMITED:
            return entry
        at_most = 1 if entry.get("event") in STRANGER_EVENTS else AT_MOST
        with self._lock:
            window = self._window(_kind(entry))
            if window.lines >= at_most:
                window.left_out += 1
                raise structlog.DropEvent
            window.lines += 1
            if window.left_out:
                entry["left_out"], window.left_out = window.left_out, 0
        return entry

    def _window(self, kind: Hashable) -> _Window:
        now, window = self._now(), self._windows.get(kind)
        if window is None:
            window = _Window(now)
        elif now - window.began >= WINDOW_S:
            window.began, window.lines = now, 0
        self._windows.keep(kind, window)
        return window


def _kind(entry: Entry) -> Hashable:
    given = entry.get("exc_info")
    error = given[1] if isinstance(given, tuple) else given
    return (*(str(entry.get(name)) for name in ("event", "part", "library", "at", "kind", "method")), type(error).__name__)
