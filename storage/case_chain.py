"""Chains the log of a case: the hash of each entry covers the hash before it, so a change outside the program is noticed.

What people of the institution typed is covered by a digest with a salt. When it is deleted, its salt is deleted too: the digest
stays in the chain, and nobody can guess the text from it.

What is hashed, and how, never changes, because the hashes are stored.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from flows.review.states import CaseEvent
from storage.moments import aware

# A row of a table, by the names of its columns.
Row = Mapping[str, Any]
# The hash before the first entry.
BEGINNING = ""
# This takes the place of a text that was deleted.
DELETED = "–"
# What reading a detail raises that was changed outside the program.
UNREADABLE = (ValueError, KeyError, TypeError, RecursionError)
ENTRY = ("case_id", "number", "at", "party", "person", "institutions", "event", "state", "due", "used", "reason")
SUBMISSION = ("edition", "institution_id", "finished_on", "sha256")
CLAIM = ("subdomain", "number", "level", "under_way", "unsure", "ticked")
EVIDENCE = (
    "share",
    "what",
    "rung",
    "shows",
    "named_on",
    "in_force",
    "last_used",
    "file_name",
    "file_size",
    "file_type",
    "file_sha256",
    "file_place",
)
DECISION = ("seat", "person", "subdomain", "kind", "claimed", "rung", "reasons", "text", "not_shown")
FINDING = ("subdomain", "piece", "finding", "kinds")


@dataclass(frozen=True, slots=True)
class EntryRows:
    """All rows of one entry: of an entry that hands something in, its items; of a decision or a finding, its row."""

    entry: Row
    submission: Row | None = None
    items: Sequence[Row] = field(default=())
    decision: Row | None = None
    finding: Row | None = None


def typed_sha256(rows: EntryRows, salt: str) -> str:
    """Return the digest over what people of the institution typed in an entry: texts and evidence."""
    texts = _split(rows.entry)[1]
    items = [{"not_applicable": row["not_applicable"], **_named(row, EVIDENCE)} for row in rows.items]
    return _hash([salt, texts, items])


def entry_hash(previous: str, rows: EntryRows, typed: str) -> str:
    """Return the hash of an entry that follows the entry with the hash `previous`; `typed` is its `typed_sha256`."""
    said = {
        **_named(rows.entry, ENTRY),
        "detail": _split(rows.entry)[0],
        "submission": _named(rows.submission, SUBMISSION) if rows.submission is not None else None,
        "items": [{**_named(row, CLAIM), "left_out": bool(row["not_applicable"])} for row in rows.items],
        "decision": _named(rows.decision, DECISION) if rows.decision is not None else None,
        "finding": _named(rows.finding, FINDING) if rows.finding is not None else None,
        "typed": typed,
    }
    return _hash([previous, said])


def is_deleted(rows: EntryRows) -> bool:
    """Return whether nothing is left of what people of the institution typed in an entry."""
    texts = _split(rows.entry)[1]
    reasons = {row["not_applicable"] for row in rows.items}
    evidence = [row[name] for row in rows.items for name in EVIDENCE if name != "share"]
    return not any(evidence) and {*texts, *reasons} <= {"", DELETED}


def without_texts(event: str, detail: str) -> str:
    """Return the detail of an entry without what people of the institution typed in it.

    Nothing is left of a detail that was changed outside the program and cannot be read: a text may be anywhere in it. Its hash
    differs before and after.
    """
    if not detail or event not in (CaseEvent.object, CaseEvent.answer_more):
        return detail
    try:
        said = json.loads(detail)
        for point in _points(said):
            point["text"] = DELETED
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    except UNREADABLE:
        return ""


def _split(entry: Row) -> tuple[Any, list[str]]:
    """Return what stays of the detail of an entry, and the texts of the institution in it."""
    event, detail = str(entry["event"]), entry["detail"]
    if not detail or event not in (CaseEvent.object, CaseEvent.answer_more):
        return detail, []
    try:
        points = _points(json.loads(detail))
        return [point["subdomain"] for point in points], [str(point["text"]) for point in points]
    except UNREADABLE:
        return detail, []  # changed outside the program: its hash differs


def _points(said: Any) -> list[dict[str, Any]]:
    return list(said["points"] if isinstance(said, dict) else said)


def _named(row: Row, names: Sequence[str]) -> dict[str, Any]:
    return {name: _plain(row[name]) for name in names}


def _plain(value: Any) -> Any:
    """Return a value in the one form that is hashed, on both engines."""
    if isinstance(value, datetime):
        return aware(value).astimezone(UTC).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value


def _hash(said: object) -> str:
    written = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(written.encode("utf-8", "surrogatepass")).hexdigest()
