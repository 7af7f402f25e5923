"""Deletes what an institution handed in for reviews, when nobody is left who answers for it.

Which rungs were claimed and verified stays with the association, as what it issued says so. What people typed does not: their
evidence, their reasons why a subdomain does not apply, and the sealed file.
"""

from __future__ import annotations

from sqlalchemy import case, delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.evidence import Evidence
from flows.review.submission import Share
from storage.mapping import evidence_columns
from storage.result_tables import NameReportRow
from storage.review_tables import CaseItemRow, CaseRow, SubmissionRow

NO_EVIDENCE = evidence_columns(Evidence("", 0))
# Stands for a reason that was deleted: the answer still says that the subdomain does not apply.
NO_REASON = "–"


async def empty_cases(db: AsyncSession, institution: int) -> None:
    """Empty the cases of an institution, in the transaction that deletes it. Those that are open are closed later.

    From this moment on nobody can open them: see `storage.review.officer_cases`.
    """
    cases = select(CaseRow.id).where(CaseRow.institution_id == institution)
    reason = case((col(CaseItemRow.not_applicable) == "", ""), else_=NO_REASON)
    await db.exec(
        update(CaseItemRow)
        .where(col(CaseItemRow.case_id).in_(cases))
        .values(**NO_EVIDENCE, not_applicable=reason, share=Share.answer.value)
        .execution_options(synchronize_session=False)
    )
    # Who reported its name is nobody's business any more.
    await db.exec(
        delete(NameReportRow).where(col(NameReportRow.case_id).in_(cases)).execution_options(synchronize_session=False)
    )
    await db.exec(
        update(SubmissionRow)
        .where(col(SubmissionRow.case_id).in_(cases))
        .values(sealed=b"")
        .execution_options(synchronize_session=False)
    )
