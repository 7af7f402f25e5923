"""Knows which values Xingjie may write into the tables of reviews."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from hashlib import sha256
from typing import Any

import msgspec

from flows.campaign.codes import read_code
from flows.review.decisions import DecisionKind, EvidenceFinding, Reason
from flows.review.entries import DETAIL, EvidenceKind, Point
from flows.review.names import NameDoubt, ReportState
from flows.review.rules import ReviewRules
from flows.review.states import CaseEvent, CaseState, Party, Seat
from flows.review.submission import Share
from flows.review.telling import ResultNotice
from storage.transfer.value_rules import RUNGS, Rule, at_least, is_hash, is_place, names_criteria, one_of, some_of

# What these events give is in tables of its own, see `storage.review.entry_rows`.
IN_TABLES = frozenset({CaseEvent.submit, CaseEvent.answer_more, CaseEvent.decide, CaseEvent.examine})
LONGEST_DETAIL = 200_000

RULES: Mapping[str, Rule] = {
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
}


def odd_entry(row: Mapping[str, Any]) -> str | None:
    """Return the column by which an entry of a case's log contradicts its event; None if there is none."""
    event = CaseEvent(row["event"])
    has_words = event is CaseEvent.answer_more and row["detail"]
    if not has_words and (event in IN_TABLES or event not in DETAIL):
        return "review_entries.detail" if row["detail"] else None
    try:
        msgspec.json.decode(row["detail"], type=tuple[Point, ...] if has_words else DETAIL[event])
    except msgspec.MsgspecError:
        return "review_entries.detail"
    return None


def odd_submission(row: Mapping[str, Any]) -> str | None:
    """Return the column by which what was handed in is not what its digest says; None if there is none.

    Nothing is left of the sealed bytes when nobody of the institution is there any more.
    """
    is_whole = not row["sealed"] or sha256(row["sealed"]).hexdigest() == row["sha256"]
    return None if is_whole else "review_submissions.sha256"


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
