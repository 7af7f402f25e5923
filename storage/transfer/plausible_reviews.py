"""Knows which values Xingjie may write into the tables of reviews."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

import msgspec

from flows.campaign.codes import read_code
from flows.review.decisions import DecisionKind, EvidenceFinding, Reason
from flows.review.double_rating import Candidate, RatingEnd, drawn
from flows.review.effort import MINUTES_AT_MOST
from flows.review.entries import DETAIL, EvidenceKind, Point
from flows.review.names import NameDoubt, ReportState
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, Party, Seat
from flows.review.submission import Share
from flows.review.telling import ResultNotice
from flows.review_figures.release import ReviewRelease
from flows.standard.model import TOP
from storage.transfer.value_rules import RUNGS, Rule, at_least, is_hash, is_place, names_criteria, one_of, some_of

# What these events give is in tables of its own, see `storage.review.entry_rows`.
IN_TABLES = frozenset({CaseEvent.submit, CaseEvent.answer_more, CaseEvent.decide, CaseEvent.examine})
LONGEST_DETAIL = 200_000
CHECK_NUMBER = re.compile(r"[A-Za-z0-9_-]{1,32}")
# What reading JSON raises for another shape, for text that is not valid Unicode, and for brackets that never close.
UNREADABLE = (ValueError, RecursionError)
# No star is one too.
STARS = frozenset(range(TOP + 1))
SALT = re.compile(r"[0-9a-f]{32}")


def _is_release(value: str) -> bool:
    try:
        msgspec.json.decode(value, type=ReviewRelease)
    except UNREADABLE:
        return False
    return True


QUARTER = re.compile(r"\d{4}-Q[1-4]")

RULES: Mapping[str, Rule] = {
    "case_drafts.asked_turn": at_least(0),
    "case_drafts.message": at_least(0),
    "review_cases.link": is_hash,
    "review_cases.code": lambda value: read_code(value) == value,
    "review_cases.state": one_of(CaseState),
    "review_cases.version": at_least(1),
    "review_cases.to_tell": at_least(0),
    "review_entries.number": at_least(1),
    # An objection to all subdomains, in words, is longer than any other text.
    "review_entries.detail": lambda value: len(value) <= LONGEST_DETAIL,
    "review_entries.party": one_of(Party),
    "review_entries.event": one_of(CaseEvent),
    "review_entries.state": one_of(CaseState),
    "review_entries.used": at_least(0),
    "review_entries.institutions": lambda value: all(each.isascii() and each.isdigit() for each in value.split()),
    "review_entries.salt": lambda value: not value or SALT.fullmatch(value) is not None,
    "review_entries.typed_sha256": lambda value: not value or is_hash(value),
    "review_entries.hash": lambda value: not value or is_hash(value),
    "review_submissions.assessment": at_least(0),
    "review_submissions.sha256": is_hash,
    "review_items.entry": at_least(1),
    "review_items.number": at_least(1),
    "review_items.share": one_of(Share),
    "review_items.level": RUNGS.__contains__,
    "review_items.rung": RUNGS.__contains__,
    "review_items.shows": names_criteria,
    "review_items.file_size": at_least(0),
    "review_items.file_sha256": lambda value: not value or is_hash(value),
    "review_items.file_place": is_place,
    "review_results.check_number": lambda value: CHECK_NUMBER.fullmatch(value) is not None,
    "review_decisions.number": at_least(1),
    "review_decisions.seat": one_of(Seat),
    "review_decisions.kind": one_of(DecisionKind),
    "review_decisions.claimed": RUNGS.__contains__,
    "review_decisions.rung": RUNGS.__contains__,
    "review_decisions.reasons": some_of(Reason),
    "review_decisions.not_shown": names_criteria,
    "review_findings.number": at_least(1),
    "review_findings.piece": at_least(0),
    "review_findings.finding": one_of(EvidenceFinding),
    "review_findings.kinds": some_of(EvidenceKind),
    "result_notices.kind": one_of(ResultNotice),
    "result_notices.number": at_least(1),
    "name_reports.reason": one_of(NameDoubt),
    "name_reports.state": one_of(ReportState),
    "review_rules.name": frozenset(field.name for field in fields(ReviewRules)).__contains__,
    "review_rules.number": at_least(0),
    "review_periods.missing_in_all": at_least(0),
    "review_periods.missing_changed": at_least(0),
    "review_periods.waited": at_least(0),
    "review_releases.number": at_least(1),
    "review_releases.figures": _is_release,
    "counted_cases.since": at_least(1),
    "counted_cases.readers": lambda value: all(each.isascii() and each.isdigit() for each in value.split()),
    "double_ratings.quarter": lambda value: QUARTER.fullmatch(value) is not None,
    "double_ratings.number": at_least(1),
    "double_ratings.candidates": lambda value: _drawn_from(value) is not None,
    "double_ratings.ending": {"", *RatingEnd}.__contains__,
    "double_rated_items.kind": {DecisionKind.confirmed, DecisionKind.lowered}.__contains__,
    "double_rated_items.claimed": at_least(1),
    "double_rated_items.first_rung": RUNGS.__contains__,
    "double_rated_items.rung": RUNGS.__contains__,
    "double_rated_items.reasons": some_of(Reason),
    "double_rated_items.not_shown": names_criteria,
    "stated_hours.minutes": range(MINUTES_AT_MOST + 1).__contains__,
}


def odd_entry(row: Mapping[str, Any]) -> str | None:
    """Return the column by which an entry of a case's log contradicts its event; None if there is none."""
    event = CaseEvent(row["event"])
    has_words = event is CaseEvent.answer_more and row["detail"]
    if not has_words and (event in IN_TABLES or event not in DETAIL):
        return "review_entries.detail" if row["detail"] else None
    try:
        msgspec.json.decode(row["detail"], type=tuple[Point, ...] if has_words else DETAIL[event])
    except UNREADABLE:
        return "review_entries.detail"
    return None


