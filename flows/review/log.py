"""Makes a case from its log. The log is only ever added to, and the case follows from it alone."""

from __future__ import annotations

from collections.abc import Iterable

from flows.review.case import Case
from flows.review.effects import after, opened, vacated
from flows.review.entries import Entry
from flows.review.machine import can_reach
from flows.review.states import CaseState


class BrokenLog(Exception):
    """A log in which an entry cannot follow the one before it. It was changed outside the program."""


def replayed(entries: Iterable[Entry]) -> Case:
    """Return the case after all entries, the oldest first. No rule, calendar or clock is asked again.

    Raises BrokenLog if the log does not begin with a request, or if an entry cannot follow the one before it.
    """
    rest = iter(entries)
    first = next(rest, None)
    if first is None or first.state is not CaseState.requested:
        raise BrokenLog("the log does not begin with a request")
    try:
        case = opened(first)
    except ValueError as error:
        raise BrokenLog(str(error)) from error
    for entry in rest:
        if not can_reach(case.state, entry.move.event, entry.state, vacated(case, entry.move)):
            raise BrokenLog(f"entry {case.version + 1}: {entry.move.event} does not lead from {case.state} to {entry.state}")
        case = after(case, entry)
    return case
