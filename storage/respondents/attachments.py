"""Finds the files that stored evidence refers to, and whose they are.

Who hands files in and who deletes them both lock the institution first, then the evidence that names the files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from flows.assessment.evidence import Attachment
from flows.dialogue import Address
from flows.review.states import CLOSED, CaseState
from storage.database import Database
from storage.institution_tables import MemberRow
from storage.lookup import is_of
from storage.respondents.membership import locked_institution
from storage.review_tables import CaseItemRow, CaseRow
from storage.tables import EvidenceRow, RespondentRow

# Nobody can open the files of these cases any more.
CLOSED_WITHOUT_RESULT = CLOSED - {CaseState.issued}


@dataclass(frozen=True, slots=True)
class Used:
    """How many files one respondent has, and their total size in bytes."""

    files: int
    size: int


class Attachments:
    """The places of files in all assessments of all respondents, older assessments included."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def used(self, who: Address, prefix: str) -> Used:
        """Return the use of places that begin with `prefix` by one respondent; a file of two assessments counts once."""
        async with self._database.reading() as db:
            found = await db.exec(
                select(EvidenceRow.file_place, EvidenceRow.file_size)
                .join(RespondentRow, col(RespondentRow.id) == EvidenceRow.respondent_id)
                .where(
                    is_of(who),
                    col(EvidenceRow.file_place).startswith(prefix, autoescape=True),
                )
                .distinct()
            )
            sizes = [size for _, size in found]
            return Used(len(sizes), sum(sizes))

    async def find(self, who: Address, place: str) -> Attachment | None:
        """Return the file of this respondent at a place; None if they have none there."""
        async with self._database.reading() as db:
            found = await db.exec(
                select(EvidenceRow)
                .join(RespondentRow, col(RespondentRow.id) == EvidenceRow.respondent_id)
                .where(is_of(who), EvidenceRow.file_place == place)
            )
            row = found.first()
        if row is None or not place:
            return None
        return Attachment(row.file_name, row.file_size, row.file_type, row.file_sha256, row.file_place)

    async def kept(self, places: Iterable[str]) -> frozenset[str]:
        """Return those of these places that some evidence still refers to, also that of a case which goes on or was issued."""
        wanted = list(places)
        of_case = (
            select(CaseItemRow.file_place)
            .join(CaseRow, col(CaseRow.id) == col(CaseItemRow.case_id))
            .where(col(CaseItemRow.file_place).in_(wanted), col(CaseRow.state).not_in(CLOSED_WITHOUT_RESULT))
        )
        async with self._database.reading() as db:
            named = await db.exec(select(EvidenceRow.file_place).where(col(EvidenceRow.file_place).in_(wanted)))
            return frozenset(named) | frozenset(await db.exec(of_case))


async def files_going_with(db: AsyncSession, respondent: int) -> frozenset[str]:
    """Return the places of all files that go with a respondent, whom the caller's transaction is about to delete.

    That is their own evidence, without what was handed in for an institution in which somebody else is left: that belongs to
    the institution. If nobody else is left, everything goes that was handed in for it. Until the transaction ends nobody joins
    the institution, and nobody hands these files in.
    """
    mine = select(MemberRow.institution_id).where(MemberRow.respondent_id == respondent)
    for institution in await db.exec(mine):
        await locked_institution(db, institution)
    named = select(EvidenceRow.file_place).where(EvidenceRow.respondent_id == respondent, EvidenceRow.file_place != "")
    own = frozenset(await db.exec(named.with_for_update()))
    others = (
        select(MemberRow.institution_id)
        .where(MemberRow.respondent_id != respondent)
        .where(MemberRow.institution_id == col(CaseRow.institution_id))
        .exists()
    )
    handed_in = (
        select(CaseItemRow.file_place)
        .join(CaseRow, col(CaseRow.id) == col(CaseItemRow.case_id))
        .where(CaseItemRow.file_place != "")
    )
    goes_on = col(CaseItemRow.file_place).in_(own), col(CaseRow.state).not_in(CLOSED_WITHOUT_RESULT)
    stays = frozenset(await db.exec(handed_in.where(others, *goes_on))) if own else frozenset()
    goes = await db.exec(handed_in.where(~others, col(CaseRow.institution_id).in_(mine)))
    return own - stays | frozenset(goes)


async def hold_files(db: AsyncSession, places: frozenset[str]) -> bool:
    """Return whether evidence names all files at these places, and keep it until the caller's transaction ends.

    Who forgets everything or replaces a file at the same moment waits, and then leaves the files that were handed in.
    """
    if not places:
        return True
    named = select(EvidenceRow.file_place).where(col(EvidenceRow.file_place).in_(places))
    return frozenset(await db.exec(named.with_for_update(read=True))) == places
