"""Makes a case from its log. The log is only ever added to, and the case follows from it alone."""

from __future__ import annotations

from collections.abc import Iterable

from flows.review.case import Case
from flows.review.effects import after, opened, vacated
from flows.review.entries import Entry
from flows.review.machine import can_follow, can_reach
from flows.review.states import CaseEvent, CaseState

LEAVING = frozenset({CaseEvent.step_back, CaseEvent.refuse_reviewer})


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
        if not _can_follow(case, entry):
            raise BrokenLog(f"entry {case.version + 1}: {entry.move.event} does not lead from {case.state} to {entry.state}")
        case = after(case, entry)
    return case


def _can_follow(case: Case, entry: Entry) -> bool:
    """Return whether the table leads to the state of this entry, and whether somebody is there who leaves if anybody does."""
    if not can_follow(case.state, entry.move.event):
        return False
    seat = vacated(case, entry.move)
    if entry.move.event in LEAVING and (seat is None or case.reader(seat) is None):
        return False
    return can_reach(case.state, entry.move.event, entry.state, seat)
