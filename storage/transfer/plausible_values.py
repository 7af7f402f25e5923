"""Knows which values Xingjie may write into each column: a backup with any other value was altered, and is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table
from sqlmodel import AutoString

from flows.assessment.plan import StepState
from flows.assessment.question_order import Mode
from flows.assessment.rating import UNSURE, Rating
from flows.assessment.ticks import criteria_in
from flows.campaign.campaign import FIRST_RELEASES
from flows.campaign.codes import read_code
from flows.campaign.officers import Act
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.institution.colleagues import MemberRole, Post
from flows.institution.division import Division
from flows.interview.machine import BEGUN
from flows.interview.reminders.rules import ReminderKind
from flows.old_names import stage_of
from flows.standard.model import STARS, TOP
from storage.deliveries.planning import DeliveryKind
from storage.respondents.links import LinkKind
from storage.respondents.reminders import Outcome
from storage.tables import BatchState, DeliveryState

# SQLite does not enforce the length of a text, so older rows may be too long. Refuse only what cannot have been typed.
LONGEST = 10_000
LEVELS = frozenset(level.value for level in Visibility)
RUNGS, YEARS = range(TOP + 1), range(1990, 2200)
MARKS = frozenset({"n/a", UNSURE, *(f"{rung}" for rung in RUNGS), *(f"{rung}+" for rung in range(TOP))})
# A place becomes part of a path, so it must not lead out of the folder.
HASH = re.compile(r"[0-9a-f]{64}")
PLACE = re.compile(r"|[a-z]+:[\w-]+")


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (OSError, ValueError):
        return False
    return True


def _names_criteria(value: str) -> bool:
    try:
        criteria_in("", value)
    except ValueError:
        return False
    return True


def _is_logged(value: str) -> bool:
    """Return whether the log can hold this: a mark, and perhaps ticks after a space (`flows.assessment.rating.logged`)."""
    mark, space, ticks = value.partition(" ")
    return mark in MARKS and (_names_criteria(ticks) and bool(ticks) if space else True)


def _from(least: int) -> Callable[[int], bool]:
    return lambda value: value >= least


def _is_of_our_time(value: date) -> bool:
    return value.year in YEARS


_GENERAL: Mapping[type[Any], Callable[[Any], bool]] = {
    str: lambda value: len(value) <= LONGEST,
    date: _is_of_our_time,
    datetime: _is_of_our_time,
}
RULES: Mapping[str, Callable[[Any], bool]] = {
    "respondents.stage": lambda value: stage_of(value) in BEGUN,
    "respondents.origin": lambda value: stage_of(value) in ("", *BEGUN),
    "respondents.mode": frozenset(mode.value for mode in Mode).__contains__,
    "respondents.target": _from(0),
    "respondents.turn": _from(0),
    "respondents.assessment": _from(0),
    "respondents.timezone": _is_zone,
    "assessments.number": _from(0),
    "links.hash": lambda value: HASH.fullmatch(value) is not None,
    "links.kind": frozenset(kind.value for kind in LinkKind).__contains__,
    "ratings.level": RUNGS.__contains__,
    "ratings.verified": RUNGS.__contains__,
    "evidence.rung": RUNGS.__contains__,
    "evidence.shows": _names_criteria,
    "evidence.file_size": _from(0),
    "evidence.file_place": lambda value: PLACE.fullmatch(value) is not None,
    "changes.before": _is_logged,
    "changes.after": _is_logged,
    "plans.star": frozenset(STARS).__contains__,
    "planned_steps.number": _from(1),
    "planned_steps.from_rung": RUNGS.__contains__,
    "planned_steps.to_rung": RUNGS.__contains__,
    "planned_steps.state": frozenset(state.value for state in StepState).__contains__,
    "reminders.kind": frozenset(kind.value for kind in ReminderKind).__contains__,
    "reminders.state": frozenset(outcome.value for outcome in Outcome).__contains__,
    "reminders.tries": _from(0),
    "batches.state": frozenset(state.value for state in BatchState).__contains__,
    "deliveries.kind": frozenset(kind.value for kind in DeliveryKind).__contains__,
    "deliveries.state": frozenset(state.value for state in DeliveryState).__contains__,
    "deliveries.tries": _from(0),
    "institutions.people": _from(0),
    "members.role": frozenset(role.value for role in MemberRole).__contains__,
    "members.post": frozenset(post.value for post in Post).__contains__,
    "members.number": _from(1),
    "colleague_links.hash": lambda value: HASH.fullmatch(value) is not None,
    "colleague_links.uses_left": _from(0),
    "rounds.division": frozenset(division.value for division in Division).__contains__,
    "votes.level": RUNGS.__contains__,
    "settled.level": RUNGS.__contains__,
    "settled.people": _from(1),
    "officers.role": frozenset(role.value for role in Role).__contains__,
    "campaigns.mode": frozenset(mode.value for mode in Mode if mode is not Mode.part).__contains__,
    "campaigns.target": frozenset({0, *STARS}).__contains__,
    "campaigns.visibility": LEVELS.__contains__,
    "campaigns.first_at": FIRST_RELEASES.__contains__,
    "campaigns.waited": _from(0),
    "invitations.hash": lambda value: HASH.fullmatch(value) is not None,
    "invitations.code": lambda value: read_code(value) == value,
    "invitations.opens": _from(0),
    "participations.agreed": LEVELS.__contains__,
    "participations.widest": LEVELS.__contains__,
    "counted.since": _from(1),
    "counted.seen": LEVELS.__contains__,
    "releases.number": _from(1),
    "review_cases.to_tell": _from(0),
    "audit_log.act": frozenset(act.value for act in Act).__contains__,
}


def odd_column(table: Table, rows: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the first column with a value that Xingjie never writes, as `table.column`; None if there is none."""
    columns = [(column.name, _fitting(column)) for column in table.columns]
    for row in rows:
        for name, fits in columns:
            if not fits(row[name]):
                return f"{table.name}.{name}"
        if table.name == "ratings" and (odd := _odd_answer(row)):
            return odd
    return None


def _odd_answer(row: Mapping[str, Any]) -> str | None:
    """Return the column by which an answer contradicts its level; None if there is none."""
    if row["under_way"] and row["level"] == TOP:
        return "ratings.under_way"
    if row["ticked"] and not _is_answer(row):
        return "ratings.ticked"
    return None if row["verified"] is None or _is_answer(row, row["verified"]) else "ratings.verified"


def _is_answer(row: Mapping[str, Any], verified: int | None = None) -> bool:
    try:
        Rating(row["level"], row["under_way"], row["unsure"], row["not_applicable"], ticked=row["ticked"], verified=verified)
    except ValueError:
        return False
    return True


def _fitting(column: Column[Any]) -> Callable[[Any], bool]:
    """Return the test of whether a value fits a column."""
    kind: type[Any] = str if isinstance(column.type, AutoString) else column.type.python_type
    nullable, rule = bool(column.nullable), RULES.get(f"{column.table.name}.{column.name}") or _GENERAL.get(kind)

    def fits(value: Any) -> bool:
        if value is None:
            return nullable
        return type(value) is kind and (rule is None or rule(value))

    return fits
