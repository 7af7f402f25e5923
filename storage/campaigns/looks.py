"""Records which officer looked at which institution, and tells the institution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from storage.associations.access import Acting
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import LookRow, RosterRow
from storage.moments import aware


@dataclass(frozen=True, slots=True)
class Looks:
    """How often officers looked at an institution, and the last look: when, and the officer's name."""

    count: int
    at: datetime
    officer: str


def note_look(acting: Acting, institution: RosterRow) -> None:
    """Record in the caller's transaction that they looked at what one institution shows by its name: for the institution, and
    in the audit log. The transaction has to be a writing one.
    """
    note_by_caller(acting, Act.looked, institution.name, str(institution.id))
    acting.db.add(_row(acting, institution.campaign_id, institution.id))


async def note_exported_looks(acting: Acting, campaign: int, institutions: Iterable[int]) -> None:
    """Record in the caller's transaction that an export showed them these institutions of a roster, by their ids.

    The audit log has one line for the whole export, which its caller writes (Act.exported).
    """
    rows = [_row(acting, campaign, each).model_dump(exclude={"id"}) for each in institutions]
    if rows:
        await acting.db.exec(insert(LookRow), params=rows)


async def looks_at(db: AsyncSession, institution: int, since: datetime) -> Looks | None:
    """Return the looks at an institution of a roster from a moment on; None if there were none."""
    at_it = (LookRow.roster_id == institution, col(LookRow.at) >= since)
    last = (await db.exec(select(LookRow).where(*at_it).order_by(col(LookRow.at).desc(), col(LookRow.id).desc()))).first()
    if last is None:
        return None
    count = (await db.exec(select(func.count(col(LookRow.id))).where(*at_it))).one()
    return Looks(count, aware(last.at), last.officer)


def _row(acting: Acting, campaign: int, institution: int) -> LookRow:
    return LookRow(campaign_id=campaign, roster_id=institution, officer=acting.caller.officer.name, at=acting.now)
