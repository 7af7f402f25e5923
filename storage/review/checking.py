"""Checks stored cases: that their logs are whole, and that what was issued follows from them."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.review.entries import Issue
from flows.review.states import CaseEvent
from storage.review.chained_rows import Break, LogFault, first_break
from storage.review.entry_rows import LogRows
from storage.review.log import read_rows
from storage.review_tables import CaseEntryRow, CaseRow, ResultRow

SAYS = {
    LogFault.changed: "entry {entry} in the log of case {case} is missing, was added, or is not the one that was recorded",
    LogFault.typed: "what the institution typed in entry {entry} of case {case} is not what was recorded",
    LogFault.unchained: "entry {entry} in the log of case {case} has no hash",
    LogFault.impossible: "entry {entry} in the log of case {case} cannot follow the one before it",
    LogFault.case: "case {case} is not as its log says",
    LogFault.result: "the issued result of case {case} does not follow from entry {entry} of its log",
}


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case whose log was checked: the number of its entries, the hash of the last one, and its first break if it has one."""

    entries: int
    head: str
    broken: Break | None


async def checked(db: AsyncSession, row: CaseRow) -> CheckedCase:
    """Return what a check of a case's log shows."""
    rows = await read_rows(db, row.id)
    head = rows.entries[-1].hash if rows.entries else ""
    broken = first_break(row, rows) or _broken_result(row.id, rows, await db.get(ResultRow, row.id))
    return CheckedCase(len(rows.entries), head, broken)


async def checked_cases(db: AsyncSession) -> AsyncIterator[CheckedCase]:
    """Check every case, one after another. Rows of a log whose case is gone cannot be: the database deletes them with it."""
    for number in await db.exec(select(CaseRow.id).order_by(col(CaseRow.made_at), col(CaseRow.id))):
        row = await db.get(CaseRow, number)
        if row is not None:
            yield await checked(db, row)
            # A check reads everything, and keeps none of it.
            db.expunge_all()


def said(broken: Break) -> str:
    """Return a break in a sentence for an operator, without its end."""
    return SAYS[broken.fault].format(case=broken.case, entry=broken.entry)


def sealed_head(sealed: bytes) -> str:
    """Return the hash of the log that an issued file names; "" if it names none, as those of older versions."""
    try:
        named = json.loads(sealed).get("log_sha256", "")
    except (ValueError, AttributeError, RecursionError):
        return ""
    return named if isinstance(named, str) else ""


def _broken_result(case: int, rows: LogRows, result: ResultRow | None) -> Break | None:
    issue = next((entry for entry in rows.entries if entry.event == CaseEvent.issue), None)
    if issue is None or result is None:
        is_neither = issue is None and result is None
        return None if is_neither else Break(case, issue.number if issue else len(rows.entries), LogFault.result)
    return None if _follows(rows, issue, result) else Break(case, issue.number, LogFault.result)


def _follows(rows: LogRows, issue: CaseEntryRow, result: ResultRow) -> bool:
    entry = rows.log()[issue.number - 1]
    assert isinstance(entry.move.detail, Issue)
    is_until = result.valid_until == entry.move.detail.valid_until
    return is_until and sealed_head(result.sealed) in ("", issue.hash)
