"""Adds to the audit log of an association, and reads it. No line is ever deleted.

A line changes in one way only: the name of an institution leaves it when the names of its campaign are deleted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act, AuditLine
from flows.campaign.roles import Right
from storage.association_tables import AuditRow
from storage.associations.access import Access, Acting
from storage.moments import aware

PAGE = 50


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Lines of the log, newest first, and where the next page begins (None at the end)."""

    lines: tuple[AuditLine, ...]
    before: int | None


def note(
    db: AsyncSession,
    association: int,
    at: datetime,
    act: Act,
    *,
    by: tuple[int, str] | None = None,
    subject: str = "",
    detail: str = "",
) -> None:
    """Add a line to the log, in the caller's transaction. `by` is the officer's number and name; None for the operator."""
    number, name = by or (None, "")
    db.add(
        AuditRow(association_id=association, at=at, act=act, officer_id=number, officer=name, subject=subject, detail=detail)
    )


def note_by_caller(acting: Acting, act: Act, subject: str, detail: str = "") -> None:
    """Add a line on what the caller does to the log of their association, in their transaction."""
    officer = acting.caller.officer
    note(acting.db, officer.association, acting.now, act, by=acting.caller.signature, subject=subject, detail=detail)


class AuditLog:
    """Reads the log. Raises NotSignedIn, NotAllowed or Unstored."""

    def __init__(self, access: Access) -> None:
        self._access = access

    async def page(self, session: str, before: int | None = None) -> AuditPage:
        """Return a page of the log of the caller's association: the newest lines, or those before a line's number."""
        async with self._access.reading(session, Right.read_log) as acting:
            wanted = select(AuditRow).where(AuditRow.association_id == acting.caller.officer.association)
            if before is not None:
                wanted = wanted.where(col(AuditRow.id) < before)
            rows = list(await acting.db.exec(wanted.order_by(col(AuditRow.id).desc()).limit(PAGE + 1)))
        return AuditPage(tuple(map(_line, rows[:PAGE])), rows[PAGE - 1].id if len(rows) > PAGE else None)


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(aware(row.at), Act(row.act), row.officer, row.subject, row.detail)
