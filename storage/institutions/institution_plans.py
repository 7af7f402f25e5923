"""Keeps the plan of an institution, always as a whole. It belongs to the institution, and stays when its coordinator leaves."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import delete
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.plan import Plan
from flows.dialogue import Address
from flows.institution.colleagues import MemberRole
from storage.database import Database
from storage.institution_tables import InstitutionPlanRow, InstitutionStepRow, MemberRow
from storage.mapping import STEP, step_of
from storage.respondents.membership import locked_institution
from storage.respondents.personal_data import respondent_row


class InstitutionPlans:
    """The plans of institutions. Every method raises Unstored if the database cannot be used."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, who: Address) -> Plan | None:
        """Return the plan of a person's institution as it was last changed; None if there is none."""
        async with self._database.reading() as db:
            respondent = await respondent_row(db, who)
            me = await db.get(MemberRow, respondent.id) if respondent is not None else None
            return await _read(db, me.institution_id) if me is not None else None

    async def change(self, who: Address, change: Callable[[Plan | None], Plan | None]) -> bool:
        """Replace the plan by what `change` makes of it, while nobody else does. False if the person does not coordinate."""
        async with self._database.writing() as db:
            respondent = await respondent_row(db, who)
            me = await db.get(MemberRow, respondent.id) if respondent is not None else None
            if me is None:
                return False
            await locked_institution(db, me.institution_id)
            await db.refresh(me)
            if me.role != MemberRole.coordinator:
                return False
            before = await _read(db, me.institution_id)
            after = change(before)
            if after != before:
                await _write(db, me.institution_id, after)
            return True


async def _read(db: AsyncSession, institution: int) -> Plan | None:
    row = await db.get(InstitutionPlanRow, institution)
    if row is None:
        return None
    steps = await db.exec(
        select(InstitutionStepRow)
        .where(InstitutionStepRow.institution_id == institution)
        .order_by(col(InstitutionStepRow.number))
    )
    return Plan(row.star, row.made_on, tuple(step_of(step.model_dump()) for step in steps))


async def _write(db: AsyncSession, institution: int, plan: Plan | None) -> None:
    for table in (InstitutionStepRow, InstitutionPlanRow):
        await db.exec(delete(table).where(col(table.institution_id) == institution))
    if plan is None:
        return
    db.add(InstitutionPlanRow(institution_id=institution, star=plan.star, made_on=plan.made_on))
    for number, step in enumerate(plan.steps, 1):
        columns = {name: getattr(step, name) for name in STEP} | {"state": step.state.value}
        db.add(InstitutionStepRow(institution_id=institution, number=number, **columns))
