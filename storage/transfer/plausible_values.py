"""Knows which values Xingjie may write into each column: a backup with any other value was altered, and is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Table
from sqlmodel import AutoString

from flows.assessment.plan import StepState
from flows.assessment.question_order import Mode
from flows.assessment.rating import UNSURE, Rating
from flows.campaign.campaign import FIRST_RELEASES
from flows.campaign.codes import read_code
from flows.campaign.officers import Act
from flows.campaign.roles import Role
from flows.campaign.visibility import Visibility
from flows.institution.colleagues import MemberRole, Post
from flows.institution.division import Division
from flows.interview.reminders.rules import ReminderKind
from flows.interview.stage_groups import BEGUN
from flows.old_names import stage_of
from flows.standard.model import STARS, TOP
from storage.deliveries.planning import DeliveryKind
from storage.respondents.links import LinkKind
from storage.respondents.reminders import Outcome
from storage.tables import BatchState, DeliveryState
from storage.transfer import plausible_reviews
from storage.transfer.value_rules import RUNGS, Rule, at_least, is_hash, is_place, names_criteria, one_of

# SQLite does not enforce the length of a text, so older rows may be too long. Refuse only what cannot have been typed.
LONGEST = 10_000
LEVELS = frozenset(level.value for level in Visibility)
YEARS = range(1990, 2200)
MARKS = frozenset({"n/a", UNSURE, *(f"{rung}" for rung in RUNGS), *(f"{rung}+" for rung in range(TOP))})


def _is_zone(value: str) -> bool:
    try:
        ZoneInfo(value)
    except (OSError, ValueError):
        return False
    return True


def _is_logged(value: str) -> bool:
    """Return whether the log can hold this: a mark, and perhaps ticks after a space (`flows.assessment.rating.logged`)."""
    mark, space, ticks = value.partition(" ")
    return mark in MARKS and (names_criteria(ticks) and bool(ticks) if space else True)


def _is_of_our_time(value: date) -> bool:
    return value.year in YEARS


_GENERAL: Mapping[type[Any], Rule] = {
    str: lambda value: len(value) <= LONGEST,
    date: _is_of_our_time,
    datetime: _is_of_our_time,
}
RULES: Mapping[str, Rule] = {
    **plausible_reviews.RULES,
    "respondents.stage": lambda value: stage_of(value) in BEGUN,
    "respondents.origin": lambda value: stage_of(value) in ("", *BEGUN),
    "respondents.mode": one_of(Mode),
    "respondents.target": at_least(0),
    "respondents.turn": at_least(0),
    "respondents.assessment": at_least(0),
    "respondents.timezone": _is_zone,
    "assessments.number": at_least(0),
    "links.hash": is_hash,
    "links.kind": one_of(LinkKind),
    "ratings.level": RUNGS.__contains__,
    "ratings.verified": RUNGS.__contains__,
    "evidence.rung": RUNGS.__contains__,
    "evidence.shows": names_criteria,
    "evidence.file_size": at_least(0),
    "evidence.file_place": is_place,
    "changes.before": _is_logged,
    "changes.after": _is_logged,
    "plans.star": frozenset(STARS).__contains__,
    "planned_steps.number": at_least(1),
    "planned_steps.from_rung": RUNGS.__contains__,
    "planned_steps.to_rung": RUNGS.__contains__,
    "planned_steps.state": one_of(StepState),
    "reminders.kind": one_of(ReminderKind),
    "reminders.state": one_of(Outcome),
    "reminders.tries": at_least(0),
    "batches.state": one_of(BatchState),
    "deliveries.kind": one_of(DeliveryKind),
    "deliveries.state": one_of(DeliveryState),
    "deliveries.tries": at_least(0),
    "institutions.people": at_least(0),
    "members.role": one_of(MemberRole),
    "members.post": one_of(Post),
    "members.number": at_least(1),
    "colleague_links.hash": is_hash,
    "colleague_links.uses_left": at_least(0),
    "rounds.division": one_of(Division),
    "votes.level": RUNGS.__contains__,
    "settled.level": RUNGS.__contains__,
    "settled.people": at_least(1),
    "rounds.people": at_least(0),
    "institution_plans.star": frozenset(STARS).__contains__,
    "institution_steps.number": at_least(1),
    "institution_steps.from_rung": RUNGS.__contains__,
    "institution_steps.to_rung": RUNGS.__contains__,
    "institution_steps.state": one_of(StepState),
    "officers.role": one_of(Role),
    "campaigns.mode": frozenset(mode.value for mode in Mode if mode is not Mode.part).__contains__,
    "campaigns.target": frozenset({0, *STARS}).__contains__,
    "campaigns.visibility": LEVELS.__contains__,
    "campaigns.first_at": FIRST_RELEASES.__contains__,
    "campaigns.waited": at_least(0),
    "invitations.hash": is_hash,
    "invitations.code": lambda value: read_code(value) == value,
    "invitations.opens": at_least(0),
    "participations.agreed": LEVELS.__contains__,
    "participations.widest": LEVELS.__contains__,
    "counted.since": at_least(1),
    "counted.seen": LEVELS.__contains__,
    "releases.number": at_least(1),
    "audit_log.act": one_of(Act),
}


def odd_column(table: Table, rows: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the first column with a value that Xingjie never writes, as `table.column`; None if there is none."""
    columns = [(column.name, _fitting(column)) for column in table.columns]
    for row in rows:
        for name, fits in columns:
            if not fits(row[name]):
                return f"{table.name}.{name}"
        if (contradiction := _IN_A_ROW.get(table.name)) and (odd := contradiction(row)):
            return odd
    return None


def _odd_answer(row: Mapping[str, Any]) -> str | None:
    if odd := _odd_claim(row):
        return f"ratings.{odd}"
    return None if row["verified"] is None or _is_answer(row, row["verified"]) else "ratings.verified"


def _odd_item(row: Mapping[str, Any]) -> str | None:
    odd = _odd_claim(row)
    return f"review_items.{odd}" if odd else None


def _odd_claim(row: Mapping[str, Any]) -> str | None:
    """Return the column by which an answer contradicts its level; None if there is none."""
    if row["under_way"] and row["level"] == TOP:
        return "under_way"
    return "ticked" if row["ticked"] and not _is_answer(row) else None


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


# What no column says alone. Each names the column that contradicts the others of its row.
_IN_A_ROW: Mapping[str, Callable[[Mapping[str, Any]], str | None]] = {
    "ratings": _odd_answer,
    "review_items": _odd_item,
    "review_entries": plausible_reviews.odd_entry,
    "review_submissions": plausible_reviews.odd_submission,
    "review_decisions": plausible_reviews.odd_decision,
    "review_results": plausible_reviews.odd_result,
    "double_ratings": plausible_reviews.odd_rating,
    "double_rated_items": plausible_reviews.odd_rated,
}
