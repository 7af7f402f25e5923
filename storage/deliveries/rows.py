"""The statements that read and move the rows of deliveries, and the conditions under which a process may take one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Integer, Select, bindparam, case, delete, func, literal, or_, select, update

from storage.deliveries.planning import HELD
from storage.moments import aware
from storage.steps import new, table_of
from storage.tables import BatchRow, BatchState, DeliveryRow, DeliveryState

# No lease lasts longer than this. One that seems to was given before the clock was set back, and counts as over.
LONGEST_LEASE = timedelta(minutes=10)
CLAIMABLE = (DeliveryState.planned, DeliveryState.again, DeliveryState.leased)
DELIVERIES, BATCHES = table_of(DeliveryRow), table_of(BatchRow)
COLUMNS = ("id", "respondent_id", "kind", "about", "batch", "due_at", "state", "tries", "leased_until")
AWARE = DateTime(timezone=True)
NOW, FAR = bindparam("now", type_=AWARE), bindparam("far", type_=AWARE)

_IT = DELIVERIES.c.id == bindparam("delivery")
OWN = (
    select(*(DELIVERIES.c[name] for name in COLUMNS))
    .where(_IT, DELIVERIES.c.leased_by == bindparam("worker"))
    .with_for_update()
)
HOLD = update(DELIVERIES).where(_IT).values({name: new(name) for name in ("state", "leased_by", "leased_until")})
LET_GO = update(DELIVERIES).where(_IT).values(state=new("state"), leased_until=None)
POSTPONE = update(DELIVERIES).where(_IT).values(state=new("state"), leased_until=None, due_at=new("due_at"), tries=new("tries"))
DROP = delete(DELIVERIES).where(_IT)
# Locked until the commit: what is begun after the return of `pause` or `cancel` would not be theirs.
STATE_OF_BATCH = select(BATCHES.c.state).where(BATCHES.c.id == bindparam("batch_id")).with_for_update(read=True)


@lru_cache
def to_take(state: DeliveryState, kinds: tuple[str, ...]) -> Select[Any]:
    """Return the statement that locks deliveries of a state that a process may take `now`, the longest due first.

    It leaves out those that another process is just taking. Values: `now`, `far` (no lease is believed to last longer), `most`.
    It is about one state, so that SQLite reads them in the order of its index and no more than it returns.
    """
    lease = DELIVERIES.c.leased_until
    is_ready = or_(lease <= NOW, lease > FAR) if state in HELD else DELIVERIES.c.due_at <= NOW
    wanted = [DELIVERIES.c.state == state, is_ready, _is_of(kinds)]
    if state is not DeliveryState.sending:
        wanted.append(_may_begin())
    return (
        select(*(DELIVERIES.c[name] for name in COLUMNS))
        .where(*wanted)
        .order_by(DELIVERIES.c.due_at)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def first_ready(kinds: Collection[str], now: datetime) -> Select[Any]:
    """Return the statement that reads from when on a process may take something; NULL if nothing is open."""
    lease = DELIVERIES.c.leased_until
    believed = case((lease > literal(now + LONGEST_LEASE, AWARE), literal(now, AWARE)), else_=lease)
    ready_at = case((DELIVERIES.c.state.in_(HELD), believed), else_=DELIVERIES.c.due_at)
    is_begun = DELIVERIES.c.state == DeliveryState.sending
    return select(func.min(ready_at)).where(
        DELIVERIES.c.state.in_((*CLAIMABLE, DeliveryState.sending)), _is_of(kinds), or_(is_begun, _may_begin())
    )


def _is_of(kinds: Collection[str]) -> ColumnElement[bool]:
    return or_(*(DELIVERIES.c.kind == kind for kind in kinds))


def _may_begin() -> ColumnElement[bool]:
    """Return the condition that a delivery has no batch, or one that runs."""
    running = select(BATCHES.c.id).where(BATCHES.c.state == BatchState.running)
    return or_(DELIVERIES.c.batch.is_(None), DELIVERIES.c.batch.in_(running))


def is_over(leased_until: datetime, now: datetime) -> bool:
    """Return whether a lease is over, or seems to last longer than any does."""
    return not now < aware(leased_until) <= now + LONGEST_LEASE
