"""Deletes what an institution handed in for reviews, when nobody is left who answers for it.

Which rungs were claimed and verified stays with the association, as what it issued says so. What people typed does not: their
evidence, their reasons why a subdomain does not apply, what they wrote in objections and answers, and the sealed file.
"""

from __future__ import annotations

from sqlalchemy import case, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.evidence import Evidence
from flows.review.submission import Share
from storage.case_chain import DELETED, without_texts
from storage.mapping import evidence_columns
from storage.review_tables import CaseEntryRow, CaseItemRow, CaseRow, SubmissionRow

NO_EVIDENCE = evidence_columns(Evidence("", 0))


async def empty_cases(db: AsyncSession, institution: int) -> None:
    """Empty the cases of an institution, in the transaction that deletes it. Those that are open are closed later.

    From this moment on nobody can open them: see `storage.review.officer_cases`.
    """
    cases = select(CaseRow.id).where(CaseRow.institution_id == institution)
    reason = case((col(CaseItemRow.not_applicable) == "", ""), else_=DELETED)
    await db.exec(
        update(CaseItemRow)
        .where(col(CaseItemRow.case_id).in_(cases))
        .values(**NO_EVIDENCE, not_applicable=reason, share=Share.answer.value)
        .execution_options(synchronize_session=False)
    )
    for entry in await db.exec(select(CaseEntryRow).where(col(CaseEntryRow.case_id).in_(cases))):
        # Without its salt, what is left in the chain says nothing about what was typed.
        entry.salt, entry.detail = "", without_texts(entry.event, entry.detail)
        db.add(entry)
    await db.exec(
        update(SubmissionRow)
        .where(col(SubmissionRow.case_id).in_(cases))
        .values(sealed=b"")
        .execution_options(synchronize_session=False)
    )
