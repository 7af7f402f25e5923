"""Moves a case by one event. It is pure: the moment, the calendar and the rules are given."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from flows.days import day_of
from flows.dialogue import phrase
from flows.review.case import Case
from flows.review.checks import Asked, check
from flows.review.deadlines import Calendar, days_used, deadline, due_after
from flows.review.effects import after, opened, vacated, widened
from flows.review.entries import Entry, Move, Request, Scope
from flows.review.independence import needs_second_reading
from flows.review.machine import WHO, Step, can_follow, state_after
from flows.review.marks import check_seen
from flows.review.permissions import check_permission
from flows.review.refusals import NotNow, NotTheirs
from flows.review.rules import DEFAULT, ReviewRules
from flows.review.states import CaseEvent, CaseState, Party


class Moved(NamedTuple):
    """A case after an event, and the entry that belongs into its log. Both are stored together or not at all."""

    case: Case
    entry: Entry


def requested(move: Move, is_working_day: Calendar, rules: ReviewRules = DEFAULT) -> Moved:
    """Return a new case and the first entry of its log.

    A reviewer asks for themself, an administrator for anybody or nobody. Raises NotTheirs if the person may not ask an
    institution so, ValueError if the event is not a request.
    """
    reviewer = move.detail.reviewer if isinstance(move.detail, Request) else None
    is_for_another = move.by.party is Party.reviewer and (reviewer is None or reviewer.person != move.by.person)
    if move.by.party not in WHO[CaseEvent.request] or is_for_another:
        raise NotTheirs(phrase("case-not-theirs"))
    due = deadline(day_of(move.at), rules.request_days, is_working_day)
    entry = Entry(move, CaseState.requested, due, 0)
    return Moved(opened(entry), entry)


def moved(case: Case, move: Move, is_working_day: Calendar, rules: ReviewRules = DEFAULT) -> Moved:
    """Return the case after an event, and the entry for its log.

    Raises NotNow, NotTheirs, Overtaken or NotValid, each with a sentence for the person, if the event is refused.
    `case.version` grows by one with every event, so that a storage can tell that somebody else was first.
    """
    if not can_follow(case.state, move.event):
        raise NotNow(phrase(f"case-now-{case.state}"))
    check_permission(case, move)
    check_seen(case, move)
    # The log says what happened, not what a person saw before.
    move = replace(move, seen=None)
    # A clock that goes back never gives anybody more time.
    at = max(case.at, move.at)
    used = days_used(case, at, is_working_day)
    check(Asked(case, replace(move, at=at), day_of(at), used, rules))
    state = state_after(Step(case.state.value, vacated(case, move), _needs_second(case, move, rules)), move.event)
    # What is due depends on what the event changes, so it is found from the case as it will be.
    draft = after(case, Entry(move, state, None, used))
    entry = Entry(move, state, due_after(case, draft, move.event, is_working_day, rules), used)
    return Moved(after(case, entry), entry)


def _needs_second(case: Case, move: Move, rules: ReviewRules) -> bool:
    if not isinstance(move.detail, Scope):
        return False
    scope = widened(case.scope, move.detail)
    return needs_second_reading(scope.star, scope.seed, rules)
