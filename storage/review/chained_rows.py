"""Chains the rows of a case's log, and finds the first entry at which a stored log was changed outside the program."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from sqlmodel import SQLModel

from flows.review.entries import Detail
from flows.review.log import BrokenLog, replayed
from flows.review.states import CaseEvent
from flows.review.submission import Submission
from storage.case_chain import BEGINNING, EntryRows, entry_hash, is_deleted, typed_sha256
from storage.review.entry_rows import LogRows
from storage.review_tables import CaseEntryRow, CaseItemRow, CaseRow, DecisionRow, FindingRow

SALT_BYTES = 16


class LogFault(StrEnum):
    """What is wrong with a log. The value is the end of the key of its words."""

    # An entry, or what was decided or handed in with it, is missing, was added, or is not what was recorded.
    changed = "changed"
    # The same, of what the institution typed.
    typed = "typed"
    # A process of an older version wrote it, or somebody deleted its hash.
    unchained = "unchained"
    # No such entry can follow.
    impossible = "impossible"
    # What lists show of the case, or what was issued, does not follow from the log.
    case = "case"
    result = "result"


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry of a case's log that was changed, and how."""

    case: int
    entry: int
    fault: LogFault


def chain(entry: CaseEntryRow, details: Sequence[SQLModel], previous: str, detail: Detail = None) -> None:
    """Chain an entry that is about to be stored with its rows. `detail` is needed of a submission, whose row has no entry."""
    submission = None
    if isinstance(detail, Submission):
        submission = {
            "edition": detail.edition,
            "institution_id": detail.institution,
            "finished_on": detail.finished_on,
            "sha256": detail.sha256,
        }
    rows = EntryRows(
        entry.model_dump(),
        submission,
        [row.model_dump() for row in details if isinstance(row, CaseItemRow)],
        next((row.model_dump() for row in details if isinstance(row, DecisionRow)), None),
        next((row.model_dump() for row in details if isinstance(row, FindingRow)), None),
    )
    _chain(entry, rows, previous)


def chain_again(log: LogRows, entry: CaseEntryRow, previous: str) -> None:
    """Chain an entry that an older version stored."""
    _chain(entry, rows_of(log, entry), previous)


def rows_of(log: LogRows, entry: CaseEntryRow) -> EntryRows:
    """Return all rows of one entry of a log."""
    is_submission = entry.event == CaseEvent.submit and log.submission is not None
    decision, finding = log.decisions.get(entry.number), log.findings.get(entry.number)
    return EntryRows(
        entry.model_dump(),
        log.submission.model_dump(exclude={"sealed"}) if is_submission and log.submission is not None else None,
        [row.model_dump() for row in log.items.get(entry.number, ())],
        decision.model_dump() if decision is not None else None,
        finding.model_dump() if finding is not None else None,
    )


def first_break(row: CaseRow, log: LogRows) -> Break | None:
    """Return the first entry at which the log of a case was changed outside the program; None if it is whole.

    Who can write to the database, and knows how entries are chained, could chain a changed log again. What was issued from it
    then says so: its seal covers the hash of the log at that moment.
    """
    previous = BEGINNING
    for number, entry in enumerate(log.entries, 1):
        fault = LogFault.changed if entry.number != number else _fault(row, log, entry, previous)
        if fault is not None:
            return Break(row.id, min(number, entry.number), fault)
        previous = entry.hash
    count = len(log.entries)
    if stray := [number for number in (*log.items, *log.decisions, *log.findings) if number > count]:
        return Break(row.id, min(stray), LogFault.changed)
    try:
        case = replayed(log.log())
    except (BrokenLog, ValueError, LookupError, AssertionError, RecursionError):
        return Break(row.id, count, LogFault.impossible)
    repeats = (row.state, row.version, row.due) == (case.state, case.version, case.due)
    institution = row.institution_id in (None, case.institution)
    return None if repeats and institution else Break(row.id, count, LogFault.case)


def _fault(row: CaseRow, log: LogRows, entry: CaseEntryRow, previous: str) -> LogFault | None:
    if not entry.hash:
        return LogFault.unchained
    rows = rows_of(log, entry)
    if entry_hash(previous, rows, entry.typed_sha256) != entry.hash:
        return LogFault.changed
    if entry.salt:
        is_as_typed = typed_sha256(rows, entry.salt) == entry.typed_sha256 and _is_as_sealed(log, rows)
        return None if is_as_typed else LogFault.typed
    # It is deleted when nobody of the institution is left, and at no other time.
    is_gone = row.institution_id is None and is_deleted(rows)
    return None if is_gone else LogFault.typed


def _is_as_sealed(log: LogRows, rows: EntryRows) -> bool:
    """Return whether the sealed bytes are those that an entry hands in."""
    submission = log.submission if rows.submission is not None else None
    return submission is None or sha256(submission.sealed).hexdigest() == submission.sha256


def _chain(entry: CaseEntryRow, rows: EntryRows, previous: str) -> None:
    entry.salt = secrets.token_hex(SALT_BYTES)
    entry.typed_sha256 = typed_sha256(rows, entry.salt)
    entry.hash = entry_hash(previous, rows, entry.typed_sha256)
