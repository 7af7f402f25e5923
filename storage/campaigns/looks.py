"""Records on which days which officer looked at which institution, and tells the institution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.engine import CursorResult
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.campaign.officers import Act
from flows.days import day_of
from storage.associations.access import Acting
from storage.associations.audit_log import note_by_caller
from storage.campaign_tables import LookRow, RosterRow
from storage.deliveries.insert import insert_new, insert_or_change
from storage.moments import aware

# What tells the looks of one officer on one day apart from all others.
ONCE = ("roster_id", "officer_id", "day")


@dataclass(frozen=True, slots=True)
class Looks:
    """How often officers looked at an institution, and the last look: when, and the officer's name.

    Each officer counts once a day.
    """

    count: int
    at: datetime
    officer: str


async def note_look(acting: Acting, institution: RosterRow) -> None:
    """Record in the caller's transaction that they looked at what one institution shows by its name, for the institution.

    The first look of an officer on a day is in the audit log too. The transaction has to be a writing one.
    """
    look = _look(acting, institution.campaign_id, institution.id)
    added: CursorResult[Any] = await acting.db.exec(insert_new(acting.db, LookRow, [look]))
    if added.rowcount:
        note_by_caller(acting, Act.looked, institution.name, str(institution.id))
        return
    # Somebody who joined between two looks of a day reads about the second.
    same = [col(getattr(LookRow, name)) == look[name] for name in ONCE]
    await acting.db.exec(update(LookRow).where(*same).values(at=acting.now).execution_options(synchronize_session=False))


async def note_exported_looks(acting: Acting, campaign: int, institutions: Iterable[int]) -> None:
    """Record in the caller's transaction that an export showed them these institutions of a roster, by their ids.

    The audit log has one line for the whole export, which its caller writes (Act.exported).
    """
    looks = [_look(acting, campaign, each) for each in sorted(institutions)]
    if looks:
        await acting.db.exec(insert_or_change(acting.db, LookRow, ONCE, "at"), params=looks)


async def looks_at(db: AsyncSession, institution: int, since: datetime) -> Looks | None:
    """Return the looks at an institution of a roster from a moment on; None if there were none."""
    at_it = (LookRow.roster_id == institution, col(LookRow.at) >= since)
    last = (await db.exec(select(LookRow).where(*at_it).order_by(col(LookRow.at).desc(), col(LookRow.id).desc()))).first()
    if last is None:
        return None
    count = (await db.exec(select(func.count(col(LookRow.id))).where(*at_it))).one()
    return Looks(count, aware(last.at), last.officer)


def _look(acting: Acting, campaign: int, institution: int) -> dict[str, Any]:
    officer, name = acting.caller.signature
    return {
        "campaign_id": campaign,
        "roster_id": institution,
        "officer": name,
        "officer_id": officer,
        "day": day_of(acting.now),
        "at": acting.now,
    }