def odd_submission(row: Mapping[str, Any]) -> str | None:
    """Return the column by which what was handed in is not what its digest says; None if there is none.

    Nothing is left of the sealed bytes when nobody of the institution is there any more.
    """
    is_whole = not row["sealed"] or sha256(row["sealed"]).hexdigest() == row["sha256"]
    return None if is_whole else "review_submissions.sha256"


def odd_result(row: Mapping[str, Any]) -> str | None:
    """Return the column by which a result is not what its issued file says; None if there is none.

    The seal of the file shows whether the file itself was altered. It is checked outside storage, which has no keys.
    """
    try:
        file = json.loads(row["sealed"])
        said = {name: file[name] for name in ("check_number", "issued_on", "valid_until")}
        low, high = (file["stars"]["verified"][end] for end in ("low", "high"))
        are_stars = STARS.issuperset((low, high, file["stars"]["claimed"])) and low <= high
    except (*UNREADABLE, KeyError, TypeError):
        return "review_results.sealed"
    shown = {name: row[name] if name == "check_number" else row[name].isoformat() for name in said}
    if odd := next((name for name in said if said[name] != shown[name]), None):
        return f"review_results.{odd}"
    return None if are_stars else "review_results.sealed"


def odd_decision(row: Mapping[str, Any]) -> str | None:
    """Return the column by which a decision contradicts its kind; None if there is none. A reviewer never raises a claim."""
    kind, rung = DecisionKind(row["kind"]), row["rung"]
    if kind is not DecisionKind.confirmed and not row["reasons"]:
        return "review_decisions.reasons"
    match kind:
        case DecisionKind.more_asked:
            fits = rung is None
        case DecisionKind.confirmed:
            fits = rung == row["claimed"]
        case DecisionKind.lowered:
            fits = rung is not None and rung < row["claimed"]
    return None if fits else "review_decisions.rung"


def odd_rating(row: Mapping[str, Any]) -> str | None:
    """Return the column by which a double rating contradicts its draw, or how it ended; None if there is none."""
    if row["rater_id"] == row["first_id"] or drawn(row["seed"], _drawn_from(row["candidates"]) or ()) != (
        row["case_id"],
        row["rater_id"],
    ):
        return "double_ratings.rater_id"
    if row["finished_at"] is not None and (row["ending"] or row["declared_at"] is None):
        return "double_ratings.finished_at"
    return None


def odd_rated(row: Mapping[str, Any]) -> str | None:
    """Return the column by which a rated item contradicts its kind or the claim; None if there is none."""
    if row["first_rung"] > row["claimed"]:
        return "double_rated_items.first_rung"
    if row["kind"] == DecisionKind.confirmed:
        return None if row["rung"] == row["claimed"] else "double_rated_items.rung"
    if not row["reasons"]:
        return "double_rated_items.reasons"
    return None if row["rung"] < row["claimed"] else "double_rated_items.rung"


def _drawn_from(text: str) -> tuple[Candidate, ...] | None:
    """Return the candidates of a draw; None if they cannot be read."""
    try:
        return msgspec.json.decode(text, type=tuple[Candidate, ...])
    except UNREADABLE:
        return None
