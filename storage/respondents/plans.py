"""Reads and replaces a respondent's plan, always as a whole."""

from __future__ import annotations

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.plan import Plan
from storage.mapping import STEP, step_of
from storage.tables import PlannedStepRow, PlanRow


async def read_plan(db: AsyncSession, respondent_id: int) -> Plan | None:
    """Return the plan of a respondent; None if there is none."""
    row = (await db.exec(select(PlanRow).where(PlanRow.respondent_id == respondent_id))).first()
    if row is None:
        return None
    steps = await db.exec(
        select(PlannedStepRow).where(PlannedStepRow.respondent_id == respondent_id).order_by(col(PlannedStepRow.number))
    )
    return Plan(row.star, row.made_on, tuple(step_of(step.model_dump()) for step in steps))


async def write_plan(db: AsyncSession, respondent_id: int, plan: Plan | None) -> None:
    """Replace the plan of a respondent; None deletes it."""
    for table in (PlannedStepRow, PlanRow):
        await db.exec(delete(table).where(col(table.respondent_id) == respondent_id))
    if plan is None:
        return
    db.add(PlanRow(respondent_id=respondent_id, star=plan.star, made_on=plan.made_on))
    for number, step in enumerate(plan.steps, 1):
        columns = {name: getattr(step, name) for name in STEP} | {"state": step.state.value}
        db.add(PlannedStepRow(respondent_id=respondent_id, number=number, **columns))
